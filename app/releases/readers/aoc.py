"""Add-on code edits, XLSX or CSV and the flat text of 97 characters a line.

Source: CMS, NCCI Add-on Code Edits. Dates are YYYYDDD; a deletion date is the last day. A pair ends with
the edit, with the add-on code or with the primary code, whichever comes first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import cast

from app.coding.errors import InputError
from app.coding.official import AddOnPair, AddOnType
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized, refused_medicaid
from app.releases.names import spelled_quarter
from app.releases.readers.reader import Reader
from app.releases.tables import Row, columns_of, find_header, pad_code, place_columns, to_date

_COLUMNS = {
    "kind": ("aoc edit type",),
    "add_on": ("add on code",),
    "add_on_end": ("aoc deldt",),
    "primary": ("primary code",),
    "primary_end": ("primary code deldt",),
    "first": ("aoc edit effdt",),
    "last": ("aoc edit deldt",),
}
_FLAT = (slice(0, 1), slice(1, 6), slice(6, 13), slice(13, 18), slice(18, 25), slice(25, 32), slice(32, 39))
_FLAT_LINE = re.compile(r"[123][0-9A-Z]{5}(?:\d{7}| {7})[0-9A-Z]{5}(?:\d{7}| {7})\d{7}(?:\d{7}| {7}|\s*$)")
_TITLE = "Add-on code edits"


def recognize(sample: Sample) -> Found | None:
    """The add-on table by its header, or its flat text by the shape of its first line."""
    flat = sample.form == "csv" and bool(sample.lines) and bool(_FLAT_LINE.match(sample.lines[0]))
    if not flat and not find_header(sample.rows, _is_header):
        return None
    if any(re.search(r"mcd|medicaid", name, re.IGNORECASE) for name in sample.names[:-1]):
        return refused_medicaid(sample, _TITLE)
    return recognized(sample, "ncci-aoc", _TITLE, spelled_quarter(sample.names), flat=flat)


def read(rows: Iterator[Row], found: Found) -> Iterator[AddOnPair]:
    """Each row of the table with a header."""
    name = found.entry.name
    header = find_header(rows, _is_header)
    if not header:
        raise InputError(f"{name} has no header row. {UNEDITED}")
    at = place_columns(name, header[1], _COLUMNS)
    for number, values in columns_of(rows, [at[field] for field in _COLUMNS]):
        if any(values):
            yield _to_pair(name, number, values)


def read_flat(lines: Iterator[str], found: Found) -> Iterator[AddOnPair]:
    """Each line of the flat text."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _to_pair(found.entry.name, number, [line[place].strip() for place in _FLAT])


def _to_pair(name: str, number: int, values: list[str]) -> AddOnPair:
    kind, add_on, add_on_end, primary, primary_end, first, last = values
    try:
        add_on, primary = _code(add_on), _code(primary)
        began = to_date(first)
        ends = [to_date(text) for text in (last, add_on_end, primary_end) if text]
    except ValueError:
        began, ends = None, []
    if kind not in {"1", "2", "3"} or not began:
        raise InputError(f"{name}, line {number}: does not hold a type, two codes and dates. {UNEDITED}")
    return AddOnPair(add_on, cast(AddOnType, kind), primary, began, min(filter(None, ends), default=None))


@functools.lru_cache(1 << 12)  # each add-on code has many rows
def _code(text: str) -> str:
    """A code with its zeros back. Raises ValueError."""
    padded = pad_code(text)
    if not CODE.fullmatch(padded):
        raise ValueError(text)
    return padded


def _is_header(cells: list[str]) -> bool:
    return any(cell.startswith("aoc edit type") for cell in cells)


READER = Reader(series="ncci-aoc", recognize=recognize, rows=read, lines=read_flat)
