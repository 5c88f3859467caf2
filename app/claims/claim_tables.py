"""Claims in a table: one row a claim line, the claim column says which rows belong together.

Fields of the claim itself stand in each row of the claim or only in its first. An empty cell is "not stated".
"""

import csv
import functools
import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from app.claims.record import Entry, claim_from
from app.coding.dates import parse_date
from app.coding.errors import InputError
from app.coding.field import Field
from app.coding.fields import CLAIM_FIELDS, DOCUMENTATION_FIELDS, LINE_FIELDS

_SHARED = {field.column: field for field in (*CLAIM_FIELDS, *DOCUMENTATION_FIELDS)}
_OF_LINE = {field.column: field for field in LINE_FIELDS}
COLUMNS = ("claim", *_SHARED, *_OF_LINE)
_REQUIRED = ("claim", "date_of_service", "code")
_ANSWERS = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
_SEPARATORS = re.compile(r"[,;|]")
_WHOLE = re.compile(r"[0-9]{1,6}(?:\.0+)?")
_LINE_PATH = re.compile(r"lines\[(\d+)\]\.?")


class _Row(msgspec.Struct, frozen=True):
    number: int
    cells: dict[str, str]


def read_table(lines: Iterable[str], name: str, first: int) -> Iterator[Entry]:
    """The claims of a CSV in order. `first` is the number of its first line, for messages.

    Raises InputError for a table that cannot be read as one; a claim that cannot be read becomes an entry.
    """
    seen: set[str] = set()
    for claim, rows in _groups(_rows(lines, name, first)):
        place = f"{name}, line {rows[0].number}, claim {claim}" if claim else f"{name}, line {rows[0].number}"
        if not claim:
            yield Entry("", None, f"{place}: the claim column is empty. Give every row its claim.")
        elif claim in seen:
            yield Entry(
                claim, None, f"{place}: this claim also has rows above. Keep the rows of a claim together."
            )
        else:
            seen.add(claim)
            yield _entry(claim, rows, name)


def _rows(lines: Iterable[str], name: str, first: int) -> Iterator[_Row]:
    source = iter(lines)
    header = next(source)
    separator = max(",;\t", key=header.count)
    try:
        columns = [column.strip().lower() for column in next(csv.reader([header], delimiter=separator))]
    except csv.Error:  # carriage returns alone make one line of the whole file
        raise InputError(
            f"{name}: the header row cannot be read. Save the table as “CSV UTF-8” and open it again."
        ) from None
    _check_columns(columns, name)
    reader = csv.reader(source, delimiter=separator, strict=True)
    while True:
        number = first + 1 + reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(
                f"{name}, line {number}: this row cannot be read ({error}). Correct it."
            ) from None
        if cells is None:
            return
        if len(cells) > len(columns):
            raise InputError(
                f"{name}, line {number}: this row has more cells than the header row. Remove the extra cells."
            )
        filled = {
            column: text
            for column, cell in zip(columns, cells, strict=False)
            if cell and (text := cell.strip())
        }
        if filled:
            yield _Row(number, filled)


def _check_columns(columns: list[str], name: str) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise InputError(f"{name}: “{column}” is not a column of a claim table. Correct or remove it.")
        if columns.count(column) > 1:
            raise InputError(f"{name}: the column {column} appears twice. Remove one.")
    for column in _REQUIRED:
        if column not in columns:
            raise InputError(f"{name}: the column {column} is missing. Add it to the header row.")


def _groups(rows: Iterable[_Row]) -> Iterator[tuple[str, list[_Row]]]:
    """Neighbouring rows of one claim."""
    group: list[_Row] = []
    for row in rows:
        if group and row.cells.get("claim", "") != group[0].cells.get("claim", ""):
            yield group[0].cells.get("claim", ""), group
            group = []
        group.append(row)
    if group:
        yield group[0].cells.get("claim", ""), group


def _entry(claim: str, rows: list[_Row], name: str) -> Entry:
    try:
        return Entry(claim, claim_from(_record(rows)))
    except InputError as error:
        found = _LINE_PATH.match(str(error))
        number = rows[int(found[1])].number if found else rows[0].number
        sentence = str(error)[found.end() :] if found else str(error)
        return Entry(claim, None, f"{name}, line {number}, claim {claim}: {sentence}")


def _record(rows: list[_Row]) -> dict[str, object]:
    """The claim as plain values, for the strict reader."""
    record: dict[str, object] = {}
    documentation: dict[str, object] = {}
    for column, cell in _shared_cells(rows).items():
        field = _SHARED[column]
        holder = documentation if field.is_documentation else record
        holder[field.name] = _value(field, cell)
    record["schema"] = 2 if "record" in record else 1
    record["documentation"] = documentation
    record["lines"] = [_line(index, row.cells) for index, row in enumerate(rows)]
    return record


def _shared_cells(rows: list[_Row]) -> dict[str, str]:
    """The cells that speak for the whole claim, which its rows must not contradict."""
    shared: dict[str, str] = {}
    for index, row in enumerate(rows):
        for column, cell in row.cells.items():
            if column in _SHARED and shared.setdefault(column, cell) != cell:
                raise InputError(
                    f"lines[{index}].{column}: differs from a row above for the same claim. Make them agree."
                )
    return shared


def _value(field: Field, cell: str) -> object:
    """Dates as people type them, a place of service that lost its zero in a spreadsheet, yes and no."""
    if field.kind == "place":
        return cell.zfill(2)
    if field.kind == "date":
        return _iso_date(cell)
    if field.kind != "yes-no":
        return cell
    answer = _ANSWERS.get(cell.lower())
    if answer is None:
        raise InputError(f"{field.path}: “{cell}” is not an answer. Give yes or no, or leave it empty.")
    return answer


@functools.lru_cache(maxsize=1024)
def _iso_date(cell: str) -> str:
    """A date of service as the strict reader wants it. "T" for today is none in a file."""
    if cell.lower() == "t":
        return cell
    try:
        return parse_date(cell, date.min).isoformat()
    except InputError as error:
        raise InputError(f"date_of_service: {error}") from None


def _line(index: int, cells: dict[str, str]) -> dict[str, object]:
    return {
        field.name: _line_value(field, cells.get(column, ""), index)
        for column, field in _OF_LINE.items()
        if column in cells or field.kind == "code"
    }


def _line_value(field: Field, cell: str, index: int) -> object:
    if field.kind == "codes":
        return _split(cell)
    if field.kind != "number":
        return cell.upper()
    if not _WHOLE.fullmatch(cell):
        raise InputError(f"lines[{index}].{field.name}: “{cell}” is not a whole number. Correct it.")
    return int(cell.split(".", maxsplit=1)[0])


@functools.lru_cache(maxsize=1024)
def _split(cell: str) -> tuple[str, ...]:
    """The modifiers or diagnoses of a cell."""
    return tuple(_SEPARATORS.sub(" ", cell.upper()).split())
