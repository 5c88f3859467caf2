"""Geographic practice cost indices by payment locality, CSV, XLSX and text.

Source: CMS, the release of the physician fee schedule relative values, Addendum E. The release that it came
in is its edition: the file itself names only the year. Spreadsheets take zeros off contractor and locality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import Gpci, locality_key
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import fee_release
from app.releases.readers.reader import Reader
from app.releases.tables import Row, fold, pick

_LINE = re.compile(
    r"(\d{5})\s+([A-Z]{2})\s+(\d\d)\s+(\S.*?)\s{2,}(\d+\.\d+)\s+(\d+\.\d+)\s+(\d+\.\d+)\s*", re.ASCII
)
_FLOOR = re.compile(r"with 1\.0 floor", re.IGNORECASE)
_SHAPES = (re.compile(r"\d{4,5}"), re.compile(r"[A-Z]{2}"), re.compile(r"\d{1,2}"))


def recognize(sample: Sample) -> Found | None:
    """The cost indices by their heading or, as text, by the shape of a line below the title."""
    flat = sample.form == "csv" and any(_LINE.fullmatch(line) for line in sample.lines)
    if not flat and not any(_is_header(cells) for _, cells in sample.rows):
        return None
    return recognized(sample, "pfs-gpci", "Cost indices (GPCI)", fee_release(sample.names), flat=flat)


def read(rows: Iterator[Row], found: Found) -> Iterator[Gpci]:
    """Each locality of a table; what stands below the last is notes."""
    name = found.entry.name
    header = next((cells for _, cells in rows if _is_header(cells)), None)
    if header is None:
        raise InputError(f"{name} has no header row. {UNEDITED}")
    floor = any(_FLOOR.search(cell) for cell in header)
    for number, cells in rows:
        values = [pick(cells, place) for place in range(7)]
        if not any(values[1:3]):
            continue
        if not all(shape.fullmatch(value) for shape, value in zip(_SHAPES, values, strict=False)):
            raise InputError(f"{name}, line {number}: does not hold a contractor and locality. {UNEDITED}")
        yield _to_row(f"{name}, line {number}", values, floor=floor)


def read_flat(lines: Iterator[str], found: Found) -> Iterator[Gpci]:
    """Each locality of the text form, whose headings are cut and name no floor."""
    for number, line in enumerate(lines, start=1):
        if match := _LINE.fullmatch(line):
            yield _to_row(f"{found.entry.name}, line {number}", list(match.groups()), floor=False)
        elif re.match(r"\d{5}\s", line):
            raise InputError(f"{found.entry.name}, line {number}: is not a locality. {UNEDITED}")


def _to_row(place: str, values: list[str], *, floor: bool) -> Gpci:
    try:
        work, practice, malpractice = map(float, values[4:])
    except ValueError:
        raise InputError(f"{place}: an index is not a number. {UNEDITED}") from None
    return Gpci(
        locality=locality_key(values[0], values[2]),
        state=values[1],
        name=" ".join(values[3].rstrip("* ").split()),
        work=work,
        practice=practice,
        malpractice=malpractice,
        floor=floor,
    )


def _is_header(cells: list[str]) -> bool:
    ends = [fold(cell) for cell in cells]
    return any("pw gpci" in cell for cell in ends) and any("pe gpci" in cell for cell in ends)


READER = Reader(series="pfs-gpci", recognize=recognize, rows=read, lines=read_flat)
