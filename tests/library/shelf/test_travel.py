"""Editions travel as files named by their hash; what arrives is what was sent, or nothing is opened."""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from pathlib import Path

import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.coding.errors import InstallationError
from app.library.library import Library
from app.library.local.reading import read_local
from app.library.shelf.edition_format import ASIDE_MARK
from app.library.shelf.shelf import Shelf
from app.library.shelf.travel import open_packed, open_whole, pack_shelf
from app.releases import installation
from app.releases.installation import install
from app.review import review
from tests.library.local.signing import KNEE, LEAD, Signer
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
    with pytest.raises(InstallationError, match=f"^The file {second[:12]} is not in the folder"):
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


@pytest.fixture
def with_local(folder: Path) -> Path:
    """The same shelf folder with the local policy of a team, signed."""
    LEAD.put(folder, "knee", KNEE)
    return folder


def test_local_policy_travels_with_its_signature_and_is_judged_where_it_is_opened(
    with_local: Path, tmp_path: Path
) -> None:
    names = pack_shelf(with_local, tmp_path / "packed")
    assert [name.partition(".")[2] for name in names if "local" in name] == [
        "knee.nplocal.toml", "knee.nplocal.toml.minisig",
    ]  # fmt: skip
    at_home = read_local(with_local, ["knee.nplocal.toml"], [LEAD.public])
    assert at_home is not None
    assert at_home.items
    assert open_packed(tmp_path / "packed", names, [LEAD.public]).local == at_home
    assert open_whole(with_local, [LEAD.public]).local == at_home
    assert len(open_whole(with_local).editions) == 2


@pytest.mark.parametrize("signers", [(), (Signer("A. Other", 2).public,)])
def test_local_policy_of_nobody_known_is_told_and_not_used(
    with_local: Path, tmp_path: Path, signers: tuple[tuple[str, str], ...]
) -> None:
    names = pack_shelf(with_local, tmp_path / "packed")
    for shelf in (open_packed(tmp_path / "packed", names, signers), open_whole(with_local, signers)):
        assert shelf.local is not None
        assert shelf.local.items == ()
        assert "knee.nplocal.toml is not used" in shelf.faults()[0]


def test_local_policy_that_lost_its_signature_on_the_way_is_refused(with_local: Path, tmp_path: Path) -> None:
    names = pack_shelf(with_local, tmp_path / "packed")
    signature = next(name for name in names if name.endswith(".minisig"))
    (tmp_path / "packed" / signature).unlink()
    with pytest.raises(InstallationError, match=r"is not in the folder|does not hold what its name says"):
        open_packed(tmp_path / "packed", names)
    left = [name for name in names if name != signature]
    with pytest.raises(InstallationError, match="does not hold what its name says"):
        open_packed(tmp_path / "packed", left)


def test_local_policy_that_was_never_signed_travels_and_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "own.nplocal.toml").write_text(KNEE, "utf-8")
    names = pack_shelf(folder, tmp_path / "packed")
    local = open_packed(tmp_path / "packed", names, [LEAD.public]).local
    assert local is not None
    assert "it is not signed" in local.faults[0]


def test_a_signature_that_nothing_can_check_opens_no_shelf(
    with_local: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nacl.signing", None)
    with pytest.raises(InstallationError, match="Install PyNaCl"):
        open_whole(with_local, [LEAD.public])


def test_claims_are_checked_by_local_policy_that_travelled(
    reference_db: Path, with_local: Path, tmp_path: Path
) -> None:
    names = pack_shelf(with_local, tmp_path / "packed")
    claim = Claim(schema=1, date_of_service=date(2026, 12, 1), lines=parse_lines("20610, 77002"))
    rules = {}
    for signers in ((LEAD.public,), ()):
        library = Library.open(reference_db, open_packed(tmp_path / "packed", names, signers))
        found = review(claim, library)
        rules[signers] = (
            "local-policy" in [flag.rule for flag in found.flags],
            "local-policy" in [each.rule for each in found.not_checked],
        )
    assert rules == {(LEAD.public,): (True, False), (): (False, True)}
