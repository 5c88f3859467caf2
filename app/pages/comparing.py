"""Setting pages of codes side by side: one row a fact, marked where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from app.coding.pages import CodeGroups, Disagreement, FactGrid, Page, Prose, Section
from app.coding.sources import Citation
from app.pages.text import value_text

NOTHING = "—"


class ComparedRow(Struct, frozen=True):
    """A fact in each of the compared pages: text and citations by column; `heading` rows name a section."""

    label: str
    cells: tuple[str, ...]
    citations: tuple[tuple[Citation, ...], ...] = ()
    heading: bool = False

    def differs(self) -> bool:
        """Whether the pages do not all say the same."""
        return not self.heading and len(set(self.cells)) > 1

    def is_sourced(self) -> bool:
        """Whether everything that it says has a source."""
        said = [cited for text, cited in zip(self.cells, self.citations, strict=False) if text != NOTHING]
        return bool(said) and all(said)


def compare_pages(pages: Sequence[Page]) -> tuple[ComparedRow, ...]:
    """Rows of every labeled fact and code group of the pages, by section, in the order of the pages."""
    rows: list[ComparedRow] = []
    for title in _in_order([section.title for section in page.sections] for page in pages):
        columns = [dict(_facts(page, title)) for page in pages]
        labels = _in_order(list(column) for column in columns)
        if labels:
            rows.append(ComparedRow(title, ("",) * len(pages), heading=True))
        rows.extend(_row(label, columns) for label in labels)
    return tuple(rows)


def _row(label: str, columns: list[dict[str, tuple[str, tuple[Citation, ...]]]]) -> ComparedRow:
    found = [column.get(label, (NOTHING, ())) for column in columns]
    return ComparedRow(label, tuple(text for text, _ in found), tuple(citations for _, citations in found))


def _facts(page: Page, title: str) -> Iterator[tuple[str, tuple[str, tuple[Citation, ...]]]]:
    for section in page.sections:
        if section.title == title:
            yield from _section_facts(section)


def _section_facts(section: Section) -> Iterator[tuple[str, tuple[str, tuple[Citation, ...]]]]:
    for part in section.parts:
        if isinstance(part, FactGrid | Prose):
            for fact in part.facts:
                if fact.label:
                    yield fact.label, (value_text(fact), fact.citations or section.citations)
        elif isinstance(part, CodeGroups):
            for group in part.groups:
                yield group.label, (" ".join(group.codes), group.citations or section.citations)
        elif isinstance(part, Disagreement):
            yield part.title, (part.advice, ())


def _in_order(lists: Iterator[list[str]]) -> list[str]:
    """Every item once.

    The order of the first list, later items after the one they follow in their own list.
    """
    merged: list[str] = []
    for items in lists:
        at = 0
        for item in items:
            if item in merged:
                at = merged.index(item) + 1
            else:
                merged.insert(at, item)
                at += 1
    return merged
