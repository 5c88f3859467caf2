"""A page as text for clipboard and printer: what its editions do not cover is said there too."""

from datetime import date

import pytest

from app.coding.pages import CodeGroup, CodeGroups, Fact, FactGrid, Page, Row, Section, Table
from app.pages.printed import page_html
from app.pages.text import page_text
from tests.checklist.samples import ADD_ONS, names


@pytest.mark.parametrize(("on", "said"), [(date(2026, 9, 15), False), (date(2026, 12, 31), True)])
def test_facts_groups_and_rows_of_an_edition_that_ended_say_so(on: date, said: bool) -> None:
    fact = Fact(
        label="Kind", value="Add-on", citations=(ADD_ONS,), first=date(2026, 7, 1), last=date(2026, 9, 30)
    )
    parts = (
        FactGrid((fact,)),
        CodeGroups((CodeGroup("Joints", ("20610",), citations=(ADD_ONS,)),)),
        Table(("Code",), (Row(("20610",), citations=(ADD_ONS,)),)),
    )
    page = Page(
        key="77002", kind="guidance", code="77002", label="", summary="", as_of=on,
        sections=(Section("s", "Section", parts, citations=(ADD_ONS,)),),
    )  # fmt: skip
    for text in (page_text(page, names().source), page_html(page, names().source)):
        assert ("Add-on (ended 09/30/2026)" in text) == said
        assert text.count("Add-on code edits 2026Q3, ended 09/30/2026") == (3 if said else 0)
