"""Workbooks of practice systems: each sheet of claims that is shown is read, and the others are named."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from msgspec import structs

from app.claims.claim_files import open_claims
from app.claims.record import Entry
from app.claims.tables.opening import UnknownHeadingsError, Workbooks
from app.coding.errors import InputError
from app.releases.claim_workbooks import check_cells, sheets_of, workbook_rows
from tests.claims.tables.known import reading
from tests.releases.files import workbook

TABLES = structs.replace(reading(), workbooks=Workbooks(workbook_rows, sheets_of, check_cells))
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
        ((b'<row r="1"><c r="A1"><v>1</v></c></row>',), "1 hidden sheet not read."),
        ((b'<row r="1"><c r="A1"><v>1</v></c></row>',) * 2, "2 hidden sheets not read."),
    ],
)
def test_other_sheets_with_cells_are_said_not_to_be_read(
    tmp_path: Path, others: tuple[bytes, ...], said: str
) -> None:
    notes = notes_of(write(tmp_path / "a.xlsx", *others))
    assert any(said in note for note in notes) if said else not any("hidden sheet" in note for note in notes)


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
        check_cells(with_cell(tmp_path / "a.xlsx", cell))


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
    path = with_cell(tmp_path / "a.xlsx", cell)
    check_cells(path)
    rows = list(workbook_rows(path))
    assert rows[-1][1][3:] in ([], [""], ["26"])


def book(path: Path, **sheets: tuple[tuple[object, ...], ...]) -> Path:
    """A workbook with these sheets; one whose name begins with "hidden" is hidden."""
    made = {name: zipfile.ZipFile(io.BytesIO(workbook(rows, name))) for name, rows in sheets.items()}
    first = next(iter(made.values()))
    parts = {each: first.read(each).decode() for each in first.namelist()}
    for at, (name, one) in enumerate(made.items(), 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = one.read("xl/worksheets/sheet1.xml").decode()
        state = ' state="hidden"' if name.startswith("hidden") else ""
        about = f'<sheet name="{name}" sheetId="{at}"{state} r:id="rId{at}"/>'
        link = _link(parts).replace("rId1", f"rId{at}").replace("sheet1", f"sheet{at}")
        for part, element, end in (
            ("xl/workbook.xml", about, "</sheets>"),
            ("xl/_rels/workbook.xml.rels", link, "</Relationships>"),
        ):
            if at == 1:
                parts[part] = re.sub(r"<sheet .*?/>|<Relationship .*?/>", element, parts[part], count=1)
            else:
                parts[part] = parts[part].replace(end, f"{element}{end}")
    with zipfile.ZipFile(path, "w") as packed:
        for each, text in parts.items():
            packed.writestr(each, text)
    return path


def _link(parts: dict[str, str]) -> str:
    (found,) = re.findall(r'<Relationship Id="rId1".*?/>', parts["xl/_rels/workbook.xml.rels"])
    return str(found)


JANUARY = (("Claim #", "Svc Dt", "CPT", "Rendering NPI"), (7, "1/15/2026", 77002, "1999999984"))
FEBRUARY = (("Claim #", "Svc Dt", "CPT", "Rendering NPI"), (7, "2/15/2026", 20610, "1999999984"))
FEES = (("CPT", "Fee"), (77002, 90))
COVER = (("Charges of March", ""), ("see next", ""))


def read(path: Path) -> list[Entry]:
    return list(open_claims(str(path), TABLES).entries)


def test_each_sheet_of_claims_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", January=JANUARY, Fees=FEES, February=FEBRUARY, hidden=JANUARY, Empty=())
    entries = read(path)
    claims = [each for each in entries if each.claim]
    assert [each.name for each in claims] == ["January, 7", "February, 7"]
    assert len({each.claim.practitioner for each in claims if each.claim}) == 1
    why = "for want of headings of a claim, its date and its codes."
    assert entries[0].notes == (f"{path}: sheet “Fees” and 1 hidden sheet not read {why}",)


def test_a_sheet_whose_claims_cannot_be_read_is_named_with_its_row(tmp_path: Path) -> None:
    bad = (JANUARY[0], (8, "someday", 77002, "1"))
    path = book(tmp_path / "a.xlsx", January=JANUARY, February=bad)
    (problem,) = [each.problem for each in read(path) if each.problem]
    assert problem.startswith(f"{path}, sheet “February”, row 2: ")


def test_of_one_sheet_of_claims_behind_a_cover_the_claims_have_their_own_names(tmp_path: Path) -> None:
    entries = read(book(tmp_path / "a.xlsx", Cover=COVER, January=JANUARY))
    assert [each.name for each in entries if each.claim] == ["7"]
    assert "sheet “Cover” not read" in entries[0].notes[0]


def test_headings_of_any_sheet_of_claims_are_asked_about_before_the_first_claim(tmp_path: Path) -> None:
    other = ((*JANUARY[0], "Zorp"), (*JANUARY[1], 3))
    with pytest.raises(UnknownHeadingsError, match="sheet “February”: 1 heading is not known: “Zorp”"):
        read(book(tmp_path / "a.xlsx", January=JANUARY, February=other))


def test_a_workbook_without_a_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="CPT code on any of its 2 sheets"):
        read(book(tmp_path / "a.xlsx", Cover=COVER, Notes=COVER))
    with pytest.raises(InputError, match=r"and CPT code\.$"):
        read(write(tmp_path / "b.xlsx", rows=COVER))


def test_a_cell_that_would_come_out_empty_matters_on_a_sheet_that_is_read_alone(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", January=JANUARY, Fees=FEES, February=FEBRUARY)
    for at, lost in ((2, False), (3, True)):
        changed = tmp_path / f"{at}.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
            for item in old.infolist():
                text = old.read(item).decode()
                if item.filename.endswith(f"sheet{at}.xml"):
                    text = text.replace(
                        "</row></sheetData>", '<c r="F2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
                    )
                new.writestr(item, text)
        if lost:
            with pytest.raises(InputError, match="cell F2: its formula ended in an error"):
                read(changed)
        else:
            assert len([each for each in read(changed) if each.claim]) == 2
