"""A large CSV table is read together, and says and refuses what it does row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Struct

from app.coding.errors import InputError
from app.library.shelf.edition_format import Stored
from app.releases import tables
from app.releases.archive import Entry
from app.releases.cells import Known, PlainRows
from app.releases.found import Found
from app.releases.readers import opps_cap, pfs
from app.releases.tables import csv_lines, records_of
from tests.releases import files, payment_files

PIECES = st.sampled_from(
    ["", ",", '"', '""', "\r\n", "\n", "\r", " ", "NA", "x", "1,5", '"a,b"', '"a\r\nb"', ",,,,,,\r\n", "0.5"]
)
FOUND = Found(entry=Entry(Path("rvu25d/table.csv"), None, 1), title="", form="csv", source="pfs-rvu")


def strip(cells: Sequence[str]) -> Iterator[str]:
    return map(str.strip, cells)


def columns(cut: int | None, *places: int) -> PlainRows:
    return PlainRows([(place, strip) for place in places], ",", cut)


def test_a_text_is_converted_once() -> None:
    asked: list[str] = []

    def convert(text: str) -> int:
        asked.append(text)
        return len(text)

    known = Known(convert).__getitem__
    assert [known(text) for text in ("a", "bb", "a")] == [1, 2, 1]
    assert asked == ["a", "bb"]


@pytest.mark.parametrize("cut", [None, 1, 2, 3, 4])
def test_rows_have_their_fields_in_the_order_of_the_record_wherever_they_are_cut(cut: int | None) -> None:
    lines = ["a,b,c,d,e\r\n", "f, g ,c,d,e\r\n", '"h,i",j,c,d,e']
    assert list(columns(cut, 0, 3, 1, 4).convert(lines)) == [
        ("a", "d", "b", "e"),
        ("f", "d", "g", "e"),
        ("h,i", "d", "j", "e"),
    ]


def test_an_end_that_came_before_is_not_converted_again() -> None:
    asked: list[str] = []

    def convert(cells: Sequence[str]) -> list[str]:
        asked.extend(cells)
        return list(cells)

    rows = PlainRows([(0, strip), (2, convert)], ",", 1)
    assert list(rows.convert(["a,b,c", "d,b,c"])) == [("a", "c"), ("d", "c")]
    assert list(rows.convert(["e,b,c", "f,b,g"])) == [("e", "c"), ("f", "g")]
    assert asked == ["c", "g"]


@pytest.mark.parametrize(
    "line",
    [
        "a,b\r\n",  # too few cells
        "a,b,c,d,e,f\r\n",  # too many
        "\r\n",
        'a,b,c,"d,d",e\r\n',  # quoted behind the cut
        'a,"b\r\n',  # a cell that goes on in the next line
    ],
)
def test_a_line_that_is_not_like_the_others_is_left_to_whoever_reads_row_by_row(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  it says nothing on purpose
        list(columns(2, 0, 4).convert(["a,b,c,d,e\r\n", line]))


def mutated(text: str) -> st.SearchStrategy[str]:
    """A text with a few pieces put in and some signs cut out."""

    def change(text: str, changes: list[tuple[int, int, str]]) -> str:
        for start, cut, piece in changes:
            at = start % (len(text) + 1)
            text = text[:at] + piece + text[at + cut :]
        return text

    changes = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 8), PIECES), max_size=3)
    return changes.map(partial(change, text))


def outcome(read: Callable[[], Iterator[Stored | Struct]]) -> list[Stored | Struct] | str:
    """What comes of reading: the rows, or the sentence."""
    try:
        return list(read())
    except InputError as error:
        return str(error)


FEES = files.pfs_csv(year=2025, month="October", price_column=False).decode()
OUT = io.StringIO()
csv.writer(OUT).writerows(payment_files.cap_rows())
CAPS = OUT.getvalue()


@given(mutated(FEES))
@example(FEES)
@example(FEES.replace("\r\n", "\r"))
@example(FEES.replace("\r\n", "\n"))
def test_relative_values_read_together_are_those_read_row_by_row(text: str) -> None:
    together = outcome(lambda: pfs.read_text(text, FOUND))
    assert together == outcome(lambda: pfs.read(records_of(csv_lines(text), "table.csv", ","), FOUND))


@given(mutated(CAPS))
@example(CAPS)
@example(CAPS.replace("\r\n", "\r"))
@example(CAPS.replace("\r\n", "\n"))
def test_capped_amounts_read_together_are_those_read_row_by_row(text: str) -> None:
    together = outcome(lambda: opps_cap.read_text(text, FOUND))
    assert together == outcome(lambda: opps_cap.read(records_of(csv_lines(text), "table.csv", ","), FOUND))


def test_official_forms_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("read row by row")

    monkeypatch.setattr(pfs, "_read", fail)
    monkeypatch.setattr(opps_cap, "_gather", fail)
    assert len(list(pfs.read_text(FEES, FOUND))) == len(files.PFS_ROWS)
    assert len(list(opps_cap.read_text(CAPS, FOUND))) == len(payment_files.CAPPED)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("block", [1, 7, 40, 1000])
def test_a_text_cut_into_blocks_has_the_records_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, block: int, end: str
) -> None:
    monkeypatch.setattr(tables, "_BLOCK", block)
    text = end.join(["a,b", '"x, y\u2028","two' + end + 'lines ""so"""', "", "last,row"])
    whole = list(csv.reader(io.StringIO(text, newline="")))
    assert [cells for _, cells in records_of(csv_lines(text), "a.csv", ",")] == whole
    assert list(csv_lines("")) == []
