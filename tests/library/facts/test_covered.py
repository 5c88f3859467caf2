"""Which codes bring a claim in: guidance, what it goes with or is part of, and what a policy names."""

from datetime import date
from pathlib import Path

import pytest

from app.coding.local import LocalItem, LocalPolicy
from app.coding.sources import Source
from app.library.library import Library
from app.library.shelf.shared import Shared
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from tests.releases import files

SOURCE = Source(
    id="local-x",
    basis="advice",
    publisher="A team",
    title="X",
    edition="1",
    short="X",
    url="",
    license="",
    confidence="high",
    read=date(2026, 11, 2),
)


def with_local(library: Library, folder: Path, **stated: tuple[object, ...]) -> frozenset[str] | None:
    item = LocalItem(id="N-1", text="Ask first.", source=SOURCE, severity="info", **stated)  # type: ignore[arg-type]
    shared = Shared(folder=folder, local=LocalPolicy((item,)))
    return library.with_shelf(Shelf({}, shared=shared)).covered_codes


def test_guidance_primaries_and_what_contains_guidance_are_covered(small_library: Library) -> None:
    covered = small_library.covered_codes
    assert covered is not None
    assert {"77002", "76942", "20610", "20611", "64510", "36561"} <= covered
    assert covered.isdisjoint({"99213", "CCCCC", "J1030", "71046"})


def test_whatever_may_stand_beside_needle_guidance_in_the_book_is_covered(bare: Library) -> None:
    covered = bare.covered_codes
    assert covered is not None
    assert {"77002", "20610", "62323", "73040", "10005"} <= covered
    assert {"76001", "76003"} <= covered  # guidance that has ended
    assert covered.isdisjoint({"99213", "71046", "36415", "01992"})


def test_what_local_policy_names_is_covered(small_library: Library, tmp_path: Path) -> None:
    codes = with_local(small_library, tmp_path, codes=("99213",), pairs=(("11042", "11043"),))
    assert codes is not None
    assert {"99213", "11042", "11043", "77002"} <= codes


def test_local_policy_on_claims_of_any_code_covers_all(small_library: Library, tmp_path: Path) -> None:
    assert with_local(small_library, tmp_path, modifiers=("59",)) is None


def test_the_primaries_of_an_imported_list_are_covered(small_library: Library, tmp_path: Path) -> None:
    rows = [("1", "77002", "", "1000X", "", "2018001", "", "")]
    (tmp_path / f"{files.AOC_NAME}.xlsx").write_bytes(files.workbook([files.AOC_HEADER, *rows]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        install([tmp_path / f"{files.AOC_NAME}.xlsx"], tmp_path / "editions", today=date(2026, 11, 23))
    covered = small_library.with_shelf(Shelf.open(tmp_path / "editions")).covered_codes
    assert covered is not None
    assert covered - (small_library.covered_codes or set()) == {"1000X"}
