"""Claims in a table: one row a claim line, the claim column says which rows belong together.

Fields of the claim itself stand in each row of the claim or only in its first. An empty cell is "not stated".
"""

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import date

from app.claims.record import Entry, claim_from
from app.claims.table_rows import Row, group_rows
from app.coding.dates import parse_date
from app.coding.errors import InputError
from app.coding.field import Field
from app.coding.field_path import line_index, line_path, sentence_in_line
from app.coding.fields import CLAIM_FIELDS, DOCUMENTATION_FIELDS, LINE_FIELDS

_SHARED = {field.column: field for field in (*CLAIM_FIELDS, *DOCUMENTATION_FIELDS)}
_OF_LINE = {field.column: field for field in LINE_FIELDS}
_ANSWERS = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
_SEPARATORS = re.compile(r"[,;|:/]")
_WHOLE = re.compile(r"([0-9]{1,6})(?:\.0*)?")
_NUMBERED = re.compile(r"([0-9]{1,5})\.0+")


def read_table(lines: Iterable[str], name: str, first: int) -> Iterator[Entry]:
    """The claims of a CSV, each where its last row stands. `lines` is gone through twice.

    `first` is the number of its first line, for messages. Raises InputError, before the first claim, for a
    table that cannot be read as one; a claim that cannot be read becomes an entry.
    """
    for claim, rows in group_rows(lines, name, first):
        if claim:
            yield _entry(claim, rows, name)
        else:
            place = f"{name}, line {rows[0].number}"
            yield Entry("", None, f"{place}: the claim column is empty. Give every row its claim.")


def _entry(claim: str, rows: list[Row], name: str) -> Entry:
    try:
        return Entry(claim, claim_from(_record(rows)))
    except InputError as error:
        row = rows[line_index(error.field) or 0]
        return Entry(claim, None, f"{name}, line {row.number}: {sentence_in_line(error)}")


def _record(rows: list[Row]) -> dict[str, object]:
    """The claim as plain values, for the strict reader."""
    record: dict[str, object] = {}
    documentation: dict[str, object] = {}
    for column, cell in _shared_cells(rows).items():
        field = _SHARED[column]
        holder = documentation if field.is_documentation else record
        holder[field.name] = field_value(field, cell)
    record["schema"] = 2 if "record" in record else 1
    record["documentation"] = documentation
    record["lines"] = [_line(index, row.cells) for index, row in enumerate(rows)]
    return record


def _shared_cells(rows: list[Row]) -> dict[str, str]:
    """The cells that speak for the whole claim, which its rows must not contradict by what they mean."""
    shared: dict[str, str] = {}
    for index, row in enumerate(rows):
        for column, cell in row.cells.items():
            if column in _SHARED and not _agree(column, shared.setdefault(column, cell), cell):
                raise InputError(
                    "differs from a row above for the same claim. Make them agree.", line_path(index, column)
                )
    return shared


def _agree(column: str, first: str, later: str) -> bool:
    """Whether two cells of a column say the same, however written: 06/15/2026 and 2026-06-15, 11 and 11.0."""
    return first == later or field_value(_SHARED[column], first) == field_value(_SHARED[column], later)


def field_value(field: Field, cell: str) -> object:
    """Dates as people type them, a place of service that lost its zero in a spreadsheet, yes and no."""
    if field.kind == "place":
        return _without_decimals(cell).zfill(2)
    if field.kind == "date":
        return _iso_date(cell)
    if field.kind != "yes-no":
        return cell
    answer = _ANSWERS.get(cell.lower())
    if answer is None:
        raise InputError(f"{field.path}: give yes or no, or leave it empty.")
    return answer


@functools.lru_cache(maxsize=1024)
def _iso_date(cell: str) -> str:
    """A date of service as the strict reader wants it. "T" for today is none in a file."""
    if cell.lower() == "t":
        return cell
    try:
        return parse_date(cell, date.min).isoformat()
    except InputError:
        sentence = "date_of_service: not a date. Give it as 2026-09-15 or 09/15/2026."
        raise InputError(sentence) from None


def _line(index: int, cells: dict[str, str]) -> dict[str, object]:
    return {
        field.name: _line_value(field, cells.get(column, ""), index)
        for column, field in _OF_LINE.items()
        if column in cells or field.kind == "code"
    }


def _line_value(field: Field, cell: str, index: int) -> object:
    if field.kind == "codes":
        return _split(cell, field.name)
    if field.kind != "number":
        return _without_decimals(cell.upper())
    whole = _WHOLE.fullmatch(cell)
    if not whole:
        raise InputError("give a whole number.", line_path(index, field.name))
    return int(whole[1])


@functools.lru_cache(maxsize=1024)
def _split(cell: str, name: str) -> tuple[str, ...]:
    """The modifiers or diagnoses of a cell."""
    words = _SEPARATORS.sub(" ", cell.upper()).split()
    return tuple(words if name == "diagnoses" else map(_without_decimals, words))


def _without_decimals(cell: str) -> str:
    """A code that a spreadsheet made a number of: 20610.0, 11.0."""
    number = _NUMBERED.fullmatch(cell)
    return number[1] if number else cell
