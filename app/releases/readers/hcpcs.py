"""HCPCS Level II, the alpha-numeric file: workbook or CSV by header, text by position.

Source: CMS, Alpha-Numeric HCPCS File and its record layout. In the text form a code's long description
runs over several lines (record 3 and 4, for modifiers 7 and 8); all else stands on its first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.coding.errors import InputError
from app.coding.official import HcpcsCode
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import Term, find, month_quarter
from app.releases.readers.reader import Reader
from app.releases.tables import Row, find_header, pick, place_columns, to_date

_COLUMNS = {
    "code": ("hcpc",),
    "record": ("recid",),
    "text": ("long description",),
    "label": ("short description",),
    "coverage": ("cov",),
    "first": ("add dt",),
    "last": ("term dt",),
}
_FLAT = {
    "code": slice(0, 5),
    "record": slice(10, 11),
    "text": slice(11, 91),
    "label": slice(91, 119),
    "coverage": slice(229, 230),
    "first": slice(268, 276),
    "last": slice(284, 292),
}
_FLAT_LINE = re.compile(r"(?:   [0-9A-Z]{2}|[A-Z]\d{4})\d{5}[3478].{80}")
_CODE = re.compile(r"[A-Z]\d{4}|[0-9A-Z]{2}")
_STARTS, _CONTINUES = {"3", "7"}, {"4", "8"}


def recognize(sample: Sample) -> Found | None:
    """The alpha-numeric file by its header, or its text by the shape of a line."""
    flat = sample.form == "csv" and any(_FLAT_LINE.match(line) for line in sample.lines)
    if not flat and not find_header(sample.rows, _is_header):
        return None
    return recognized(sample, "hcpcs", "HCPCS Level II", _term(sample.names), flat=flat)


def read(rows: Iterator[Row], found: Found) -> Iterator[HcpcsCode]:
    """Each code of a workbook or CSV file."""
    name = found.entry.name
    header = find_header(rows, _is_header)
    if not header:
        raise InputError(f"{name} has no header row. {UNEDITED}")
    at = place_columns(name, header[1], _COLUMNS)
    cells_of = (
        ({field: pick(cells, place) for field, place in at.items()}, number) for number, cells in rows
    )
    yield from _join(name, ((cells, number) for cells, number in cells_of if cells["code"]))


def read_flat(lines: Iterator[str], found: Found) -> Iterator[HcpcsCode]:
    """Each code of the text form."""
    cells_of = (
        ({field: line[at].replace("\xa0", " ").strip() for field, at in _FLAT.items()}, number)
        for number, line in enumerate(lines, start=1)
        if _FLAT_LINE.match(line)
    )
    yield from _join(found.entry.name, cells_of)


def _join(name: str, lines: Iterator[tuple[dict[str, str], int]]) -> Iterator[HcpcsCode]:
    """Join the lines of each code."""
    current: dict[str, str] = {}
    at = 0
    for cells, number in lines:
        if cells["record"] in _CONTINUES and current and cells["code"] == current["code"]:
            current["text"] = f"{current['text']} {cells['text']}"
        elif cells["record"] in _STARTS:
            if current:
                yield _to_code(name, at, current)
            current, at = cells, number
        else:
            raise InputError(f"{name}, line {number}: does not start a code. {UNEDITED}")
    if current:
        yield _to_code(name, at, current)


def _to_code(name: str, number: int, cells: dict[str, str]) -> HcpcsCode:
    try:
        first, last = to_date(cells["first"]), to_date(cells["last"])
    except ValueError:
        raise InputError(f"{name}, line {number}: a date is not YYYYMMDD. {UNEDITED}") from None
    if not _CODE.fullmatch(cells["code"]):
        raise InputError(f"{name}, line {number}: does not start with a HCPCS code. {UNEDITED}")
    text = " ".join(cells["text"].split())
    return HcpcsCode(
        code=cells["code"],
        label=" ".join(cells["label"].split()) or text,
        text=text,
        coverage=cells["coverage"],
        first=first,
        last=last,
    )


def _is_header(cells: list[str]) -> bool:
    return "hcpc" in cells and "recid" in cells and "long description" in cells


def _term(names: tuple[str, ...]) -> Term | None:
    """The quarter of its month; the files of 2019 and before are for the year."""
    term = month_quarter(names)
    if term:
        return term
    year = find(r"HCPC_?(20\d\d)(?!\d)", names) or find(r"(20\d\d)[-_ ]alpha", names)
    return Term(year[1], date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)) if year else None


READER = Reader(series="hcpcs", recognize=recognize, rows=read, lines=read_flat)
