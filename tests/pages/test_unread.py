"""An answer as a page: what it could not look up stands in its head, once, with the way to import it."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.page_key import IMPORT
from app.coding.pages import Answer, Fact, Prose, Row, Section, Table, Ways
from app.coding.reasons import Cause, Gap
from app.coding.words import AnswerWord
from app.pages.answer import about, answer_page

DAY = date(2026, 11, 23)
PAIRS = Gap(
    kind="missing",
    on=DAY,
    causes=(Cause(need="pairs", series="ncci-ptp", setting="practitioner", wanted="2026Q4"),),
)
OUTSIDE = Gap(kind="book", on=DAY, causes=(Cause(need="inclusions"),), span=(date(2017, 1, 1), DAY))
NONE = Section("pair-edits", "PTP edits", (Prose((Fact(label="On this date", value="", state="missing"),)),))


def answer(*gaps: Gap, word: AnswerWord = "separately-reportable") -> Answer:
    return Answer(
        code="20610",
        guidance="77002",
        date=DAY,
        answer=word,
        use=None,
        citations=(),
        sentence="So.",
        gaps=gaps,
    )


def test_what_was_looked_up_to_its_end_says_no_more_than_the_codes() -> None:
    page = answer_page(answer(), NONE)
    assert page.label == "20610 with 77002"
    assert not any(isinstance(part, Ways) for section in page.sections for part in section.parts)


def test_a_table_that_is_not_on_the_shelf_stands_in_the_head_with_import_beside_it() -> None:
    page = answer_page(answer(PAIRS), NONE)
    assert page.label == "20610 with 77002, PTP edits not checked"
    ways = page.sections[0].parts[0]
    assert isinstance(ways, Ways)
    assert ways.label == "NCCI PTP edits 2026Q4"
    assert [way.key for way in ways.ways] == [IMPORT]


def test_the_reason_is_not_said_again_below_but_rows_that_are_known_stay() -> None:
    assert NONE not in answer_page(answer(PAIRS), NONE).sections
    known = Section("pair-edits", "PTP edits", (Table(("Column 1",), (Row(("20610",)),)), *NONE.parts))
    assert known in answer_page(answer(PAIRS), known).sections


def test_what_no_import_cures_offers_none() -> None:
    page = answer_page(answer(OUTSIDE), NONE)
    assert "book not checked" in page.label
    assert not any(isinstance(part, Ways) for section in page.sections for part in section.parts)


@pytest.mark.parametrize(("gaps", "words"), [((), ""), ((PAIRS, PAIRS), "PTP edits not checked")])
def test_each_open_look_up_is_named_once(gaps: tuple[Gap, ...], words: str) -> None:
    assert answer(*gaps).unread() == words
    assert about(answer(*gaps)).endswith(words or "77002")
