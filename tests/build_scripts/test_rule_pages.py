"""The page of a rule in the words of a coder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.coding.pages import FactGrid, Page, Table
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.rules import ALL_RULES

TODAY = date(2026, 9, 15)


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The book with an empty shelf."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("editions")))


def page_of(library: Library, slug: str) -> Page:
    page = library.page(f"rule:{slug}", TODAY)
    assert page is not None
    return page


def test_an_example_says_what_is_found_and_where(library: Library) -> None:
    (table,) = (
        block
        for section in page_of(library, "image-not-documented").sections
        for block in section.parts
        if isinstance(block, Table)
    )
    found = {row.cells[0]: row.cells[2] for row in table.rows}
    assert found["no image"] == "warning on the whole claim"
    assert found["kept"] == "nothing found"


def test_the_dates_of_a_rule_are_a_span_or_any(library: Library) -> None:
    for rule in ALL_RULES:
        (grid,) = (
            block
            for section in page_of(library, rule.slug).sections
            for block in section.parts
            if isinstance(block, FactGrid)
        )
        dates = next(fact.value for fact in grid.facts if fact.label == "Dates of service")
        assert (dates == "any") is (rule.first is None and rule.last is None)
