"""The sheet of findings: words where the table has ids, the same rows, the same bytes."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from python_calamine import CalamineWorkbook

from app.batch.findings_sheet import HEADS, WIDTHS, SheetWords, cite, sheet_row, write_sheet
from app.batch.findings_table import COLUMNS, findings_rows
from app.claims.worklist.row import Reviewed, Shared, brief, make_row, with_review
from app.coding.sources import Citation
from app.library.library import Library
from tests.claims.worklist.made import decided, item
from tests.claims.worklist.test_listing import flag, review

WORDS = SheetWords({"aetna": "Aetna"}, lambda slug: f"Title of {slug}")


def rows() -> list[tuple[object, ...]]:
    """The rows of a claim with one flag that was accepted and one rule that was not checked."""
    made = decided(item(3, payer="aetna"), "=1+1")
    reviewed = Reviewed(review(flag("ptp-pair"), missed=1), False)
    row = with_review(make_row(made, Shared()), made, brief(reviewed), Shared())
    return list(findings_rows(made, row, reviewed))


def test_every_column_of_the_table_has_a_head_in_words_and_keeps_its_order() -> None:
    assert [name for name in HEADS if name != "rule_title"] == list(COLUMNS)
    assert not [head for head in HEADS.values() if "_" in head or head[0].islower()]
    assert set(WIDTHS) <= set(HEADS.values())


def test_ids_become_words_and_what_was_found_stays() -> None:
    (row,) = rows()
    table, sheet = dict(zip(COLUMNS, row, strict=True)), dict(zip(HEADS, sheet_row(row, WORDS), strict=True))
    assert (sheet["rule"], sheet["rule_title"]) == ("ptp-pair", "Title of ptp-pair")
    assert (sheet["payer"], sheet["disposition"]) == ("Aetna", "Accepted")
    assert sheet["severity"] == str(table["severity"]).capitalize()
    assert sheet["not_checked"] == "Title of other-0"
    same = ("number", "claim", "date_of_service", "line", "code", "message", "remedy", "reason", "outcome")
    assert [sheet[name] for name in same] == [table[name] for name in same]


def test_an_id_without_words_stays_as_it_is() -> None:
    (row,) = rows()
    sheet = dict(zip(HEADS, sheet_row(row, SheetWords({}, str)), strict=True))
    assert sheet["payer"] == "aetna"


def test_a_source_has_its_name_its_edition_and_the_dates_of_that_edition(small_library: Library) -> None:
    dated = next(each for each in small_library.sources() if each.first and each.last)
    said = cite(dated.cite("row 7"), small_library)
    assert said.startswith(dated.title)
    assert said.endswith("), row 7")
    first = dated.first or date.min
    assert f"{first.month:02}/{first.day:02}/{first.year}" in said
    other = msgspec.structs.replace(dated.cite(), edition="another")
    assert cite(other, small_library) == f"{dated.title}, another"


@pytest.mark.parametrize("title", ["A manual", ""])
def test_a_source_that_is_not_held_has_what_the_citation_says(small_library: Library, title: str) -> None:
    assert cite(Citation("unknown", "2026", "", title, ""), small_library) == f"{title or 'unknown'}, 2026"


def test_the_sheet_keeps_its_head_in_view_and_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_sheet(tmp_path / name, rows(), WORDS)
    content = (tmp_path / "a.xlsx").read_bytes()
    assert content == (tmp_path / "b.xlsx").read_bytes()
    cells = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("Findings").to_python()
    assert cells[0] == list(HEADS.values())
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert 'ySplit="1"' in sheet
