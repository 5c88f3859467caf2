"""The anesthesia conversion factor of each payment locality, CSV, XLSX and text.

Source: CMS, the release of the physician fee schedule relative values, the file ANES. The text form has cents
without a point and leaves the national factor out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import AnesthesiaFactor, locality_key
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import fee_release
from app.releases.readers.reader import Reader
from app.releases.tables import Row, pick

_NATIONAL = re.compile(r"national anes(?:thesia)? c(?:onversion )?f(?:actor)?\D*(\d+\.\d+)", re.IGNORECASE)
_LINE = re.compile(r"(\d{5}) {5,}(\d\d) {2,}(\S.*?) {3,}(\d{4})\s*", re.ASCII)
_TITLE = "Anesthesia conversion factors"


def recognize(sample: Sample) -> Found | None:
    """The factors by their heading or, as text, by the shape of the first line."""
    flat = sample.form == "csv" and bool(sample.lines) and bool(_LINE.fullmatch(sample.lines[0]))
    if not flat and not any(_national(cells) for _, cells in sample.rows[:5]):
        return None
    return recognized(sample, "pfs-anes", _TITLE, fee_release(sample.names), flat=flat)


def read(rows: Iterator[Row], found: Found) -> Iterator[AnesthesiaFactor]:
    """Each locality of a table; what stands below the last is notes."""
    name, national = found.entry.name, None
    for number, cells in rows:
        national = national or _national(cells)
        carrier, locality, area, factor = (pick(cells, place) for place in range(4))
        if not carrier.isdecimal():
            continue
        sound = re.fullmatch(r"\d+\.?\d*", factor) and locality.isdecimal() and not any(cells[4:])
        if national is None or not sound:
            raise InputError(f"{name}, line {number}: does not hold a factor of a locality. {UNEDITED}")
        yield _to_row(carrier, locality, area, float(factor), float(national))


def read_flat(lines: Iterator[str], found: Found) -> Iterator[AnesthesiaFactor]:
    """Each locality of the text form."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if not match:
            raise InputError(f"{found.entry.name}, line {number}: is not a locality. {UNEDITED}")
        yield _to_row(match[1], match[2], match[3], int(match[4]) / 100, None)


def _to_row(carrier: str, number: str, area: str, factor: float, national: float | None) -> AnesthesiaFactor:
    return AnesthesiaFactor(
        locality=locality_key(carrier, number),
        name=" ".join(area.rstrip("* ").split()),
        factor=factor,
        national=national,
    )


def _national(cells: list[str]) -> str | None:
    match = _NATIONAL.search(" ".join(cells))
    return match[1] if match else None


READER = Reader(series="pfs-anes", recognize=recognize, rows=read, lines=read_flat)
