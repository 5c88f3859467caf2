"""The PFS relative value file: CSV and XLSX by stacked header, TXT by position.

Source: CMS, PFS Relative Value Files and their record layout. Column names are spread over the rows
above the one that starts with HCPCS; 2025 has 31 columns, 2026 has 32 and two sets, with and without
quality payment (QPP). Descriptors are the AMA's and are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.official import FeeRow
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import MONTHS, Term, find, quarter
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
}
_NUMBERS = {
    "work": ("work rvu",),
    "practice": ("non fac pe rvu",),
    "practice_facility": ("facility pe rvu",),
    "malpractice": ("mp rvu",),
    "total": ("non facility total",),
    "total_facility": ("facility total",),
    "conversion": ("conv factor",),
}
_COLUMNS = {
    "code": ("hcpcs",),
    "modifier": ("mod",),
    "facility_na": ("facility na indicator",),
    **_TEXTS,
    **_NUMBERS,
}
_FLAT = {
    "code": slice(0, 5),
    "modifier": slice(5, 7),
    "status": slice(57, 58),
    "work": slice(59, 65),
    "practice": slice(66, 72),
    "practice_facility": slice(75, 81),
    "facility_na": slice(81, 83),
    "malpractice": slice(84, 89),
    "total": slice(90, 96),
    "total_facility": slice(96, 102),
    "component": slice(102, 103),
    "global_days": slice(103, 106),
    "multiple": slice(115, 116),
    "bilateral": slice(116, 117),
    "conversion": slice(132, 140),
    "supervision": slice(141, 143),
    "imaging_family": slice(145, 147),
}
_CODE = re.compile(r"[0-9A-Z]{5}")
_LETTERS = "ABCD"


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
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            yield _to_row(name, number, {field: pick(cells, place) for field, place in at.items()})


def read_flat(lines: Iterator[str], found: Found) -> Iterator[FeeRow]:
    """Each line of the text form."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("HDR"):
            yield _to_row(found.entry.name, number, {name: line[at].strip() for name, at in _FLAT.items()})


def _to_row(name: str, number: int, cells: dict[str, str]) -> FeeRow:
    code = pad_code(cells["code"])
    try:
        numbers = {field: to_number(cells[field]) for field in _NUMBERS}
    except ValueError:
        raise InputError(f"{name}, line {number}: an amount is not a number. {UNEDITED}") from None
    conversion = numbers.pop("conversion")
    if (
        not _CODE.fullmatch(code)
        or len(cells["modifier"]) > 2
        or len(cells["status"]) != 1
        or conversion is None
    ):
        raise InputError(f"{name}, line {number}: does not hold a code, modifier and status. {UNEDITED}")
    return FeeRow(
        code=code,
        modifier=cells["modifier"],
        facility_na=cells["facility_na"] == "NA",
        conversion=conversion,
        status=cells["status"],
        component=cells["component"],
        global_days=cells["global_days"],
        multiple=cells["multiple"],
        bilateral=cells["bilateral"],
        supervision=cells["supervision"],
        imaging_family=cells["imaging_family"],
        **numbers,
    )


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
    """The release: A to D are the quarters, AR corrects A. The title tells it, else the name."""
    release = find(r"rvu(\d\d)([a-d])(r?)(?![a-z])", names)
    named = find(r"PPRRVU(?:20)?(\d\d)_?([a-z]{3})", names)
    if title and title[2][:3].lower() in MONTHS:
        year, letter = int(title[1]), _letter(title[2])
    elif named and named[2].lower() in MONTHS:
        year, letter = 2000 + int(named[1]), _letter(named[2])
    elif release:
        year, letter = 2000 + int(release[1]), release[2].upper()
    else:
        return None
    again = "R" if release and release[3] and release[2].upper() == letter else ""
    payment = "-QPP" if find(r"(?<![a-z])QPP", names) and not find(r"non[-_ ]?QPP", names) else ""
    _, first, last = quarter(year, _LETTERS.index(letter) + 1)
    return Term(f"RVU{year % 100:02d}{letter}{again}{payment}", first, last)


def _letter(month: str) -> str:
    return _LETTERS[(MONTHS[month[:3].lower()] - 1) // 3]


READER = Reader(series="pfs-rvu", recognize=recognize, rows=read, lines=read_flat)
