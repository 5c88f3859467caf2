"""OPPS Addendum B: status indicator, APC and payment by code, CSV or XLSX.

Source: CMS, Hospital Outpatient PPS Addendum B. Columns by name, since their number changes; money like
"$3,307.24 ", a lone point means none. Short descriptors are the AMA's and are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.official import OppsRow
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import month_quarter, spelled_quarter
from app.releases.readers.reader import Reader
from app.releases.tables import Row, find_header, pad_code, pick, place_columns, to_number

_TEXTS = {"code": ("hcpcs code",), "indicator": ("si",), "apc": ("apc",)}
_NUMBERS = {
    "weight": ("relative weight",),
    "rate": ("payment rate",),
    "copayment": ("national unadjusted copayment",),
    "minimum_copayment": ("minimum unadjusted copayment",),
}
_CODE = re.compile(r"[0-9A-Z]{5}")


def recognize(sample: Sample) -> Found | None:
    """Addendum B by its header."""
    if not find_header(sample.rows, _is_header):
        return None
    term = month_quarter(sample.names) or spelled_quarter(sample.names)
    return recognized(sample, "opps-b", "OPPS Addendum B", term)


def read(rows: Iterator[Row], found: Found) -> Iterator[OppsRow]:
    """Each code of the addendum."""
    name = found.entry.name
    header = find_header(rows, _is_header)
    if not header:
        raise InputError(f"{name} has no header row. {UNEDITED}")
    at = place_columns(name, header[1], {**_TEXTS, **_NUMBERS})
    for number, cells in rows:
        code = pad_code(pick(cells, at["code"]).strip("\xff "))
        if not code:
            continue
        if not _CODE.fullmatch(code):
            raise InputError(f"{name}, line {number}: does not start with a code. {UNEDITED}")
        try:
            numbers = {field: to_number(pick(cells, at[field])) for field in _NUMBERS}
        except ValueError:
            raise InputError(f"{name}, line {number}: an amount is no US dollar amount. {UNEDITED}") from None
        yield OppsRow(
            code=code, indicator=pick(cells, at["indicator"]), apc=pick(cells, at["apc"]), **numbers
        )


def _is_header(cells: list[str]) -> bool:
    return "hcpcs code" in cells and "apc" in cells and "si" in cells


READER = Reader(series="opps-b", recognize=recognize, rows=read)
