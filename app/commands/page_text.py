"""A page of the reference as plain text. Facts carry the tag of their source; the sources end the page."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.coding.charts import Chart
from app.coding.dates import show_date
from app.coding.pages import (
    Amounts,
    Answer,
    CodeGroups,
    Disagreement,
    Fact,
    FactGrid,
    Hit,
    Page,
    Part,
    Prose,
    Table,
    Ways,
    marked_value,
    remarks_on,
)
from app.coding.sources import Citation, name_source
from app.commands.output import print_columns, print_wrapped, width
from app.pages.text import source_name

if TYPE_CHECKING:
    from app.coding.library import Names

_STATES = {"unavailable": "Not available in the source", "supplement": "Supplement", "disputed": "Disputed"}


class PageText:
    """Prints pages and answers, and keeps the sources it cited for the list at the end.

    `short`: of a table that a window folds the rows that matter most, each on a line.
    """

    def __init__(self, reference: "Names", *, short: bool = False) -> None:
        self._reference = reference
        self._short = short
        self._cited: dict[Citation, None] = {}

    def print_page(self, page: Page) -> None:
        """Print a whole page."""
        print(f"{page.code}  {page.label}".strip())
        print(f"{page.kind}, as of {show_date(page.as_of)}")
        if page.summary:
            print()
            print_wrapped(page.summary + self._tags(page.summary_citations))
        for section in page.sections:
            print(f"\n{section.title}{self._tags(section.citations, page.as_of)}")
            for part in section.parts:
                self._print_part(part, page.as_of)
        self._print_sources()

    def print_answer(self, answer: Answer) -> None:
        """Print whether two codes go together."""
        print(f"{answer.code} with {answer.guidance} on {show_date(answer.date)}: {answer.full_headline()}")
        if answer.use:
            several = "one of " if answer.also else ""
            print_wrapped(f"Look at: {several}{', '.join((answer.use, *answer.also))}")
        if answer.sentence:
            print_wrapped(answer.sentence + self._tags(answer.citations))
        if answer.facts:
            print()
            self._print_part(FactGrid(answer.facts), answer.date)
        self._print_sources()

    def _print_part(self, part: Part, on: date) -> None:
        if isinstance(part, FactGrid):
            print_columns(((fact.label, self._say(fact, on)) for fact in part.facts), indent=2)
        elif isinstance(part, Prose):
            for fact in part.facts:
                lead = f"{fact.label}: " if fact.label else ""
                print_wrapped(lead + self._say(fact, on), indent=2)
        elif isinstance(part, CodeGroups):
            for group in part.groups:
                disputed = " (disputed)" if group.disputed else ""
                words = f"{group.label}{disputed}: {', '.join(group.codes)}"
                tags = self._tags(group.citations, on)
                print_wrapped(". ".join(filter(None, (words, group.note))) + tags, 2)
        elif isinstance(part, Table):
            self._print_table(part, on)
        elif isinstance(part, Ways):
            print_wrapped(", ".join(way.text for way in part.ways), indent=2)
        elif isinstance(part, Chart):
            print_wrapped(f"{part.title}: {part.words}{self._tags(part.citations, on)}", indent=2)
        elif not isinstance(part, Amounts):
            self._print_disagreement(part)

    def _print_table(self, table: Table, on: date) -> None:
        """Print rows in columns where they fit, else each row as a block of its own.

        Sources that all rows share stand once below.
        """
        if self._short and table.can_fold():
            self._print_lead(table, on)
            return
        tags = [self._tags(row.citations, on) for row in table.rows]
        shared = tags[0] if len(set(tags)) == 1 else ""
        ends = [""] * len(tags) if shared else tags
        rows = [_ended(row.cells, end) for row, end in zip(table.rows, ends, strict=True)]
        whole = [table.columns, *rows]
        if sum(max(map(len, column)) + 2 for column in zip(*whole, strict=True)) <= width():
            print_columns(whole, indent=2)
        else:
            self._print_blocks(table.columns, rows)
        if shared:
            print_wrapped(shared.strip(), indent=2)

    def _print_lead(self, table: Table, on: date) -> None:
        for row in table.rows[: table.lead]:
            print_wrapped(f"{': '.join(row.cells[:2])}{self._tags(row.citations, on)}", indent=2)
        print_wrapped(f"and {len(table.rows) - table.lead} more", indent=2)

    def _print_blocks(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        for row in rows:
            print_wrapped(row[0], indent=2)
            filled = ((name, cell) for name, cell in zip(columns[1:], row[1:], strict=True) if cell)
            print_columns(filled, indent=4)

    def _print_disagreement(self, found: Disagreement) -> None:
        print_wrapped(f"Sources disagree ({found.id}): {found.title}", indent=2)
        for position in found.positions:
            print_wrapped(f"- {position.text}{self._tags(position.citations)}", indent=4)
        print_wrapped(f"Governs: {found.governs.rstrip('.')}. {found.why}".strip(), indent=4)
        print_wrapped(f"Advice: {found.advice}", indent=4)

    def _say(self, fact: Fact, on: date) -> str:
        state = f"[{_STATES[fact.state]}] " if fact.state in _STATES else ""
        note = f" ({fact.note})" if fact.note and fact.value else fact.note
        remarks = ", ".join(remarks_on(fact, on))
        small = f"{note}{f' ({remarks})' if remarks else ''}"
        return f"{state}{marked_value(fact.value, fact)}{small}{self._tags(fact.citations)}"

    def _tags(self, citations: tuple[Citation, ...], on: date | None = None) -> str:
        """The short names in brackets; `on` where nothing else tells of editions that do not cover a date."""
        self._cited.update(dict.fromkeys(citations))
        tags = dict.fromkeys(self._tag(citation, on) for citation in citations)
        return f" [{'; '.join(tags)}]" if tags else ""

    def _tag(self, citation: Citation, on: date | None = None) -> str:
        return source_name(citation, self._reference.source(citation), on)

    def _print_sources(self) -> None:
        named = {self._tag(citation): citation for citation in reversed(self._cited)}
        if named:
            print("\nSources")
            rows = (
                (tag, f"{name_source(cited.title, cited.edition)}  {cited.url}")
                for tag, cited in sorted(named.items())
            )
            print_columns(rows, indent=2)


def _ended(cells: tuple[str, ...], end: str) -> tuple[str, ...]:
    """The cells with the tags behind the last one that says something."""
    last = max((index for index, cell in enumerate(cells) if cell), default=len(cells) - 1)
    return (*cells[:last], cells[last] + end, *cells[last + 1 :])


def print_hits(hits: tuple[Hit, ...]) -> None:
    """Print search results, one a line."""
    print_columns((hit.code, hit.label, hit.tag or hit.group) for hit in hits)
