"""The rows of the results list, as values made from results."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.coding.dates import show_date, split_date
from app.coding.page_key import answer_key
from app.coding.pages import Answer, Hit, HitGroup, Results
from app.coding.words import AnswerWord
from app.desktop.look.shapes import State
from app.pages.answer import about

RowKind = Literal["heading", "hit", "answer", "words"]
GROUPS: dict[HitGroup, str] = {
    "codes": "Codes",
    "modifiers": "Modifiers",
    "rules": "Rules",
    "topics": "Topics",
    "places": "Places of service",
    "diagnoses": "Diagnoses",
    "hcpcs": "HCPCS Level II",
    "notes": "Your notes",
}
CLOSE = "Nothing exact. Close spellings:"
NOTHING_YET = "Pages you open stand here, below those that you star with Ctrl+D."
ANSWER_SHAPES: dict[AnswerWord, State] = {
    "separately-reportable": "ok",
    "included": "error",
    "other-guidance-code": "warning",
    "not-listed": "warning",
    "contractor-decides": "none",
    "sources-conflict": "warning",
    "code-not-valid": "error",
    "not-known": "none",
}


def answer_shape(answer: Answer) -> State:
    """The shape of an answer: no tick and no stop while something that it stands on is not on the shelf."""
    shape = ANSWER_SHAPES[answer.answer]
    if not answer.gaps:
        return shape
    return "none" if shape == "ok" else "warning" if shape == "error" else shape


class ResultRow(Struct, frozen=True):
    """A row: a group heading with its count, a hit, an answer, or words that say there is nothing.

    `on`: the date that was typed with it, of which it is.
    """

    kind: RowKind
    text: str = ""
    count: int = 0
    hit: Hit | None = None
    answer: Answer | None = None
    on: date | None = None

    def key(self) -> str:
        """The key of the page it opens, "" for rows that open none."""
        if self.answer:
            return answer_key(self.answer.code, self.answer.guidance)
        return self.hit.key if self.hit else ""

    def codes(self) -> tuple[str, ...]:
        """The codes it names that can stand on a claim: one, the two of an answer, or none."""
        if self.answer:
            return self.answer.code, self.answer.guidance
        return (self.hit.code,) if self.hit and self.hit.key == self.hit.code else ()

    def spoken(self) -> str:
        """What a screen reader says."""
        if self.answer:
            return f"Answer: {about(self.answer)}, {self.answer.headline()}"
        if self.hit:
            return ", ".join(filter(None, (self.hit.code, self.hit.tag, self.hit.label)))
        return f"{self.text}, {self.count}" if self.kind == "heading" else self.text


def result_rows(results: Results, typed: str) -> tuple[ResultRow, ...]:
    """The answer first, then the groups with their headings; close spellings stand alone under their own.

    Above them stands the date that was typed, if one was.
    """
    if results.fault:
        return (ResultRow("words", results.fault),)
    if results.on is None:
        return _undated_rows(results, typed)
    words = f"As of {show_date(results.on)}, the date typed"
    if not split_date(typed)[0]:
        return (ResultRow("words", f"{words}. Add a code or words.", on=results.on),)
    rows = (ResultRow("words", f"{words}:"), *_undated_rows(results, typed))
    return tuple(replace(row, on=results.on) for row in rows)


def _undated_rows(results: Results, typed: str) -> tuple[ResultRow, ...]:
    rows = [ResultRow("words", results.unknown)] if results.unknown else []
    rows += [ResultRow("answer", answer=answer) for answer in results.answers()]
    close = tuple(hit for hit in results.hits if hit.group != "notes") if results.fuzzy else ()
    if close:
        notes = tuple(hit for hit in results.hits if hit.group == "notes")
        spelled = (ResultRow("hit", hit=hit) for hit in close)
        return (*rows, *_grouped(notes), ResultRow("words", CLOSE), *spelled)
    if not results.hits and not rows:
        return (ResultRow("words", f"Nothing found for “{typed.strip()}”."),)
    return (*rows, *_grouped(results.hits))


def home_rows(
    favorites: Iterable[Hit], recent: Iterable[Hit], notes: Iterable[Hit] = ()
) -> tuple[ResultRow, ...]:
    """What an empty field shows: favorites, what was opened last, own notes; a sentence without any."""
    rows: list[ResultRow] = []
    titled = (("Favorites", favorites), ("Recent", recent), (GROUPS["notes"], notes))
    for title, hits in ((title, tuple(found)) for title, found in titled):
        if hits:
            rows.append(ResultRow("heading", title, len(hits)))
            rows.extend(ResultRow("hit", hit=hit) for hit in hits)
    return tuple(rows) or (ResultRow("words", NOTHING_YET),)


def _grouped(hits: tuple[Hit, ...]) -> list[ResultRow]:
    groups: dict[HitGroup, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.group, []).append(hit)
    rows = []
    for group, members in groups.items():
        rows.append(ResultRow("heading", GROUPS.get(group, group.capitalize()), len(members)))
        rows.extend(ResultRow("hit", hit=hit) for hit in members)
    return rows
