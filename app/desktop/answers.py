"""An answer about two codes as a page, so that one view shows everything."""

from __future__ import annotations

from app.coding.pages import Answer, FactGrid, Page, Section
from app.coding.words import ANSWERS
from app.desktop.search.rows import answer_key


def answer_page(answer: Answer, pairs: Section) -> Page:
    """The page of an answer: its word as head, its sentence, the facts it stands on, every pair edit."""
    stood_on = Section("facts", "What it stands on", (FactGrid(answer.facts),))
    sections = (*((stood_on,) if answer.facts else ()), *((pairs,) if pairs.parts else ()))
    return Page(
        key=answer_key(answer),
        kind="answer",
        code=ANSWERS[answer.answer],
        label=f"{answer.code} with {answer.guidance}",
        summary=answer.sentence,
        as_of=answer.date,
        sections=sections,
        summary_citations=answer.citations,
    )
