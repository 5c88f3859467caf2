"""The counties of each payment locality, CSV, XLSX and text.

Source: CMS, the release of the physician fee schedule relative values, the file LOCCO. A state is named once,
above its further localities. Spreadsheets take zeros off contractor and locality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import LocalityCounties, locality_key
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import fee_release
from app.releases.readers.reader import Reader
from app.releases.tables import Row, fold, pick

_TITLE = "counties included in"
_LINE = re.compile(r"\s+(\d{5})\s+(\d\d)\s")
_FLAT = (slice(0, 12), slice(12, 22), slice(22, 45), slice(45, 143), slice(143, None))


def recognize(sample: Sample) -> Found | None:
    """The counties by their title; the text form by its lines, which hold no commas between the columns."""
    if not any(_TITLE in fold(line) for line in sample.lines[:4]):
        return None
    flat = sample.form == "csv" and any(_LINE.match(line) for line in sample.lines)
    return recognized(sample, "pfs-locco", "Localities and counties", fee_release(sample.names), flat=flat)


def read(rows: Iterator[Row], found: Found) -> Iterator[LocalityCounties]:
    """Each locality of a table."""
    return _read(((number, [pick(cells, at) for at in range(5)]) for number, cells in rows), found)


def read_flat(lines: Iterator[str], found: Found) -> Iterator[LocalityCounties]:
    """Each locality of the text form."""
    cut = ((at, [line[place].strip() for place in _FLAT]) for at, line in enumerate(lines, start=1))
    return _read(cut, found)


def _read(rows: Iterator[Row], found: Found) -> Iterator[LocalityCounties]:
    state = ""
    for number, (carrier, locality, named, area, counties) in rows:
        if not carrier.isdecimal():
            continue  # title, headings and notes
        if not locality.isdecimal() or len(carrier) > 5 or not area:
            raise InputError(f"{found.entry.name}, line {number}: is not a locality. {UNEDITED}")
        state = _plain(named) or state
        yield LocalityCounties(
            locality=locality_key(carrier, locality),
            state=state,
            area=_plain(area),
            counties=_plain(counties),
        )


def _plain(text: str) -> str:
    return " ".join(text.rstrip("* ").split())


READER = Reader(series="pfs-locco", recognize=recognize, rows=read, lines=read_flat)
