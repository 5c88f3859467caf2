"""Cells of a Medicare Coverage Database download: keys, numbers, days, edition, and who a document is of."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from app.coding.article_parts import ArticleContractor
from app.coding.dates import parse_date
from app.coding.errors import InputError
from app.releases.archive import UNEDITED
from app.releases.coverage_tables import Tables
from app.releases.names import Term
from app.releases.plain_text import plain_text

_CONTRACTOR = ("contractor_id", "contractor_type_id", "contractor_version")
_TIME = " "


def key_of(cells: list[str]) -> str:
    """Id and version, the first two cells, as one key: versions are never mixed.

    Raises InputError for one that is no number, as a spreadsheet makes of it (101.0): it would name nothing.
    """
    for cell in cells[:2]:
        if not (cell.isascii() and cell.isdecimal()):
            raise InputError(f"A document is numbered “{cell[:20]}”, which is no number. {UNEDITED}")
    return f"{cells[0]}-{cells[1]}"


def shown_id(letter: str, display: str, document: str) -> str:
    """A document as CMS shows it.

    Public programs that read the download find its whole name in `display_id`, or nothing, or of a draft the
    number that it is shown by.

    >>> shown_id("A", "", "59915"), shown_id("L", "L33822", "33822"), shown_id("L", "39529", "40001")
    ('A59915', 'L33822', 'DL39529')
    """
    if display and not display.isdecimal():
        return display
    return f"{letter}{document}" if display in ("", document) else f"D{letter}{display}"


def to_int(table: str, number: int, cell: str) -> int:
    """A whole number. Raises InputError naming table and line."""
    if cell.isascii() and cell.isdecimal():
        return int(cell)
    raise InputError(f"{table}.csv, line {number}: “{cell[:20]}” is no number. {UNEDITED}")


def to_day(table: str, number: int, cell: str) -> date | None:
    """A day as YYYY-MM-DD or MM/DD/YYYY, a time behind it left out; None for an empty cell.

    Raises InputError naming table and line.
    """
    if not cell:
        return None
    try:
        return parse_date(cell.partition(_TIME)[0], date.min)
    except InputError:
        raise InputError(f"{table}.csv, line {number}: “{cell[:20]}” is no date. {UNEDITED}") from None


def first_day(table: str, number: int, *cells: str) -> date | None:
    """The first of the days that are stated; None where none is. Raises InputError as `to_day` does."""
    return min(filter(None, (to_day(table, number, cell) for cell in cells)), default=None)


def end_of_period(tables: Tables) -> Term | None:
    """The last day of the update period, which names the edition; None where the file states none."""
    days = [to_day("update_period", 0, cell) for cell in tables.last_cells("update_period")]
    last = max(filter(None, days), default=None)
    return Term(last.isoformat(), None, None) if last else None


def announced_ends(tables: Tables, table: str, key: str) -> dict[str, date]:
    """The day on which each document will be retired, by its id without version, which is in column `key`."""
    rows = (
        (cells[0], to_day(table, number, cells[1])) for number, cells in tables.rows(table, key, "retire_dt")
    )
    return {document: day for document, day in rows if day}


def read_contractors(tables: Tables, table: str, *key: str) -> dict[str, list[ArticleContractor]]:
    """The contractors of each document by its `key_of`, with the states in which they still work.

    `table` names them, its columns `key` the document. Raises InputError for one that is not in the download.
    """
    known = _known_contractors(tables)
    found: defaultdict[str, list[ArticleContractor]] = defaultdict(list)
    for number, cells in tables.rows(table, *key, *_CONTRACTOR):
        if tuple(cells[2:]) not in known:
            raise InputError(f"{table}.csv, line {number}: names a contractor that is not there. {UNEDITED}")
        found[key_of(cells)].append(known[tuple(cells[2:])])
    return {key: sorted(dict.fromkeys(each), key=lambda one: one.number) for key, each in found.items()}


def _known_contractors(tables: Tables) -> dict[tuple[str, ...], ArticleContractor]:
    """Every contractor by its three keys."""
    names = {row[0]: row[1] for _, row in tables.rows("state_lookup", "state_id", "state_abbrev") if row[1]}
    states: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, cells in tables.rows("contractor_jurisdiction", *_CONTRACTOR, "state_id", "term_date"):
        if not cells[4] and cells[3] in names:
            states[tuple(cells[:3])].add(names[cells[3]])
    return {
        tuple(cells[:3]): ArticleContractor(
            cells[3].zfill(5), plain_text(cells[4]), tuple(sorted(states[tuple(cells[:3])]))
        )
        for _, cells in tables.rows("contractor", *_CONTRACTOR, "contractor_number", "contractor_bus_name")
    }
