"""The shelf pins each look-up to the edition in force, and type-ahead finds imported texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library import Library
from app.library.search.edition_hits import find_hits
from app.library.shelf.pair_table import code_key, key_code
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from tests.releases import files

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A shelf with one edition of each small series."""
    folder = tmp_path_factory.mktemp("shelf")
    given_files = {
        f"{files.MUE_NAME}.csv": files.mue_csv(),
        "AOC_V2026Q3-F-MCR.txt": files.AOC_FLAT,
        "PPRRVU2026_Jul_nonQPP.csv": files.pfs_csv(),
        "PPRRVU2026_Jul_QPP.csv": files.pfs_csv(),
        "HCPC2026_JUL_ANWEB.txt": files.hcpcs_flat(),
        "icd10cm_order_2026.txt": files.ICD_ORDER,
        "icd10c-tabular-April-1-2026.xml": files.ICD_XML,
        "july-2026-opps-addendum-b.csv": files.OPPS_CSV,
        "places.csv": files.POS_CSV,
        "wording.csv": files.WORDING_CSV,
    }
    for name, data in given_files.items():
        (folder / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        outcomes = install([folder], folder / "editions", today=TODAY)
    assert {outcome.state for outcome in outcomes} == {"installed"}
    opened = Shelf.open(folder / "editions")
    yield opened
    opened.close()


def test_a_missing_folder_is_an_empty_shelf(tmp_path: Path) -> None:
    empty = Shelf.open(tmp_path / "nothing")
    assert (empty.editions, empty.damaged, find_hits(empty, "hip"), empty.wording("0001X")) == (
        (),
        (),
        (),
        None,
    )


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2026, 6, 30), None),
        (date(2026, 7, 1), "2026Q3"),
        (date(2026, 9, 30), "2026Q3"),
        (date(2026, 10, 1), None),
    ],
)
def test_an_edition_answers_only_for_its_own_dates(shelf: Shelf, day: date, edition: str | None) -> None:
    found = shelf.in_force("ncci-mue", "practitioner", day)
    assert (found.edition if found else None) == edition
    assert shelf.in_force("ncci-mue", "hospital", day) is None


def test_of_two_editions_in_force_the_later_beginning_wins(shelf: Shelf) -> None:
    names = [shelf.in_force("icd10cm", None, day) for day in (date(2026, 3, 31), date(2026, 4, 1))]
    assert [item.edition if item else None for item in names] == ["FY2026", "FY2026 April"]


def test_the_set_without_quality_payment_is_the_default(shelf: Shelf) -> None:
    found = shelf.in_force("pfs-rvu", None, date(2026, 8, 1))
    assert found is not None
    assert found.edition == "RVU26C"
    assert set(shelf.fees(found, "0001X")) == {"", "26"}
    assert shelf.fees(found, "9999X") == {}


def test_a_missing_limit_is_none_and_a_limit_of_zero_is_zero(shelf: Shelf) -> None:
    found = shelf.newest("ncci-mue", "practitioner")
    assert found is not None
    assert shelf.units(found, "9999X") is None
    zero = shelf.units(found, "0002X")
    assert zero is not None
    assert zero.value == 0


def test_each_series_gives_its_records(shelf: Shelf) -> None:
    def newest(series: str) -> object:
        return shelf.newest(series)  # type: ignore[arg-type]

    pairs = shelf.add_on_pairs(newest("ncci-aoc"), "0007X")  # type: ignore[arg-type]
    assert [(pair.primary, pair.in_force(date(2021, 1, 1))) for pair in pairs] == [
        ("0001X", True),
        ("0002X", False),
    ]
    assert shelf.hcpcs(newest("hcpcs"), "A9999").label == "Invented supply"  # type: ignore[arg-type, union-attr]
    assert shelf.diagnosis(newest("icd10cm"), "S06.2X7A").billable  # type: ignore[arg-type, union-attr]
    assert shelf.opps(newest("opps-b"), "0001X").rate == 3307.24  # type: ignore[arg-type, union-attr]
    assert [place.code for place in shelf.places(newest("pos"))] == ["11", "22"]  # type: ignore[arg-type]
    assert shelf.wording("0001X") == "Words that the user is licensed to keep"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("s06.2x7", ["S06.2X7", "S06.2X7A"]),
        ("m16", ["M16", "M16.0"]),
        ("diffuse in", ["S06.2X"]),
        ("with death", ["S06.2X7", "S06.2X7A"]),
        ("supply", ["A9999"]),
        ("second line", ["A9999"]),
        ("j9", ["J9999"]),
        ("0001", ["0001X"]),
        ("nothing like it", []),
        ("  ", []),
        ("%_'\"*", []),
    ],
)
def test_type_ahead_finds_code_beginnings_and_words(shelf: Shelf, typed: str, codes: list[str]) -> None:
    assert [hit.code for hit in find_hits(shelf, typed)] == codes


def test_hits_open_pages_and_mark_the_words(shelf: Shelf) -> None:
    (hit,) = find_hits(shelf, "inv supp")
    assert (hit.key, hit.group, hit.tag) == ("hcpcs:A9999", "hcpcs", "HCPCS")
    assert [hit.label[start:end] for start, end in hit.spans] == ["Inv", "supp"]
    assert find_hits(shelf, "s062x")[0].key == "diagnosis:S06.2X"
    assert find_hits(shelf, "s06")[0].tag == "heading"


@given(typed=st.text(max_size=30))
def test_no_text_breaks_the_search(shelf: Shelf, typed: str) -> None:
    assert isinstance(find_hits(shelf, typed, 5), tuple)


@given(code=st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=5, max_size=5))
def test_keys_and_codes_turn_into_each_other_in_order(code: str) -> None:
    assert key_code(code_key(code)) == code
    assert code_key(code) + 15 < code_key("ZZZZZ") + 16


def test_a_code_is_held_by_a_row_of_its_own_or_beside_another(bare: Library, shelf: Shelf) -> None:
    stocked = bare.with_shelf(shelf)
    assert [code for code in ("0001X", "0007X", "9999X") if stocked.knows(code)] == ["0001X", "0007X"]
    assert not bare.knows("0001X")
