"""Editions travel as files named by their hash; what arrives is what was sent, or nothing is opened."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.coding.errors import InstallationError
from app.library.shelf.edition_format import ASIDE_MARK
from app.library.shelf.shelf import Shelf
from app.library.shelf.travel import open_packed, open_whole, pack_shelf
from app.releases import installation
from app.releases.installation import install
from tests.releases import files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf folder with two editions."""
    monkeypatch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
    sources = tmp_path / "official"
    sources.mkdir()
    (sources / f"{files.MUE_NAME}.csv").write_bytes(files.mue_csv())
    (sources / "AOC_V2026Q3-F-MCR.txt").write_bytes(files.AOC_FLAT)
    shelf = tmp_path / "editions"
    assert {each.state for each in install([sources], shelf)} == {"installed"}
    return shelf


def test_each_edition_is_packed_under_the_hash_of_its_bytes(folder: Path, tmp_path: Path) -> None:
    names = pack_shelf(folder, tmp_path / "packed")
    assert len(names) == 2
    for name in names:
        digest = hashlib.sha256((tmp_path / "packed" / name).read_bytes()).hexdigest()
        assert name == f"{digest}.npe"
    assert {path.name for path in (tmp_path / "packed").iterdir()} == set(names)


def test_what_is_opened_elsewhere_answers_as_at_home(folder: Path, tmp_path: Path) -> None:
    names = pack_shelf(folder, tmp_path / "packed")
    at_home, elsewhere = Shelf.open(folder), open_packed(tmp_path / "packed", names)
    assert elsewhere.editions == at_home.editions
    units = next(each for each in elsewhere.editions if each.source == "ncci-mue")
    assert elsewhere.units(units, "0001X") == at_home.units(units, "0001X") is not None
    at_home.close()
    elsewhere.close()


def test_packing_again_sends_nothing_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "packed"
    names = pack_shelf(folder, out)
    before = {name: (out / name).stat().st_mtime_ns for name in names}
    assert pack_shelf(folder, out) == names
    assert {name: (out / name).stat().st_mtime_ns for name in names} == before


def test_an_edition_that_was_set_aside_stays_at_home(folder: Path, tmp_path: Path) -> None:
    aside = next(path for path in folder.iterdir() if "mue" in path.name)
    (folder / (aside.name + ASIDE_MARK)).touch()
    names = pack_shelf(folder, tmp_path / "packed")
    assert [each.source for each in open_packed(tmp_path / "packed", names).editions] == ["ncci-aoc"]


def test_other_files_in_the_folder_are_not_opened(folder: Path, tmp_path: Path) -> None:
    first, _ = pack_shelf(folder, tmp_path / "packed")
    (tmp_path / "packed" / "notes.npe").write_bytes(b"no edition")
    assert len(open_packed(tmp_path / "packed", [first]).editions) == 1


def test_a_file_that_did_not_arrive_is_a_sentence_and_no_claim_is_left_unchecked(
    folder: Path, tmp_path: Path
) -> None:
    first, second = pack_shelf(folder, tmp_path / "packed")
    (tmp_path / "packed" / second).unlink()
    with pytest.raises(InstallationError, match=f"^The edition {second[:12]} is not in the folder"):
        open_packed(tmp_path / "packed", [first, second])


def test_a_file_that_changed_on_the_way_is_refused(folder: Path, tmp_path: Path) -> None:
    first, _ = pack_shelf(folder, tmp_path / "packed")
    path = tmp_path / "packed" / first
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)
    with pytest.raises(InstallationError, match="does not hold what its name says"):
        open_packed(tmp_path / "packed", [first])
    with pytest.raises(InstallationError, match="is damaged"):
        open_whole(tmp_path / "packed")


def test_a_damaged_edition_is_not_packed(folder: Path, tmp_path: Path) -> None:
    path = min(folder.glob("*.npe"))
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(InstallationError, match="Import its official file again"):
        pack_shelf(folder, tmp_path / "packed")


def test_an_empty_folder_is_an_empty_shelf_and_a_missing_one_is_none(tmp_path: Path) -> None:
    assert open_whole(tmp_path).editions == ()
    with pytest.raises(InstallationError, match="is not a folder"):
        open_whole(tmp_path / "nothing")
