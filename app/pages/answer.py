"""An answer about two codes as a page, so that one view shows everything."""

from __future__ import annotations

from app.coding.page_key import IMPORT, answer_key
from app.coding.pages import Answer, CodeGroup, CodeGroups, FactGrid, Page, Section, Table, Way, Ways
from app.coding.series import SERIES


def about(answer: Answer) -> str:
    """The two codes of an answer, with what it was not checked against."""
    return ", ".join(filter(None, (f"{answer.code} with {answer.guidance}", answer.unread())))


def answer_page(answer: Answer, pairs: Section) -> Page:
    """The page of an answer: its word as head, its sentence, the facts it stands on, every PTP edit.

    What is not on the shelf is said in the head, once, with the way to import it.
    """
    basis = Section("facts", "What it stands on", (FactGrid(answer.facts),))
    ways = _ways_to_import(answer)
    known = any(isinstance(part, Table) for part in pairs.parts)
    sections = (
        *((Section("import", "", (ways,)),) if ways else ()),
        *((_alternatives(answer),) if answer.use else ()),
        *((basis,) if answer.facts else ()),
        *((pairs,) if pairs.parts and (known or not answer.gaps) else ()),
    )
    return Page(
        key=answer_key(answer.code, answer.guidance),
        kind="answer",
        code=answer.headline(),
        label=about(answer),
        summary=answer.sentence,
        as_of=answer.date,
        sections=sections,
        summary_citations=answer.citations,
    )


def _ways_to_import(answer: Answer) -> Ways | None:
    """The way to import what would let the answer be checked to its end, if files would."""
    causes = [cause for gap in answer.gaps for cause in gap.causes]
    files = (f"{SERIES[each.series].files} {each.wanted or ''}".strip() for each in causes if each.series)
    label = ", ".join(dict.fromkeys(files))
    return Ways((Way("Import…", IMPORT),), label=label, quiet=True) if label else None


def _alternatives(answer: Answer) -> Section:
    """The codes to look at instead, each a link; of several only the record can tell which."""
    codes = tuple(filter(None, (answer.use, *answer.also)))
    label = f"One of {len(codes)}, as the record says" if answer.also else "Code"
    return Section(
        "instead", "Look at instead", (CodeGroups((CodeGroup(label, codes),)),), citations=answer.citations
    )
