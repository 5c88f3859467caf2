"""A page as plain text for the clipboard. It names every source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from app.coding.carried import say_outside
from app.coding.charts import Chart
from app.coding.dates import show_date
from app.coding.pages import (
    Amounts,
    CodeGroups,
    Disagreement,
    Fact,
    FactGrid,
    Page,
    Part,
    Prose,
    Ways,
    marked_value,
    remarks_on,
)
from app.coding.sources import Citation, Source
from app.coding.words import CPT_NOTICE

FindSource = Callable[[Citation], Source | None]
UNAVAILABLE = "Not available in the source"
MISSING = "No source on the shelf for this date"
_Line = tuple[str, ...]


def tag_text(citations: Sequence[Citation], find: FindSource) -> str:
    """What a tag shows: the short names of the sources, each once."""
    return ", ".join(dict.fromkeys(source_name(item, find(item)) for item in citations))


def source_name(citation: Citation, source: Source | None, on: date | None = None) -> str:
    """The short name of a source; with a date, the day that tells that its edition does not cover that."""
    if source is None:
        return citation.title or citation.source
    outside = say_outside(source, on) if on and source.series else ""
    return f"{source.short}, {outside}" if outside else source.short


def citation_text(citation: Citation, source: Source | None) -> str:
    """A citation as one line of plain text, for the clipboard."""
    publisher = f"{source.publisher}. " if source else ""
    locator = f", {citation.locator}" if citation.locator else ""
    edition = f" ({citation.edition})" if citation.edition else ""
    url = f" {citation.url}" if citation.url else ""
    return f"{publisher}{citation.title}{edition}{locator}.{url}"


def value_text(fact: Fact) -> str:
    """What stands where the value does, whatever the fact's state."""
    if fact.state == "unavailable":
        return fact.value or UNAVAILABLE
    if fact.state == "missing":
        return fact.value or fact.note or MISSING
    return fact.value


def page_text(page: Page, find: FindSource) -> str:
    """The page as text: a line a fact, its sources in brackets, code groups and table rows with tabs."""
    lines = [f"{page.code}  {page.label}".strip(), f"As of {show_date(page.as_of)}", page.summary]
    for section in page.sections:
        lines += ["", f"{section.title}{brackets(section.citations, find, page.as_of)}"]
        for part in section.parts:
            lines += ["\t".join(filter(None, row)) for row in part_rows(part, find, page.as_of)]
    return "\n".join([*lines, "", CPT_NOTICE])


def part_rows(part: Part, find: FindSource, on: date) -> Iterator[_Line]:
    """A part of a page of a date as rows of cells, the sources last."""
    if isinstance(part, FactGrid | Prose):
        for fact in part.facts:
            yield (fact.label, _stated(fact, on), tag_text(fact.citations, find))
    elif isinstance(part, CodeGroups):
        for group in part.groups:
            label = f"{group.label} (sources disagree)" if group.disputed else group.label
            yield (
                label,
                f"{' '.join(group.codes)} {group.note}".strip(),
                _names(group.citations, find, on),
            )
    elif isinstance(part, Ways):
        yield (part.label, ", ".join(way.text for way in part.ways), "")
    elif isinstance(part, Disagreement):
        for position in part.positions:
            yield (part.title, position.text, tag_text(position.citations, find))
        yield ("Governs", part.governs, "")
        yield ("Why", part.why, "")
        yield ("We advise", part.dated_advice(), "")
    elif isinstance(part, Chart):
        yield (part.title, part.words, _names(part.citations, find, on))
    elif not isinstance(part, Amounts):
        yield (*part.columns, "")
        for row in part.rows:
            yield (*row.cells, _names(row.citations, find, on))


def _stated(fact: Fact, on: date) -> str:
    extra = f" {fact.note}" if fact.note and fact.state != "missing" else ""
    supplement = "Supplement: " if fact.state == "supplement" else ""
    remarks = ", ".join(remarks_on(fact, on))
    return f"{supplement}{marked_value(value_text(fact), fact)}{extra}{f' ({remarks})' if remarks else ''}"


def brackets(citations: Sequence[Citation], find: FindSource, on: date) -> str:
    """The sources of what stands before, in brackets; "" for none."""
    return f"  [{_names(citations, find, on)}]" if citations else ""


def _names(citations: Sequence[Citation], find: FindSource, on: date) -> str:
    """The short names of sources, with what tells that an edition does not cover the date."""
    return ", ".join(dict.fromkeys(source_name(item, find(item), on) for item in citations))
