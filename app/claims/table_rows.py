"""The rows of a table of claims: separator, header row, cells, and which rows belong to one claim."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from app.claims.plain_text import plain
from app.coding.errors import InputError
from app.coding.fields import CLAIM_FIELDS, DOCUMENTATION_FIELDS, LINE_FIELDS

COLUMNS = ("claim", *(field.column for field in (*CLAIM_FIELDS, *DOCUMENTATION_FIELDS, *LINE_FIELDS)))
_FREE = {field.column for field in (*CLAIM_FIELDS, *DOCUMENTATION_FIELDS) if field.kind == "text"}
_REQUIRED = ("claim", "date_of_service", "code")
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>.)"?\s*', re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]")
_DATA = re.compile(r"\d{3}|@")
_NAMED = 160  # characters of headings in a sentence
_ANOTHER_WAY = "Save the table as “CSV UTF-8” and open it again."
_OTHER_HEADINGS = re.compile(
    r"(?:claim|encounter|member|patient|line)(?:id|no|number|name)?|(?:first|last)?name|mrn|dob|ssn|invoice|account"
    r"|dos(?:from|to)?|(?:from|to|service|visit)?date|service(?:from|to)date|(?:billed)?(?:cpt|hcpcs)(?:code|hcpcs)?"
    r"|procedure(?:code)?|(?:mod|modifier)s?\d?|units?|qty|quantity|serviceunits|(?:dx|icd|diagnosis)(?:code)?\d{0,2}"
    r"|(?:dx|diag)?(?:pointer|ptr)s?|pos(?:code)?|facility|location|insurance(?:name)?|carrier|plan|npi|status|notes?"
    r"|(?:rendering|billing)?provider|charges?|billedamount|allowed|paid(?:amount)?|balance|comments?"
)
"""Headings of other tables by letters and digits: they tell a header row from a row of somebody's data."""


_Cells = tuple[int, list[str], list[str]]


class Row(msgspec.Struct, frozen=True):
    """A row by its line in the file: the cells that hold something, by column."""

    number: int
    cells: dict[str, str]

    @property
    def claim(self) -> str:
        """The claim that it belongs to, "" when it names none."""
        return self.cells.get("claim", "")


def group_rows(lines: Iterable[str], name: str, first: int) -> Iterator[tuple[str, list[Row]]]:
    """Each claim with all of its rows, also those that stand apart, when its last row is read.

    `lines` is gone through twice: the first time proves that the table can be read as one and finds the
    claims whose rows stand apart; only their rows wait in memory. Raises InputError before the first claim.
    """
    ends = _rows_apart(_read_cells(lines, name, first))
    waiting: dict[str, list[Row]] = {}
    group: list[Row] = []
    for row in read_rows(lines, name, first):
        if group and row.claim != group[0].claim:
            yield group[0].claim, group
            group = []
        if row.claim not in ends:
            group.append(row)
            continue
        waiting.setdefault(row.claim, []).append(row)
        if row.number == ends[row.claim]:
            yield row.claim, waiting.pop(row.claim)
    if group:
        yield group[0].claim, group


def _rows_apart(table: Iterable[_Cells]) -> Mapping[str, int]:
    """The claims whose rows stand apart, each with the number of its last row."""
    seen: set[str] = set()
    ends: dict[str, int] = {}
    before = None
    for number, columns, cells in table:
        place = columns.index("claim")
        claim = plain(cells[place]).strip() if place < len(cells) else ""
        if claim and claim in seen and (claim != before or claim in ends):
            ends[claim] = number
        if any(cells):
            seen.add(claim)
            before = claim
    return ends


def read_rows(lines: Iterable[str], name: str, first: int) -> Iterator[Row]:
    """The rows that hold something. `first` is the number of the first line. Raises InputError."""
    for number, columns, cells in _read_cells(lines, name, first):
        filled = {
            column: text
            for column, cell in zip(columns, cells, strict=False)
            if cell and (text := cell.strip() if column in _FREE else plain(cell).strip())
        }
        if filled:
            yield Row(number, filled)


def _read_cells(lines: Iterable[str], name: str, first: int) -> Iterator[_Cells]:
    """Each row by its line, with the columns and its cells. Raises InputError."""
    source = iter(lines)
    header, separator, skipped = _find_header(source)
    start = first + 1 + skipped
    columns = _read_header(header, separator, name)
    unnamed = [index for index, column in enumerate(columns) if not column]
    reader = csv.reader(source, delimiter=separator, strict=True)
    while True:
        number = start + reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(
                f"{name}, line {number}: this row cannot be read ({error}). Correct it."
            ) from None
        if cells is None:
            return
        if len(cells) > len(columns) and any(map(str.strip, cells[len(columns) :])):
            raise InputError(
                f"{name}, line {number}: this row has more cells than the header row. Remove the extra cells."
            )
        if any(cells[index].strip() for index in unnamed if index < len(cells)):
            raise InputError(
                f"{name}, line {number}: a cell stands below an empty heading. Give the column its heading."
            )
        yield number, columns, cells


def stated_separator(line: str) -> str | None:
    """The separator that a first line such as `sep=;` states, None for any other line."""
    stated = _SEPARATOR_LINE.fullmatch(line)
    return stated["separator"] if stated else None


def is_own_table(lines: Iterable[str]) -> bool:
    """Whether the first lines are those of a table whose headings are all columns of a claim table."""
    line = next((each for each in lines if each.strip() and stated_separator(each) is None), "")
    separator = max(",;\t|", key=line.count)
    try:
        headings = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return False
    keys = {_key(plain(heading)) for heading in headings} - {""}
    return keys <= {_key(column) for column in COLUMNS} and keys >= {_key(column) for column in _REQUIRED}


def _find_header(source: Iterator[str]) -> tuple[str, str, int]:
    """The header row, the separator, and how many lines stand before. A first line `sep=;` names it."""
    header = next(source)
    separator = stated_separator(header)
    if separator is None:
        return header, max(",;\t|", key=header.count), 0
    skipped = 1
    while (header := next(source, "")) and header.isspace():
        skipped += 1
    return header, separator, skipped


def _read_header(header: str, separator: str, name: str) -> list[str]:
    """The columns by their names; "" for one without heading. Raises InputError naming all that is wrong."""
    try:
        headings = next(csv.reader([header], delimiter=separator), [])
    except csv.Error:  # a carriage return inside the row
        raise InputError(f"{name}: the header row cannot be read. {_ANOTHER_WAY}") from None
    headings = [" ".join(plain(heading).split()) for heading in headings]
    known = {_key(column): column for column in COLUMNS}
    columns = [known.get(_key(heading), heading.lower()) for heading in headings]
    unknown = [
        head for head, column in zip(headings, columns, strict=True) if column and column not in COLUMNS
    ]
    if unknown:
        raise InputError(f"{name}: {_say_unknown(headings, unknown, set(known))}")
    for column in filter(None, columns):
        if columns.count(column) > 1:
            raise InputError(f"{name}: the column {column} appears twice. Remove one.")
    if missing := [column for column in _REQUIRED if column not in columns]:
        what = f"column {missing[0]} is" if len(missing) == 1 else f"columns {', '.join(missing)} are"
        raise InputError(f"{name}: the {what} missing. Add {'it' if len(missing) == 1 else 'them'}.")
    return columns


def _key(heading: str) -> str:
    """A heading by its letters and digits, as "Date of Service" and "DATE_OF_SERVICE" are one."""
    return _NOT_IN_NAMES.sub("", heading.lower())


def _say_unknown(headings: list[str], unknown: list[str], known: set[str]) -> str:
    """All headings that are none of ours; of a row that is no header row nothing is repeated."""
    keys = [_key(heading) for heading in headings]
    familiar = [key for key in keys if key in known or _OTHER_HEADINGS.fullmatch(key)]
    if len(familiar) < 2 or any(_DATA.search(heading) for heading in headings):
        return f"the first row is no header row of a claim table. Begin it with {', '.join(_REQUIRED)}."
    if len(unknown) == 1:
        return f"“{unknown[0][:_NAMED]}” is not a column of a claim table. Rename or remove it."
    listed = ", ".join(f"“{head}”" for head in unknown)
    listed = listed if len(listed) <= _NAMED else f"{listed[: _NAMED - 1]}…"
    return f"{len(unknown)} headings are not columns of a claim table: {listed}. Rename or remove them."
