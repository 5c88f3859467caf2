"""A correction beside its original: the newer wins, whatever the order, and the import says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from msgspec import defstruct

from app.coding.official import FeeRow, OppsRow
from app.library.shelf.edition_format import Mark, Stored
from app.library.shelf.marks import mark_of
from app.library.shelf.shelf import Shelf
from app.releases import installation, keeping, table
from app.releases.found import Found
from app.releases.installation import install
from app.releases.readers.dispatch import read_rows
from tests.releases import files

TODAY = date(2026, 11, 23)
ORIGINAL = "2022 October Web Addendum B.09.26.22.csv"
CORRECTION = "2022 October Web Addendum B.11142022.csv"
EARLIER_COLUMNS = FeeRow.__struct_fields__[: FeeRow.__struct_fields__.index("office_na")]
EarlierFeeRow = defstruct("EarlierFeeRow", EARLIER_COLUMNS)
PLAIN = "2022 October Web Addendum B.csv"


def addendum(indicator: str, rows: int = 2) -> bytes:
    """An Addendum B whose first code has this status indicator."""
    head, *lines = files.OPPS_CSV.decode("cp1252").split("\r\n")[1:-1]
    lines = [lines[0].replace(",T,", f",{indicator},"), *lines[1:]]
    lines += [f"{number:04}Y,invented,N,,.,.,.,." for number in range(rows - 2)]
    return "\r\n".join([head, *lines, ""]).encode("cp1252")


def write(folder: Path, **content: bytes) -> None:
    folder.mkdir(exist_ok=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)


def indicator(shelf: Path) -> str:
    """The status indicator in use; also proves that one edition is in use and nothing is wrong."""
    opened = Shelf.open(shelf)
    (edition,) = opened.editions
    assert opened.faults() == ()
    row = opened.opps(edition, "0001X")
    opened.close()
    assert isinstance(row, OppsRow)
    return row.indicator


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("order", list(permutations((ORIGINAL, CORRECTION))))
def test_the_correction_wins_in_either_order(tmp_path: Path, order: Sequence[str], *, together: bool) -> None:
    write(tmp_path, **{ORIGINAL: addendum("N"), CORRECTION: addendum("Q1")})
    shelf, paths = tmp_path / "shelf", [tmp_path / name for name in order]
    runs = [paths] if together else [[path] for path in paths]
    outcomes = [outcome for run in runs for outcome in install(run, shelf, today=TODAY)]
    assert indicator(shelf) == "Q1"
    said = {outcome.found.entry.name: outcome for outcome in outcomes}
    late = said[ORIGINAL if together else order[1]]
    assert "11/14/2022" in late.sentence
    assert "09/26/2022" in late.sentence
    if late is said[CORRECTION]:
        assert [item.files for item in late.replaces] == [(ORIGINAL,)]
        assert late.sentence.startswith(f"In effect from 10/01/2022. Replaces 2022Q4 from {ORIGINAL}")
    else:
        assert (late.state, late.replaces) == ("skipped", ())
        assert late.sentence.startswith(f"Not installed: {CORRECTION}, in use for 2022Q4, is the newer file")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_without_a_mark_the_file_with_more_rows_wins_and_it_is_said(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    for number, data in enumerate((addendum("N", 5), addendum("Q1", 9))):
        write(tmp_path / str(number), **{PLAIN: data})
    shelf = tmp_path / "shelf"
    said = [install([tmp_path / str(at)], shelf, today=TODAY)[0].sentence for at in order]
    assert indicator(shelf) == "Q1"
    assert "no release mark tells them apart and it has more rows" in said[1]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_with_nothing_to_tell_them_apart_one_of_them_wins_always_and_it_is_said(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    for number, data in enumerate((addendum("N"), addendum("Q1"))):
        write(tmp_path / str(number), **{PLAIN: data})
    shelf = tmp_path / "shelf"
    said = [install([tmp_path / str(at)], shelf, today=TODAY)[0].sentence for at in order]
    assert "its checksum is the higher" in said[1]
    first = indicator(shelf)
    both = tmp_path / "both"
    install([tmp_path / str(at) for at in order], both, today=TODAY)
    assert indicator(both) == first


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_corrected_release_takes_the_place_of_the_one_it_corrects(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    data = files.pfs_csv(month="January")
    names = ("rvu26a.zip", "rvu26ar_1.zip")
    changed = (data, data.replace(b"0.54", b"0.55"))
    paths = [
        files.write_zip(tmp_path / name, {"PPRRVU2026_Jan_nonQPP.csv": text})
        for name, text in zip(names, changed, strict=True)
    ]
    for at in order:
        install([paths[at]], tmp_path / "shelf", today=TODAY)
    opened = Shelf.open(tmp_path / "shelf")
    assert ([item.edition for item in opened.editions], opened.faults()) == (["RVU26AR"], ())


def test_the_set_with_quality_payment_is_no_correction_of_the_other(tmp_path: Path) -> None:
    write(
        tmp_path, **{"PPRRVU2026_Jul_nonQPP.csv": files.pfs_csv(), "PPRRVU2026_Jul_QPP.csv": files.pfs_csv()}
    )
    outcomes = install([tmp_path], tmp_path / "shelf", today=TODAY)
    assert [outcome.state for outcome in outcomes] == ["installed", "installed"]
    assert Shelf.open(tmp_path / "shelf").faults() == ()


def test_the_users_own_list_is_replaced_by_the_one_imported_last(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    for text in ("code,wording\r\n0001X,one\r\n0002X,two\r\n", "code,wording\r\n0001X,three\r\n"):
        write(tmp_path, **{"wording.csv": text.encode()})
        install([tmp_path / "wording.csv"], shelf, today=TODAY)
    assert Shelf.open(shelf).wording("0001X") == "three"


def test_two_editions_in_use_for_the_same_days_are_a_fault_and_bringing_one_back_is_none(
    tmp_path: Path,
) -> None:
    write(tmp_path, **{ORIGINAL: addendum("N"), CORRECTION: addendum("Q1")})
    shelf = tmp_path / "shelf"
    install([tmp_path / ORIGINAL], shelf, today=TODAY)
    install([tmp_path / CORRECTION], shelf, today=TODAY)
    opened = Shelf.open(shelf)
    (old,) = opened.aside
    keeping.bring_back(shelf, old)
    assert indicator(shelf) == "N"
    (mark,) = shelf.glob("*.npe.aside")
    mark.unlink()  # as a copied folder may lack it
    (fault,) = Shelf.open(shelf).faults()
    assert "are both in use for the same days" in fault


MARKS = {
    ("Addendum B.11142022.csv", "october-2022.zip"): (0, date(2022, 11, 14)),
    ("Addendum B.09.26.22.csv",): (0, date(2022, 9, 26)),
    ("HCPC2026_JAN_ANWEB_01122026.xlsx",): (0, date(2026, 1, 12)),
    ("PPRRVU2026_Jul_nonQPP.csv", "rvu26c-updated-06-30-2026.zip"): (0, date(2026, 6, 30)),
    ("PPRRVU2026_Jan_nonQPP.csv", "rvu26ar_1.zip"): (1, None),
    ("ccipra-v322r2-f1.TXT",): (2, None),
    ("Corrected MUE 2026-07-15.csv",): (1, date(2026, 7, 15)),
    ("icd10cm_order_2027.txt", "2027-code-descriptions-tabular-order.zip"): (0, None),
    ("AOC_V2026Q3-MCR.xlsx",): (0, None),
}


@pytest.mark.parametrize("names", MARKS)
def test_names_tell_revision_and_day_of_release(names: tuple[str, ...]) -> None:
    revision, released = MARKS[names]
    assert mark_of(names) == Mark(revision=revision, released=released)


def test_the_first_lines_tell_the_day_of_release_too() -> None:
    assert mark_of(("x.csv",), (",,RELEASED 09/11/2025,,",)).released == date(2025, 9, 11)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_files_for_one_part_of_the_pair_table_the_correction_is_taken(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    table = files.parts()
    paths = files.write_ptp(tmp_path / "in", table)
    changed = files.ptp_text([files.pair("1000X", "0007X"), *table[1][4:]])
    both = (
        paths[0],
        files.write_zip(
            tmp_path / "in" / "corrected-ccipra-v322r0-f1.zip", {"ccipra-v322r0-f1.TXT": changed}
        ),
    )
    install([both[order[0]], both[order[1]], *paths[1:]], tmp_path / "shelf", today=TODAY)
    opened = Shelf.open(tmp_path / "shelf")
    (edition,) = opened.editions
    assert [row.column2 for row in opened.pairs_of(edition, "1000X")] == ["0007X"]


def test_a_fee_schedule_of_an_earlier_version_is_replaced_by_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Earlier versions kept fewer columns, from which no amount follows."""
    path = tmp_path / "PPRRVU2026_Jul_nonQPP.csv"
    path.write_bytes(files.pfs_csv())
    shelf = tmp_path / "shelf"
    monkeypatch.setattr(installation, "LEAST_ROWS", {})
    kept = len(EARLIER_COLUMNS)
    with monkeypatch.context() as earlier:
        earlier.setattr(table, "record_of", lambda _: EarlierFeeRow)
        earlier.setattr(installation, "read_rows", lambda item: (row[:kept] for row in read_rows(item)))
        install([path], shelf, today=TODAY)
    before = Shelf.open(shelf)
    assert not before.fees(before.editions[0], "0001X")[""].complete
    before.close()
    (outcome,) = install([path], shelf, today=TODAY)
    assert outcome.sentence.endswith("Replaces a copy that an earlier version imported.")
    after = Shelf.open(shelf)
    (edition,) = after.editions
    assert after.fees(edition, "0001X")[""].complete
    after.close()
    (again,) = install([path], shelf, today=TODAY)
    assert again.sentence == "Already installed as RVU26C."


def test_a_file_beside_the_zip_that_holds_it_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, **{PLAIN: addendum("N")})
    packed = files.write_zip(tmp_path / "october-2022-opps-addendum-b.zip", {f"508/{PLAIN}": addendum("N")})
    read: list[str] = []

    def counted(found: Found) -> Iterator[Stored]:
        read.append(found.entry.path.name)
        return read_rows(found)

    monkeypatch.setattr(installation, "read_rows", counted)
    outcomes = install([packed, tmp_path / PLAIN], tmp_path / "shelf")
    assert sorted(each.state for each in outcomes) == ["installed", "skipped"]
    assert len(read) == 1
    (sentence,) = (each.sentence for each in outcomes if each.state == "skipped")
    kept = f"{PLAIN} beside {packed.name}" if read[0] == PLAIN else packed.name
    assert sentence == f"Skipped: {kept} holds the same edition."


def test_a_file_that_differs_from_the_one_of_its_name_in_a_zip_is_read(tmp_path: Path) -> None:
    write(tmp_path, **{PLAIN: addendum("N")})
    packed = files.write_zip(tmp_path / "october-2022-opps-addendum-b.zip", {PLAIN: addendum("T")})
    outcomes = install([packed, tmp_path / PLAIN], tmp_path / "shelf")
    assert not [each for each in outcomes if each.sentence.startswith("Skipped")]
