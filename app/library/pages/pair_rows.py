"""PTP edits as rows: both directions, with their history, each with the table that it was read from."""

from collections.abc import Sequence
from datetime import date

from app.coding.dates import show_date
from app.coding.official import PairEdit
from app.coding.pages import Fact, Prose, Row, Section, Table
from app.coding.series import Setting
from app.library.book.book import Book
from app.library.facts.day import Day
from app.library.pages.code_facts import NO_SOURCE, missing_fact
from app.library.pages.pair_answer import table_without

_PAIR_HEADS = ("Column 1", "Column 2", "Modifier indicator", "Effective", "Deleted", "Rationale")

_RATIONALES = {
    "anesthesia": "Preparation or monitoring for anesthesia",
    "anesthesia-included": "Anesthesia included in the procedure",
    "cpt-instruction": "Coding instruction of CPT or CMS",
    "misuse": "Misuse of column 2 with column 1",
    "more-extensive": "More extensive procedure",
    "mutually-exclusive": "Mutually exclusive procedures",
    "separate-procedure": "CPT separate procedure",
    "standards": "Standards of practice",
    "wording": "Code definition",
}


def pair_edits(day: Day, code: str, beside: Sequence[str]) -> Section:
    """The PTP edits of `code` with each of `beside`, in both directions, ended ones included."""
    found = (day.layer("ncci-ptp") or day.bundled).pairs(code, beside)
    rows = tuple(Row(_pair_cells(edit), citations) for edit, citations in found.cited())
    parts: list[Table | Prose] = [Table(_PAIR_HEADS, rows)] if rows else []
    note = _pair_note(day, code, beside, empty=not rows)
    return Section("pair-edits", "PTP edits", (*parts, Prose((note,))) if note else tuple(parts))


def _pair_note(day: Day, code: str, beside: Sequence[str], *, empty: bool) -> Fact | None:
    """What the rows shown do not say: that none was found, or that the day's table is not here."""
    source = day.sources.get("ncci-ptp")
    unread = day.why_missing("pairs") or day.why_partial("pairs")
    if source and not day.why_missing("pairs"):
        unread = "" if all(table_without(day, source, code, each) == source for each in beside) else unread
    if unread or source is None:
        return missing_fact("On this date", unread or NO_SOURCE)
    if empty:
        value = f"No NCCI PTP edit pairs {code} with {', '.join(beside)}."
        return Fact(label="", value=value, citations=(source.cite(code),))
    return None


def _pair_cells(edit: PairEdit) -> tuple[str, ...]:
    first = show_date(edit.first) if edit.first else "not in the source"
    return (edit.column1, edit.column2, edit.indicator, first, _until(edit.last), _words(edit.rationale))


def _until(last: date | None) -> str:
    return show_date(last) if last else "open"


def _words(rationale: str) -> str:
    """A rationale of the book in the field's words; that of an imported table stands as CMS prints it."""
    return _RATIONALES.get(rationale, rationale)


def pair_counts(book: Book) -> tuple[tuple[str, Setting, int], ...]:
    """How many active PTP edits each guidance code has in the book, in each setting."""
    query = (
        "SELECT guidance.code, setting, count(*) FROM guidance "
        "CROSS JOIN pair_edit ON column1 = guidance.code OR column2 = guidance.code "
        "CROSS JOIN pair_kind ON pair_kind.id = kind "
        "WHERE last IS NULL GROUP BY guidance.code, setting ORDER BY guidance.code, setting"
    )
    return tuple((code, setting, count) for code, setting, count in book.database.rows(query))
