"""The page of an answer about two codes."""

from datetime import date

from app.coding.pages import Answer, CodeGroup, CodeGroups, Section
from app.coding.sources import Citation
from app.pages.answer import answer_page

CITATION = Citation(source="edits", title="Add-on code edits", edition="2026Q4", locator="x", url="")


def test_an_answer_links_every_code_to_look_at_instead() -> None:
    answer = Answer(
        code="55700", guidance="77002", date=date(2026, 11, 23), answer="code-not-valid", use="55707",
        citations=(CITATION,), also=("55708", "55709"),
    )  # fmt: skip
    page = answer_page(answer, Section("pair-edits", "PTP edits", ()))
    part = page.sections[0].parts[0]
    assert isinstance(part, CodeGroups)
    assert part.groups == (CodeGroup("One of 3, as the record says", ("55707", "55708", "55709")),)
    assert page.sections[0].citations == answer.citations
