"""The PFS relative value file: CSV and XLSX by stacked header, TXT by position.

Source: CMS, PFS Relative Value Files and their record layout. Column names are spread over the rows
above the one that starts with HCPCS; 2025 has 31 columns, 2026 has 32 and two sets, with and without
quality payment (QPP). Descriptors are the AMA's and are not kept.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from operator import call, itemgetter

from app.coding.editions import QUALIFYING
from app.coding.errors import InputError
from app.coding.official import FeeRow
from app.coding.shapes import CODE
from app.library.shelf.edition_format import Stored
from app.releases.archive import UNEDITED
from app.releases.cells import LINES_AT_ONCE, Convert, Known, PlainRows
from app.releases.found import Found, Sample, recognized
from app.releases.names import MONTHS, Term, fee_release, find
from app.releases.readers.reader import Reader
from app.releases.tables import (
    Row,
    csv_lines,
    fold,
    pad_code,
    pick,
    place_columns,
    records_of,
    to_number,
)

_TITLE = re.compile(r"(20\d\d) National Physician Fee Schedule Relative Value File\W+(\w+)", re.IGNORECASE)
_TEXTS = {
    "status": ("status code",),
    "component": ("pctc ind",),
    "global_days": ("glob days",),
    "multiple": ("mult proc",),
    "bilateral": ("bilat surg",),
    "supervision": ("physician supervision of diagnostic",),
    "imaging_family": ("diagnostic imaging family", "imaging family"),
    "assistant": ("asst surg",),
    "co_surgeons": ("co surg",),
    "team": ("team surg",),
    "endoscopy_base": ("endo base",),
}
_NUMBERS = {
    "work": ("work rvu",),
    "practice": ("non fac pe rvu",),
    "practice_facility": ("facility pe rvu",),
    "malpractice": ("mp rvu",),
    "total": ("non facility total",),
    "total_facility": ("facility total",),
    "conversion": ("conv factor",),
    "cap_practice": ("non facility pe used for opps",),
    "cap_practice_facility": ("facility pe used for opps",),
    "cap_malpractice": ("mp used for opps",),
}
_FLAGS = {"facility_na": ("facility na indicator",), "office_na": ("non fac na indicator",)}
_COLUMNS = {"code": ("hcpcs",), "modifier": ("mod",), **_FLAGS, **_TEXTS, **_NUMBERS}
_FLAT = {
    "code": slice(0, 5),
    "modifier": slice(5, 7),
    "status": slice(57, 58),
    "work": slice(59, 65),
    "practice": slice(66, 72),
    "practice_facility": slice(75, 81),
    "office_na": slice(72, 74),
    "facility_na": slice(81, 83),
    "malpractice": slice(84, 89),
    "total": slice(90, 96),
    "total_facility": slice(96, 102),
    "component": slice(102, 103),
    "global_days": slice(103, 106),
    "multiple": slice(115, 116),
    "bilateral": slice(116, 117),
    "assistant": slice(117, 118),
    "co_surgeons": slice(118, 119),
    "team": slice(119, 120),
    "endoscopy_base": slice(127, 132),
    "conversion": slice(132, 140),
    "supervision": slice(141, 143),
    "imaging_family": slice(145, 147),
    "cap_practice": slice(151, 157),
    "cap_practice_facility": slice(158, 164),
    "cap_malpractice": slice(165, 171),
}
_PLAIN_CODES = re.compile(r"[0-9A-Z]*")
_CUT = "component"
"""Where a row of CSV is cut: from here on there are indicators, of which some hundreds stand together."""


def recognize(sample: Sample) -> Found | None:
    """The relative value file by its title or header, or its text by the HDR lines and the shape of a row."""
    text = sample.form == "csv" and _is_flat(sample.lines)
    if not text and not any(_is_last_header(cells) for _, cells in sample.rows):
        return None
    title = next((match for line in sample.lines if (match := _TITLE.search(line))), None)
    term = _term(title, sample.names)
    month = f", {title[2].capitalize()}" if title else ""
    return recognized(sample, "pfs-rvu", f"Physician fee schedule{month}", term, flat=text)


def read(rows: Iterator[Row], found: Found) -> Iterator[Stored]:
    """Each row of a workbook."""
    _, header = _stacked_header(found.entry.name, rows)
    return _read(rows, place_columns(found.entry.name, header, _COLUMNS), found)


def read_text(text: str, found: Found) -> Iterator[Stored]:
    """Each row of a CSV file."""
    return chain.from_iterable(_read_lines(csv_lines(text), found))


def _read_lines(lines: Iterator[str], found: Found) -> Iterator[Iterable[Stored]]:
    """The rows of some lines together; from the first that does not fit on they are read row by row."""
    name, separator = found.entry.name, found.separator
    number, header = _stacked_header(name, records_of(lines, name, separator))
    at = place_columns(name, header, _COLUMNS)
    columns = {field: partial(map, convert) for field, convert in _converters().items()} | {"code": _codes}
    fields = [(at[field], convert) for field, convert in columns.items()]
    plain = PlainRows(fields, separator, at[_CUT])
    while some := list(islice(lines, LINES_AT_ONCE)):
        try:
            rows: Iterable[Stored] = list(plain.convert(some))
        except (ValueError, csv.Error):
            rows = _read(records_of(chain(some, lines), name, separator, number), at, found)
        yield rows
        number += len(some)


def read_flat(lines: Iterator[str], found: Found) -> Iterator[Stored]:
    """Each line of the text form."""
    take = itemgetter(*_FLAT.values())
    rows = (
        (number, list(take(line)))
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("HDR")
    )
    return _read(rows, {field: at for at, field in enumerate(_FLAT)}, found)


def _read(rows: Iterable[Row], at: Mapping[str, int], found: Found) -> Iterator[Stored]:
    """Each row by itself. Raises InputError for one that does not fit."""
    name, converters, width = found.entry.name, _converters(), max(at.values()) + 1
    take = itemgetter(*(at[field] for field in converters))
    for number, cells in rows:
        if not any(cells) or not any(cell.strip() for cell in cells):
            continue
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        try:
            yield tuple(map(call, converters.values(), take(cells)))
        except ValueError:
            raise _fault(name, number, [cells[at[field]] for field in _NUMBERS]) from None


def _fault(name: str, number: int, amounts: list[str]) -> InputError:
    """What is wrong with a row."""
    try:
        deque(map(to_number, amounts), maxlen=0)
    except ValueError:
        return InputError(f"{name}, line {number}: an amount is not a number. {UNEDITED}")
    return InputError(f"{name}, line {number}: does not hold a code, modifier and status. {UNEDITED}")


def _stacked_header(name: str, rows: Iterator[Row]) -> Row:
    """The header with the words above each column joined: PAYMENT below MEDICARE below FOR."""
    above: list[list[str]] = []
    for number, cells in rows:
        if _is_last_header(cells):
            stacked = [row for row in [*above[-4:], cells] if not any(_is_prose(cell) for cell in row)]
            places = range(len(cells))
            return number, [fold(" ".join(pick(row, place) for row in stacked)) for place in places]
        above.append(cells)
        if len(above) > 60:
            break
    raise InputError(f"{name} has no header rows. {UNEDITED}")


def _is_prose(cell: str) -> bool:
    return "RELEASED" in cell.upper() or len(cell) > 40


def _is_last_header(cells: list[str]) -> bool:
    start = [fold(cell) for cell in cells[:4]]
    return start[:3] == ["hcpcs", "mod", "description"] and len(cells) > 25


def _is_flat(lines: tuple[str, ...]) -> bool:
    rows = [line for line in lines if line.strip() and not line.startswith("HDR")]
    return bool(rows) and all(
        len(line) >= 147 and re.match(r"[0-9A-Z]{5}(..).{50}[A-Z]\s", line) for line in rows
    )


def _term(title: re.Match[str] | None, names: tuple[str, ...]) -> Term | None:
    """The release of a file: its title tells it, else the name. A set with quality payment has its own."""
    release = _titled(title) or find(r"PPRRVU(?:20)?(\d\d)_?([a-z]{3})", names)
    year, month = (int(release[1]) % 100, release[2]) if release else (0, "")
    term = fee_release(names, year, month)
    if term and find(r"(?<![a-z])QPP", names) and not find(r"non[-_ ]?QPP", names):
        return term._replace(edition=f"{term.edition}{QUALIFYING}")
    return term


def _titled(title: re.Match[str] | None) -> re.Match[str] | None:
    return title if title and title[2][:3].lower() in MONTHS else None


def _codes(cells: Sequence[str]) -> Iterable[str]:
    """The codes of a column, which mostly are as they should be and are looked at together."""
    plain = set(map(len, cells)) == {5} and _PLAIN_CODES.fullmatch("".join(cells))
    return cells if plain else map(_code, cells)


def _code(cell: str) -> str:
    code = pad_code(cell.strip())
    if not CODE.fullmatch(code):
        raise ValueError(cell)
    return code


def _modifier(cell: str) -> str:
    modifier = cell.strip()
    if len(modifier) > 2:
        raise ValueError(cell)
    return modifier


def _status(cell: str) -> str:
    status = cell.strip()
    if len(status) != 1:
        raise ValueError(cell)
    return status


def _conversion(cell: str) -> float:
    factor = to_number(cell)
    if factor is None:
        raise ValueError(cell)
    return factor


def _flag(cell: str) -> int:
    return int(cell.strip() == "NA")


def _converters() -> dict[str, Convert]:
    """What converts the cell of each field; codes are converted one by one, because few come twice."""
    own = {"code": _code, "modifier": _modifier, "status": _status, "conversion": _conversion}
    kinds = dict.fromkeys(_FLAGS, _flag) | dict.fromkeys(_NUMBERS, to_number) | own
    once = {kind: Known(kind).__getitem__ for kind in (str.strip, *kinds.values())} | {_code: _code}
    return {field: once[kinds.get(field, str.strip)] for field in FeeRow.__struct_fields__}


READER = Reader(
    series="pfs-rvu", recognize=recognize, rows=read, text=read_text, lines=read_flat, stored=True
)
