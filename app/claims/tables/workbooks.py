"""The claims of a workbook: of each sheet that is shown and has a table of claims; the others are named."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, structs

from app.claims.record import Entry
from app.claims.tables.opening import TableReading, layout_of, missing_fields, read_sheet, with_note
from app.claims.tables.sheet import Row, Sheet, open_workbook
from app.claims.tokens import Tokens
from app.coding.errors import InputError
from app.coding.sentences import count_of, one_line

_MOST = 100  # sheets that are looked at
_NAMED, _TITLE = 3, 31  # names of sheets in a sentence, and the letters that Excel lets one have


class _Shown(Struct, frozen=True):
    """A sheet that is shown: its name, and its table if it has headings."""

    title: str
    table: Sheet | None


def read_workbook(path: Path, name: str, reading: TableReading) -> Iterator[Entry]:
    """The claims of a workbook; of several sheets each claim is named with its own.

    A sheet without the headings that a table of claims has is not read, and named. Raises InputError before
    the first claim.
    """
    workbooks = reading.workbooks
    if workbooks is None:
        raise InputError(_no_headings(name, 0))
    titles, filled = workbooks.sheets(path)
    shown = [
        _Shown(title, sheet)
        for title in (titles or ("",))[:_MOST]
        for found, sheet in [_open(functools.partial(workbooks.rows, path, title), name, reading)]
        if found
    ]
    tables = [each for each in shown if each.table is not None and _is_of_claims(each.table, reading)]
    tables = tables or [each for each in shown if each.table is not None][:1]
    if not tables:
        raise InputError(_no_headings(name, len(shown)))
    for each in tables:
        workbooks.check(path, each.title)
    others = [each.title for each in shown if each not in tables]
    hidden = max(filled - len(shown), 0)
    note = f"{name}: {_say_unread(others, hidden)}" if others or hidden else ""
    return with_note(note, _entries(tables, name, reading))


def _open(rows: Callable[[], Iterator[Row]], name: str, reading: TableReading) -> tuple[bool, Sheet | None]:
    """Whether a sheet has anything in it, and its table."""
    if not any(any(cells) for _, cells in rows()):
        return False, None
    return True, open_workbook(rows, name, reading.synonyms, reading.mapping_of)


def _is_of_claims(sheet: Sheet, reading: TableReading) -> bool:
    """Whether the headings of a sheet have all that a table of claims must have."""
    return not missing_fields(layout_of(sheet, reading)[0])


def _entries(tables: Sequence[_Shown], name: str, reading: TableReading) -> Iterator[Entry]:
    """The claims of each table in turn. Raises InputError for the headings of any before the first claim."""
    sheets = [each.table for each in tables if each.table is not None]
    if len(sheets) == 1:
        return read_sheet(sheets[0], reading)
    practitioners = Tokens("p")
    read = []
    for each, sheet in zip(tables, sheets, strict=True):
        title = one_line(each.title, _TITLE)
        own = structs.replace(sheet, name=f"{name}, sheet “{title}”")
        read.append((title, read_sheet(own, reading, practitioners)))
    return _named(read)


def _named(read: Sequence[tuple[str, Iterator[Entry]]]) -> Iterator[Entry]:
    for title, entries in read:
        for entry in entries:
            yield structs.replace(entry, name=f"{title}, {entry.name}") if entry.name else entry


def _say_unread(titles: Sequence[str], hidden: int) -> str:
    """Which sheets were not read, and what to do about it."""
    named = ", ".join(f"“{one_line(title, _TITLE)}”" for title in titles[:_NAMED])
    more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    sheets = f"{'sheet' if len(titles) == 1 else 'sheets'} {named}{more}" if titles else ""
    unseen = count_of(hidden, "hidden sheet", "hidden sheets") if hidden else ""
    why = " for want of headings of a claim, its date and its codes" if titles else ""
    return f"{' and '.join(filter(None, (sheets, unseen)))} not read{why}."


def _no_headings(name: str, sheets: int) -> str:
    where = f" on any of its {sheets} sheets" if sheets > 1 else ""
    return f"{name} has no row of headings such as Claim number, Date of service and CPT code{where}."
