"""Workbooks: extents looked at before anything is built, hidden sheets, row numbers, and the limit of memory.

No input here grows: a sheet that states too much holds a handful of cells, and the limit
is tried with a small one.
"""

from __future__ import annotations

import io
import multiprocessing
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.coding.errors import InputError
from app.releases import workbook
from app.releases.archive import Entry
from app.releases.installation import install
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize
from tests.releases import files

TODAY = date(2026, 11, 23)
NAME = f"{files.MUE_NAME}.xlsx"
ROWS = [("Notice",), files.MUE_HEADER, *files.MUE_ROWS]
SHEET = "xl/worksheets/sheet1.xml"


def edit(data: bytes, member: str, change: Callable[[str], str], *added: tuple[str, str]) -> bytes:
    """A workbook with one member changed and some added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            text = old.read(item).decode()
            new.writestr(item.filename, change(text) if item.filename == member else text)
        for name, text in added:
            new.writestr(name, text)
    return out.getvalue()


def states(extent: str) -> bytes:
    return edit(
        files.workbook(ROWS),
        SHEET,
        lambda text: text.replace("<sheetData>", f'<dimension ref="{extent}"/><sheetData>'),
    )


def entry(folder: Path, data: bytes) -> Entry:
    (folder / NAME).write_bytes(data)
    return Entry(folder / NAME, None, len(data))


FAR = "XFD1048576"
EXTENTS = {
    "a stated extent": states(f"A1:{FAR}"),
    "a stated extent in another order of columns": states("B2:ZZZ900000"),
    "a cell far off": edit(
        files.workbook(ROWS),
        SHEET,
        lambda text: text.replace(
            "</sheetData>", f'<row r="1048576"><c r="{FAR}"><v>1</v></c></row></sheetData>'
        ),
    ),
    "a few cells over a wide field": edit(
        files.workbook(ROWS),
        SHEET,
        lambda text: text.replace(
            "</sheetData>", '<row r="90000"><c r="AZ90000"><v>1</v></c></row></sheetData>'
        ),
    ),
}


@pytest.mark.parametrize("what", EXTENTS)
def test_an_extent_out_of_proportion_is_refused_before_the_library_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def seen(*_: object) -> None:
        raise AssertionError("the library was asked")

    monkeypatch.setattr(workbook, "_parts", seen)
    monkeypatch.setattr(workbook, "_read_apart", seen)
    with pytest.raises(InputError, match=r"has a sheet of [\d,]+ rows and [\d,]+ columns for \d+ cells"):
        next(workbook.sheet_rows(entry(tmp_path, EXTENTS[what])))


def test_an_extent_that_states_a_little_more_than_there_is_does_no_harm(tmp_path: Path) -> None:
    rows = list(workbook.sheet_rows(entry(tmp_path, states("A1:H1048576"))))
    assert len(rows) == len(ROWS)


def test_the_extent_is_that_of_the_cells() -> None:
    (extent,) = workbook.measure(files.workbook([(), ("", "x", "y"), (1,)]), NAME)[1]
    assert extent == workbook.Extent(rows=3, columns=3, cells=3, used=9)


SPELLINGS = {
    "apostrophes": lambda text: text.replace('"', "'"),
    "a line for each attribute": lambda text: text.replace(' r="', '\nr="'),
    "tabs": lambda text: text.replace(' r="', '\tr="'),
    "apostrophes on some cells": lambda text: text.replace('r="B2"', "r='B2'"),
}


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_the_extent_does_not_turn_on_how_a_sheet_is_spelled(spell: Callable[[str], str]) -> None:
    rows = [(), ("", "x", "y"), (1,)]
    (extent,) = workbook.measure(edit(files.workbook(rows), SHEET, spell), NAME)[1]
    assert extent == workbook.Extent(rows=3, columns=3, cells=3, used=9)


def test_an_extent_is_seen_wherever_it_is_stated() -> None:
    def late(text: str) -> str:
        return text.replace("</sheetData>", '</sheetData><x:dimension a="b"\n ref="A1:C9"/>')

    (extent,) = workbook.measure(edit(files.workbook([("x",)]), SHEET, late), NAME)[1]
    assert (extent.rows, extent.columns) == (9, 3)


def test_nothing_is_kept_of_a_workbook_that_was_read(tmp_path: Path) -> None:
    there = entry(tmp_path, files.workbook(ROWS))
    workbook.sheet_sample(there, 3)
    assert workbook._shown_sheet.cache_info().currsize == 1
    assert len(list(workbook.sheet_rows(there))) == len(ROWS)
    assert workbook._shown_sheet.cache_info().currsize == workbook.measure.cache_info().currsize == 0


@pytest.mark.parametrize("member", ["content.xml", "xl/worksheets/sheet1.bin"])
def test_a_workbook_of_another_form_under_the_name_of_xlsx_is_not_built(tmp_path: Path, member: str) -> None:
    types = {"[Content_Types].xml": b"<Types/>"} if member.endswith("bin") else {}
    path = files.write_zip(tmp_path / "inner.xlsx", {member: b"<x/>", **types})
    zipped = files.write_zip(tmp_path / "mue.zip", {NAME: path.read_bytes()})
    (found,) = recognize(zipped)
    assert found.problem.startswith(f"{NAME} is not an XLSX workbook inside.")


@pytest.mark.parametrize("apart", [False, True])
def test_rows_are_the_same_in_a_process_of_their_own_and_keep_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, apart: bool
) -> None:
    if apart:
        monkeypatch.setattr(workbook, "HERE_BYTES", 0)
    rows: list[tuple[object, ...]] = [(), (), ("a", 77002), (), ("b", 1.5)]
    there = entry(tmp_path, files.workbook(rows))
    assert [(at, cells) for at, cells in workbook.sheet_rows(there) if any(cells)] == [
        (3, ["a", "77002"]),
        (5, ["b", "1.5"]),
    ]
    name, sample = workbook.sheet_sample(there, 3)
    assert (name, [at for at, _ in sample]) == ("Sheet1", [1, 2, 3])


def test_a_workbook_that_the_other_process_cannot_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "HERE_BYTES", 0)
    broken = edit(files.workbook(ROWS), SHEET, lambda text: text[: len(text) // 2])
    with pytest.raises(InputError, match="is damaged or is no workbook"):
        list(workbook.sheet_rows(entry(tmp_path, broken)))


def ask_for_memory(sender: Connection, most: int, wanted: int) -> None:
    workbook.limit_memory(most)
    try:
        bytearray(wanted)
    except MemoryError:
        sender.send("refused")
    else:
        sender.send("given")


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems do not hold a process to its address space"
)
@pytest.mark.parametrize(("wanted", "told"), [(1 << 20, "given"), (900 << 20, "refused")])
def test_a_process_is_held_to_its_memory(wanted: int, told: str) -> None:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=ask_for_memory, args=(sender, 800 << 20, wanted))
    process.start()
    assert receiver.recv() == told
    process.join()


def die(*_: object) -> None:
    """The body of a process that the system ends."""


def test_a_process_that_ends_early_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "HERE_BYTES", 0)
    monkeypatch.setattr(workbook, "_serve", die)
    with pytest.raises(InputError, match=r"takes more memory than any CMS workbook, or is damaged\."):
        next(workbook.sheet_rows(entry(tmp_path, files.workbook(ROWS))))


OTHER = files.workbook([("old rows",), ("9999X", "1", "1 Line Edit", "old")])


def with_hidden(hidden: bytes, shown: bytes, *, only: bool = False) -> bytes:
    """A workbook whose first sheet is hidden; `only`: the second one is empty."""
    with zipfile.ZipFile(io.BytesIO(shown)) as packed:
        second = packed.read(SHEET).decode()
    if only:
        second = second[: second.index("<row")] + second[second.index("</sheetData>") :]
    data = edit(
        hidden,
        "xl/workbook.xml",
        lambda text: text.replace('sheetId="1"', 'sheetId="1" state="hidden"').replace(
            "</sheets>", '<sheet name="Shown" sheetId="2" r:id="rId2"/></sheets>'
        ),
        ("xl/worksheets/sheet2.xml", second),
    )
    data = edit(
        data,
        "xl/_rels/workbook.xml.rels",
        lambda text: text.replace(
            "</Relationships>",
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
        ),
    )
    return edit(
        data,
        "[Content_Types].xml",
        lambda text: text.replace(
            "</Types>",
            '<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.worksheet+xml"/></Types>',
        ),
    )


def test_a_hidden_sheet_is_not_read_as_data(tmp_path: Path) -> None:
    there = entry(tmp_path, with_hidden(OTHER, files.workbook(ROWS)))
    (found,) = recognize(there.path)
    assert [row.code for row in read_records(found)] == ["0001X", "0002X", "J1234"]  # type: ignore[attr-defined]


def test_rows_on_hidden_sheets_alone_are_named(tmp_path: Path) -> None:
    there = entry(tmp_path, with_hidden(files.workbook(ROWS), OTHER, only=True))
    (outcome,) = install([there.path], tmp_path / "shelf", today=TODAY)
    assert f"{NAME} has rows only on hidden sheets." in outcome.sentence


def test_a_row_that_does_not_fit_is_named_by_its_number_after_blank_rows(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [(), (), *ROWS, (), ("0009X", "many", "1 Line Edit", "")]
    (outcome,) = install([entry(tmp_path, files.workbook(rows)).path], tmp_path / "shelf", today=TODAY)
    assert f"{NAME}, line {len(rows)}: " in outcome.sentence
