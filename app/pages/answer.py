"""An answer about two codes as a page, so that one view shows everything."""

from __future__ import annotations

from app.coding.page_key import answer_key
from app.coding.pages import Answer, CodeGroup, CodeGroups, FactGrid, Page, Section
from app.coding.words import ANSWERS


def answer_page(answer: Answer, pairs: Section) -> Page:
    """The page of an answer: its word as head, its sentence, the facts it stands on, every pair edit."""
    basis = Section("facts", "What it stands on", (FactGrid(answer.facts),))
    sections = (
        *((_alternatives(answer),) if answer.use else ()),
        *((basis,) if answer.facts else ()),
        *((pairs,) if pairs.parts else ()),
    )
    return Page(
        key=answer_key(answer.code, answer.guidance),
        kind="answer",
        code=ANSWERS[answer.answer],
        label=f"{answer.code} with {answer.guidance}",
        summary=answer.sentence,
        as_of=answer.date,
        sections=sections,
        summary_citations=answer.citations,
    )


def _alternatives(answer: Answer) -> Section:
    """The codes to look at instead, each a link; of several only the record can tell which."""
    codes = tuple(filter(None, (answer.use, *answer.also)))
    label = f"One of {len(codes)}, as the record says" if answer.also else "Code"
    return Section(
        "instead", "Look at instead", (CodeGroups((CodeGroup(label, codes),)),), citations=answer.citations
    )
