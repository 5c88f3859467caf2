"""Workbooks of practice systems: one sheet is read, and it is said when there are others."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from msgspec import structs

from app.claims.claim_files import open_claims
from app.claims.tables.opening import UnknownHeadingsError
from app.coding.errors import InputError
from app.releases.claim_workbooks import other_sheets, workbook_rows
from tests.claims.tables.known import reading
from tests.releases.files import workbook

TABLES = structs.replace(reading(), workbook=workbook_rows, other_sheets=other_sheets)
ROWS = (("Charges of March", ""), ("Claim #", "Svc Dt", "CPT", "Mods"), (7, "9/15/2026", 77002, 26))


def write(path: Path, *others: bytes, rows: tuple[tuple[object, ...], ...] = ROWS) -> Path:
    """A workbook with further sheets, of which the library knows nothing."""
    content = io.BytesIO(workbook(rows))
    with zipfile.ZipFile(content, "a") as packed:
        for number, sheet in enumerate(others, 2):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    path.write_bytes(content.getvalue())
    return path


def notes_of(path: Path) -> list[str]:
    entries = list(open_claims(str(path), TABLES).entries)
    (claim,) = (entry.claim for entry in entries if entry.claim)
    assert [(line.code, line.modifiers) for line in claim.lines] == [("77002", ("26",))]
    return [note.removeprefix(f"{path}: ") for entry in entries for note in entry.notes]


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((), ""),
        ((b"<worksheet><sheetData/></worksheet>",), ""),
        ((b'<row r="1"><c r="A1"><v>1</v></c></row>',), "1 other sheet was not read: only the first"),
        ((b'<row r="1"><c r="A1"><v>1</v></c></row>',) * 2, "2 other sheets were not read: only the first"),
    ],
)
def test_other_sheets_with_cells_are_said_not_to_be_read(
    tmp_path: Path, others: tuple[bytes, ...], said: str
) -> None:
    notes = notes_of(write(tmp_path / "a.xlsx", *others))
    assert any(said in note for note in notes) if said else not any("other sheet" in note for note in notes)


def test_headings_of_which_none_is_known_are_asked_about(tmp_path: Path) -> None:
    rows = (("Nr", "When", "What"), (7, "9/15/2026", 77002), (8, "9/16/2026", 77002))
    with pytest.raises(UnknownHeadingsError, match="3 headings are not known: “Nr”, “When”, “What”"):
        list(open_claims(str(write(tmp_path / "a.xlsx", rows=rows)), TABLES).entries)
    with pytest.raises(InputError, match="has no row of headings"):
        list(open_claims(str(write(tmp_path / "b.xlsx", rows=rows[1:])), TABLES).entries)


def with_cell(path: Path, cell: str) -> Path:
    """The workbook of one claim, whose cell of modifiers is written as given."""
    content = io.BytesIO(workbook(ROWS))
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.infolist():
            text = old.read(item).decode()
            if item.filename.endswith("sheet1.xml"):
                text, found = re.subn(r'<c r="D3"[^>]*>.*?</c>', cell, text)
                assert found
            new.writestr(item, text)
    path.write_bytes(changed.getvalue())
    return path


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="D3"><f>A1+1</f></c>', "this formula was never calculated"),
        ('<c r="D3"><f t="shared" si="0"/><v></v></c>', "this formula was never calculated"),
        ('<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "its formula ended in an error"),
        ('<x:c r="D3" t="e"><x:v>#REF!</x:v></x:c>', "its formula ended in an error"),
    ],
)
def test_a_cell_that_would_come_out_empty_is_named(tmp_path: Path, cell: str, said: str) -> None:
    with pytest.raises(InputError, match=rf"a\.xlsx, cell D3: {said}"):
        list(workbook_rows(with_cell(tmp_path / "a.xlsx", cell)))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D3"/>',
        '<c r="D3" t="str"><f>""</f><v></v></c>',
        '<c r="D3" t="e"><f>VLOOKUP(1,A1:B2,2)</f><v>#N/A</v></c>',
        '<c r="D3"><f>20+6</f><v>26</v></c>',
    ],
)
def test_a_cell_that_says_nothing_or_was_calculated_is_read(tmp_path: Path, cell: str) -> None:
    rows = list(workbook_rows(with_cell(tmp_path / "a.xlsx", cell)))
    assert rows[-1][1][3:] in ([], [""], ["26"])


def test_a_cover_before_the_table_is_said_to_be_the_sheet_that_is_read(tmp_path: Path) -> None:
    cover = (("Charges of March", ""), ("see next", ""))
    other = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    with pytest.raises(InputError, match="on the first sheet that is shown, and only that is read"):
        list(open_claims(str(write(tmp_path / "a.xlsx", other, rows=cover)), TABLES).entries)
    with pytest.raises(InputError, match=r"and CPT code\.$"):
        list(open_claims(str(write(tmp_path / "b.xlsx", rows=cover)), TABLES).entries)
