"""The addenda of the ASC payment system: AA, BB, EE and FF, as CSV, tab-separated text and XLSX.

Source: CMS, Ambulatory Surgical Center payment rates, addenda of 2021 to 2026. Title, notice and heading fill
up to five lines, notes follow the last row, month and year stand in the headings. Short descriptors are the
AMA's and are not kept. The OPPS rate of FF is that of ASC ratesetting, never that of Addendum B.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from app.coding.errors import InputError
from app.coding.payment_rows import AscAncillary, AscDevice, AscExcluded, AscProcedure
from app.coding.series_record import SeriesName
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import Term, month_quarter, quarter
from app.releases.readers.reader import Reader
from app.releases.tables import Row, fold, pad_code, pick, to_number

_YEAR = re.compile(r"(?:cy|calendar year) (20\d\d)")
_TITLE = re.compile(r"addendum ([a-z]{2})\b")
_YES = {"y": True, "n": False, "": False}


class _Addendum(Struct, frozen=True):
    """One addendum: the words at the end of each heading that it has, and the record of a row."""

    series: SeriesName
    letters: str
    title: str
    ends: dict[str, str]
    record: Callable[[dict[str, str]], Struct]


def _rate(text: str) -> float | None:
    return to_number(text.removesuffix("%"))


_PAID = {"indicator": "payment indicator", "weight": "payment weight", "rate": "payment rate"}
_ADDENDA = (
    _Addendum(
        "asc-aa",
        "aa",
        "ASC Addendum AA",
        {"discounted": "multiple procedure discounting", **_PAID},
        lambda cells: AscProcedure(
            code=cells["code"],
            indicator=cells["indicator"].upper(),
            discounted=_YES[cells["discounted"].lower()],
            weight=_rate(cells["weight"]),
            rate=_rate(cells["rate"]),
        ),
    ),
    _Addendum(
        "asc-bb",
        "bb",
        "ASC Addendum BB",
        _PAID,
        lambda cells: AscAncillary(
            code=cells["code"],
            indicator=cells["indicator"].upper(),
            weight=_rate(cells["weight"]),
            rate=_rate(cells["rate"]),
        ),
    ),
    _Addendum("asc-ee", "ee", "ASC Addendum EE", {}, lambda cells: AscExcluded(cells["code"])),
    _Addendum(
        "asc-ff",
        "ff",
        "ASC Addendum FF",
        {
            "indicator": "payment indicator",
            "apc": "20dd apc",
            "ratesetting": "opps payment rate",
            "percent": "20dd device offset percentage",
            "offset": "device portion",
        },
        lambda cells: AscDevice(
            code=cells["code"],
            indicator=cells["indicator"].upper(),
            apc=cells["apc"],
            ratesetting=_rate(cells["ratesetting"]),
            offset_percent=_rate(cells["percent"]),
            offset=_rate(cells["offset"]),
        ),
    ),
)


def _recognize(addendum: _Addendum, sample: Sample) -> Found | None:
    """The addendum by the letters of its title and by its heading."""
    titles = (_TITLE.search(fold(line)) for line in sample.lines[:3])
    if addendum.letters not in {match[1] for match in titles if match}:
        return None
    header = next((cells for _, cells in sample.rows if _places(addendum, cells)), None)
    return recognized(sample, addendum.series, addendum.title, _term(sample, header)) if header else None


def _read(addendum: _Addendum, rows: Iterator[Row], found: Found) -> Iterator[Struct]:
    """Each code of the addendum; what stands below the last is notes."""
    name = found.entry.name
    at = next((places for _, cells in rows if (places := _places(addendum, cells))), None)
    if at is None:
        raise InputError(f"{name} has no header row. {UNEDITED}")
    for number, row in rows:
        cells = {field: pick(row, place) for field, place in at.items()}
        cells["code"] = pad_code(cells["code"])
        if not cells["code"] or len(cells["code"]) > 10:
            continue  # a blank line or a note
        if not CODE.fullmatch(cells["code"]):
            raise InputError(f"{name}, line {number}: does not start with a code. {UNEDITED}")
        try:
            yield addendum.record(cells)
        except (ValueError, KeyError):
            raise InputError(f"{name}, line {number}: a value is not one of CMS's. {UNEDITED}") from None


def _places(addendum: _Addendum, cells: list[str]) -> dict[str, int] | None:
    """The place of each column by the end of its heading, None where the row is not the heading."""
    folded = [re.sub(r"\b20\d\d\b", "20dd", fold(cell)) for cell in cells]
    if not folded or folded[0] != "hcpcs code" or "short descriptor" not in folded:
        return None
    found = {"code": 0}
    for field, end in addendum.ends.items():
        place = next((at for at, cell in enumerate(folded) if cell.endswith(end)), None)
        if place is None:
            return None
        found[field] = place
    return found


def _term(sample: Sample, header: list[str]) -> Term | None:
    """Month and year of the headings, else of the names; headings with a year alone are of January."""
    if term := month_quarter(tuple(header)) or month_quarter(sample.names):
        return term
    year = _YEAR.search(fold(" ".join(header)))
    return quarter(int(year[1]), 1) if year else None


def _reader(addendum: _Addendum) -> Reader:
    def recognize(sample: Sample) -> Found | None:
        return _recognize(addendum, sample)

    def read(rows: Iterator[Row], found: Found) -> Iterator[Struct]:
        return _read(addendum, rows, found)

    return Reader(series=addendum.series, recognize=recognize, rows=read)


READERS = tuple(map(_reader, _ADDENDA))
