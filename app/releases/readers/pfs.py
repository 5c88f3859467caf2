"""The PFS relative value file: CSV and XLSX by stacked header, TXT by position.

Source: CMS, PFS Relative Value Files and their record layout. Column names are spread over the rows
above the one that starts with HCPCS; 2025 has 31 columns, 2026 has 32 and two sets, with and without
quality payment (QPP). Descriptors are the AMA's and are not kept.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from app.coding.editions import QUALIFYING
from app.coding.errors import InputError
from app.coding.official import FeeRow
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import MONTHS, Term, fee_release, find
from app.releases.readers.reader import Reader
from app.releases.tables import Row, fold, pad_code, pick, place_columns, to_number

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
_FIRST_NUMBER = len(_COLUMNS) - len(_NUMBERS)
_FLAGGED = slice(2, 2 + len(_FLAGS))
_STATUS, _CONVERSION = list(_COLUMNS).index("status"), list(_COLUMNS).index("conversion")
_to_number = functools.lru_cache(maxsize=1 << 14)(to_number)  # few figures, each in many rows


def recognize(sample: Sample) -> Found | None:
    """The relative value file by its title or header, or its text by the HDR lines and the shape of a row."""
    text = sample.form == "csv" and _is_flat(sample.lines)
    if not text and not any(_is_last_header(cells) for _, cells in sample.rows):
        return None
    title = next((match for line in sample.lines if (match := _TITLE.search(line))), None)
    term = _term(title, sample.names)
    month = f", {title[2].capitalize()}" if title else ""
    return recognized(sample, "pfs-rvu", f"Physician fee schedule{month}", term, flat=text)


def read(rows: Iterator[Row], found: Found) -> Iterator[FeeRow]:
    """Each row of a CSV file or workbook."""
    name = found.entry.name
    at = place_columns(name, _stacked_header(name, rows), _COLUMNS)
    width, take = max(at.values()) + 1, itemgetter(*(at[field] for field in _COLUMNS))
    for number, cells in rows:
        if not any(cells) or not any(cell.strip() for cell in cells):
            continue
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        yield _to_row(name, number, list(map(str.strip, take(cells))))


def read_flat(lines: Iterator[str], found: Found) -> Iterator[FeeRow]:
    """Each line of the text form."""
    name, places = found.entry.name, [_FLAT[field] for field in _COLUMNS]
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("HDR"):
            yield _to_row(name, number, [line[place].strip() for place in places])


def _to_row(name: str, number: int, cells: list[str]) -> FeeRow:
    """A row from its cells in the order of `_COLUMNS`."""
    values: list[Any] = cells
    try:
        values[_FIRST_NUMBER:] = map(_to_number, cells[_FIRST_NUMBER:])
    except ValueError:
        raise InputError(f"{name}, line {number}: an amount is not a number. {UNEDITED}") from None
    code = values[0] = pad_code(cells[0])
    if (
        not CODE.fullmatch(code)
        or len(cells[1]) > 2
        or len(cells[_STATUS]) != 1
        or values[_CONVERSION] is None
    ):
        raise InputError(f"{name}, line {number}: does not hold a code, modifier and status. {UNEDITED}")
    values[_FLAGGED] = [cell == "NA" for cell in cells[_FLAGGED]]
    return FeeRow(**dict(zip(_COLUMNS, values, strict=True)))


def _stacked_header(name: str, rows: Iterator[Row]) -> list[str]:
    """The header with the words above each column joined: PAYMENT below MEDICARE below FOR."""
    above: list[list[str]] = []
    for _, cells in rows:
        if _is_last_header(cells):
            stacked = [row for row in [*above[-4:], cells] if not any(_is_prose(cell) for cell in row)]
            return [fold(" ".join(pick(row, place) for row in stacked)) for place in range(len(cells))]
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


READER = Reader(series="pfs-rvu", recognize=recognize, rows=read, lines=read_flat)
