"""What payers publish about 77002 or guidance by name stands apart from what is only inferred."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.page_key import page_key
from app.coding.pages import Page, Prose, Row, Section, Table
from app.library import Library

DAY = date(2026, 9, 15)
NAMED = ("medicare", "unitedhealthcare", "aetna", "cigna", "bcbs")
NOTHING = "Nothing published was found that names 77002, read on 11/30/2026."
_CONFIDENCES = {"high", "medium", "low"}


def section_of(page: Page, key: str) -> Section:
    return next(section for section in page.sections if section.id == key)


def rows_of(section: Section) -> list[Row]:
    return [row for part in section.parts if isinstance(part, Table) for row in part.rows]


def words_of(section: Section) -> list[str]:
    return [fact.value for part in section.parts if isinstance(part, Prose) for fact in part.facts]


def page_of(library: Library, key: str) -> Page:
    page = library.page(key, DAY)
    assert page is not None
    return page


@pytest.mark.parametrize("payer", NAMED)
def test_each_payer_of_the_founding_document_names_the_code_or_says_that_nothing_was_found(
    bare: Library, payer: str
) -> None:
    published = section_of(page_of(bare, page_key("payer", payer)), "published")
    named = [row for row in rows_of(published) if row.cells[0] == "77002"]
    assert bool(named) is (NOTHING not in words_of(published))
    for row in rows_of(published):
        assert row.cells[0] in {"77002", "guidance"}
        assert row.citations
        assert row.cells[-1] in _CONFIDENCES


def test_only_medicare_and_contracted_editors_are_known_to_name_it(bare: Library) -> None:
    rows = rows_of(section_of(page_of(bare, "77002"), "payers"))
    found = {row.cells[0] for row in rows if row.cells[1] == "77002"}
    assert found == {"Medicare", "Commercial, follows NCCI", "Commercial, follows CPT only"}
    silent = {row.cells[0] for row in rows if row.cells[2] == NOTHING}
    assert silent >= {"UnitedHealthcare", "Aetna", "Cigna Health", "Blue Cross Blue Shield"}
    assert silent.isdisjoint(found)


@pytest.mark.parametrize("key", ["77002", page_key("payer", "aetna")])
def test_what_is_inferred_is_folded_under_a_heading_of_its_own(bare: Library, key: str) -> None:
    inferred = section_of(page_of(bare, key), "payers-inferred")
    assert inferred.title == "Payer edits, inferred"
    tables = [part for part in inferred.parts if isinstance(part, Table)]
    assert [table.folded for table in tables] == [True]
    assert rows_of(inferred)
    assert words_of(inferred)


def test_a_day_of_publication_reads_as_any_date(bare: Library) -> None:
    rows = rows_of(section_of(page_of(bare, page_key("payer", "aetna")), "payers-inferred"))
    assert "09/2019" in {row.cells[1] for row in rows}
