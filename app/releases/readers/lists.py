"""Two plain lists in CSV: place of service codes, and the CPT wording that a licensed user supplies.

CMS publishes the place of service codes as a web page, so the list is `code,name,description` with an
optional `type` ("Facility" or "Non-Facility"). The wording list is `code,wording`; Needlepoint ships none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.official import PlaceName, Wording
from app.releases.found import Found, Sample, recognized
from app.releases.names import Term, find
from app.releases.readers.reader import Reader
from app.releases.tables import Row, find_header, pad_code, pick, place_columns

_PLACE_COLUMNS = {
    "code": ("pos code", "code"),
    "name": ("pos name", "name"),
    "text": ("pos description", "description"),
}
_FACILITY = {"facility": True, "non facility": False}


def recognize_places(sample: Sample) -> Found | None:
    """The list of places by its header."""
    if not find_header(sample.rows[:3], _is_places):
        return None
    return recognized(sample, "pos", "Place of service codes", _named(sample.names))


def recognize_wording(sample: Sample) -> Found | None:
    """The list of wordings by its header."""
    if not find_header(sample.rows[:3], _is_wording):
        return None
    return recognized(sample, "wording", "Licensed CPT wording", _named(sample.names))


def read_places(rows: Iterator[Row], found: Found) -> Iterator[PlaceName]:
    """Each place of service."""
    name = found.entry.name
    _, header = find_header(rows, _is_places) or (0, [])
    at = place_columns(name, header, _PLACE_COLUMNS)
    kind = next((place for place, cell in enumerate(header) if cell.endswith("type")), None)
    for number, cells in rows:
        code = pick(cells, at["code"])
        if not any(cells):
            continue
        if not re.fullmatch(r"\d{1,2}", code, re.ASCII):
            raise InputError(
                f"{name}, line {number}: does not start with a two-digit code. Nothing was installed. "
                "Correct the line and import again."
            )
        facility = None if kind is None else _FACILITY.get(pick(cells, kind).lower().replace("-", " "))
        yield PlaceName(code.zfill(2), pick(cells, at["name"]), facility, pick(cells, at["text"]))


def read_wording(rows: Iterator[Row], found: Found) -> Iterator[Wording]:
    """Each code with its wording."""
    name = found.entry.name
    _, header = find_header(rows, _is_wording) or (0, [])
    at = place_columns(name, header, {"code": ("code",), "text": ("wording",)})
    for number, cells in rows:
        code, text = pad_code(pick(cells, at["code"])), pick(cells, at["text"])
        if not any(cells):
            continue
        if not re.fullmatch(r"[0-9A-Z]{5}", code) or not text:
            raise InputError(
                f"{name}, line {number}: needs a five-character code and its wording. Nothing was "
                "installed. Correct the line and import again."
            )
        yield Wording(code, text)


def _is_places(cells: list[str]) -> bool:
    plain = {cell.removeprefix("pos ") for cell in cells}
    return {"code", "name", "description"} <= plain


def _is_wording(cells: list[str]) -> bool:
    return "code" in cells and "wording" in cells


def _named(names: tuple[str, ...]) -> Term:
    """A list has no dates in force; its edition is the year and month in its name, if any."""
    dated = find(r"(20\d\d)[-_](0[1-9]|1[0-2])", names[:1])
    return Term(f"{dated[1]}-{dated[2]}" if dated else "list", None, None)


PLACES = Reader(series="pos", recognize=recognize_places, rows=read_places)
WORDING = Reader(series="wording", recognize=recognize_wording, rows=read_wording)
