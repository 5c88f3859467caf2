"""Codes side by side: one row a fact, marked where they differ."""

from datetime import date

from app.coding.pages import Fact, FactGrid, Page, Section
from app.coding.sources import Citation
from app.pages.comparing import NOTHING, ComparedRow, compare_pages

DAY = date(2026, 11, 23)


def page(code: str, **facts: str) -> Page:
    grid = FactGrid(tuple(Fact(label=label, value=value) for label, value in facts.items()))
    section = Section("facts", "Facts", (grid,))
    return Page(key=code, kind="", code=code, label="", summary="", as_of=DAY, sections=(section,))


def test_rows_are_marked_where_the_pages_differ() -> None:
    rows = compare_pages((page("1", Kind="a", Units="1"), page("2", Kind="a", Units="2")))
    assert [(row.label, row.heading, row.differs()) for row in rows] == [
        ("Facts", True, False),
        ("Kind", False, False),
        ("Units", False, True),
    ]


def test_a_fact_that_one_page_lacks_shows_as_nothing_and_differs() -> None:
    rows = compare_pages((page("1", Kind="a"), page("2", Kind="a", Global="ZZZ")))
    assert rows[2].label == "Global"
    assert rows[2].cells == (NOTHING, "ZZZ")
    assert rows[2].differs()


def test_a_row_is_sourced_when_everything_that_it_says_is() -> None:
    cited = (Citation("Book", "2026", "1", "Book", ""),)
    assert ComparedRow("Units", ("1", "2"), (cited, cited)).is_sourced()
    assert ComparedRow("Units", ("1", NOTHING), (cited, ())).is_sourced()
    assert not ComparedRow("Units", ("1", "2"), (cited, ())).is_sourced()
    assert not ComparedRow("Units", (NOTHING, NOTHING), ((), ())).is_sourced()


def test_facts_keep_the_order_of_the_pages() -> None:
    rows = compare_pages((page("1", A="", C=""), page("2", A="", B="", C="")))
    assert [row.label for row in rows] == ["Facts", "A", "B", "C"]
