"""A report on paper of sections with facts, a table and notes, such as that of an audit sample."""

from msgspec import Struct

from app.checklist.options import Paper
from app.checklist.record import Footer


class ReportTable(Struct, frozen=True):
    """A table: its headings, how many columns from the left hold text, and its rows in words and numbers."""

    head: tuple[str, ...]
    text_columns: int
    rows: tuple[tuple[str, ...], ...]


class ReportSection(Struct, frozen=True):
    """A section: its heading, facts as label and words, a table or none, and notes below."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    table: ReportTable | None = None
    notes: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """The whole report, every word and number of it. `document_date` is a day in ISO, the same each time."""

    document_title: str
    document_date: str
    program: str
    paper: Paper
    title: str
    subtitle: str
    sections: tuple[ReportSection, ...]
    footer: Footer
