"""The findings of a worklist as a sheet for people: the table of findings with titles where that has ids.

The CSV keeps its columns and ids, since programs read it. Here the same rows have heads in words, the title
of a rule beside its id, and the sources by name with their edition and dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from app.batch.findings_table import COLUMNS
from app.coding.dates import show_date
from app.coding.dispositions import STATES
from app.coding.library import Names
from app.coding.sources import Citation, Source, name_source
from app.coding.words import BASES, SEVERITIES

SHEET = "Findings"
HEADS: Mapping[str, str] = MappingProxyType(
    {
        "number": "Number",
        "claim": "Claim",
        "date_of_service": "Date of service",
        "payer": "Payer",
        "place_of_service": "Place of service",
        "severity": "Severity",
        "rule": "Rule",
        "rule_title": "Rule title",
        "id": "Rule ID",
        "leans": "Leans",
        "line": "Line",
        "code": "Code",
        "modifiers": "Modifiers",
        "message": "Message",
        "remedy": "What clears it",
        "basis": "Basis",
        "sources": "Sources",
        "disposition": "Decision",
        "reason": "Reason",
        "decided_on": "Decided on",
        "not_checked": "Not checked",
        "changed": "Changed",
        "part": "Which claims",
        "outcome": "Outcome",
    }
)
"""The heads of the sheet, in order, by the column of the table; `rule_title` is the sheet's own."""
WIDTHS: Mapping[str, int] = MappingProxyType(
    {
        "Number": 9,
        "Claim": 24,
        "Date of service": 15,
        "Payer": 24,
        "Place of service": 16,
        "Rule": 28,
        "Rule title": 40,
        "Line": 6,
        "Message": 60,
        "What clears it": 60,
        "Basis": 18,
        "Sources": 60,
        "Reason": 30,
        "Not checked": 40,
        "Changed": 20,
        "Which claims": 24,
        "Outcome": 24,
    }
)
"""The width of a column in characters, by its head; others have that of a code."""


class SheetWords(Struct, frozen=True):
    """The words for what a table of findings has as ids: of payers, and the titles of rules by their slug."""

    payers: Mapping[str, str]
    title_of: Callable[[str], str]


def cite(citation: Citation, names: Names) -> str:
    """A source by its name, its edition and dates, and the place in it.

    The dates are those of the edition that is cited; where another one is held, there are none.
    """
    source = names.source(citation)
    title = citation.title or (source.title if source else citation.source)
    dates = _dates(source) if source and source.edition == citation.edition else ""
    named = f"{name_source(title, citation.edition)}{f' ({dates})' if dates else ''}"
    return ", ".join(filter(None, (named, citation.locator)))


def _dates(source: Source) -> str:
    if source.first and source.last:
        return f"for {show_date(source.first)} to {show_date(source.last)}"
    if source.first:
        return f"from {show_date(source.first)}"
    if source.last:
        return f"to {show_date(source.last)}"
    if source.published:
        return f"published {show_date(source.published)}"
    return f"read {show_date(source.read)}"


def sheet_row(row: Iterable[object], words: SheetWords) -> tuple[object, ...]:
    """A row of the table of findings as one of the sheet, in the order of `HEADS`."""
    cells = dict(zip(COLUMNS, row, strict=True))
    rule, missed = str(cells["rule"] or ""), str(cells["not_checked"] or "")
    cells |= {
        "rule_title": words.title_of(rule) if rule else None,
        "payer": _worded(cells["payer"], words.payers.items()),
        "severity": _worded(cells["severity"], SEVERITIES.items()),
        "basis": _worded(cells["basis"], BASES.items()),
        "disposition": _worded(cells["disposition"], STATES.items()),
        "not_checked": "; ".join(map(words.title_of, missed.split())),
    }
    return tuple(cells[name] for name in HEADS)


def _worded(cell: object, words: Iterable[tuple[str, str]]) -> object:
    """The words for an id; the id itself where there are none for it."""
    return next((said for known, said in words if known == cell), cell)


def write_sheet(path: Path, rows: Iterable[tuple[object, ...]], words: SheetWords) -> None:
    """Write rows of the table of findings as XLSX, whole or not at all.

    Raises OSError, and InputError for what does not fit.
    """
    from app.batch.workbook import open_workbook

    with open_workbook(path, {SHEET: tuple(HEADS.values())}, WIDTHS) as sheets:
        for row in rows:
            sheets.add(SHEET, sheet_row(row, words))
