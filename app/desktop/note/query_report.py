"""The questions to a physician on paper: who it is about is written in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app import __version__
from app.checklist.characters import printable
from app.checklist.record import Footer
from app.checklist.report import Report, ReportSection
from app.coding.dates import show_date
from app.notes.record import Query

_BLANK = "_" * 36
_SERVICE, _MADE = "Date of service", "Date of these questions"
_TO_FILL = ("Patient", _SERVICE, "Record", "To", "From", _MADE)
_KEPT = "Answered by (signature, date)"


def query_report(queries: Sequence[Query], on: date | None, made: date) -> Report:
    """The report of questions about a service on a date, if that is known; `made` is the day of the query."""
    return Report(
        document_title="Questions to the physician",
        document_date=made.isoformat(),
        program=f"Needlepoint {__version__}",
        paper="us-letter",
        title="Questions to the physician",
        subtitle="About the documentation of a procedure",
        sections=(_head(on, made), *map(_section, queries), ReportSection("Answered", ((_KEPT, _BLANK),))),
        footer=Footer((f"Needlepoint {__version__}",), "", "", ""),
    )


def _head(on: date | None, made: date) -> ReportSection:
    """Who it is about is written in by hand: no name is held here."""
    known = {_SERVICE: show_date(on) if on else _BLANK, _MADE: show_date(made)}
    return ReportSection("About", tuple((label, known.get(label, _BLANK)) for label in _TO_FILL))


def _section(query: Query) -> ReportSection:
    return ReportSection(query.title, tuple(_rows(query)))


def _rows(query: Query) -> Iterator[tuple[str, str]]:
    yield from (("The note says", printable(quote)) for quote in query.quotes)
    yield "Question", query.question
    yield from (("Answer", answer) for answer in query.answers)
