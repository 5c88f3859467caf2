"""OPPS Addenda B and A: status indicator and payment by code and by APC, CSV or XLSX.

Source: CMS, Hospital Outpatient PPS Addenda A and B. Columns by name, since their number changes; money like
"$3,307.24 ", a lone point means none. Short descriptors are the AMA's and are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.official import OppsRow
from app.coding.payment_rows import ApcRow
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import month_quarter, spelled_quarter
from app.releases.readers.reader import Reader
from app.releases.tables import Row, find_header, pad_code, pick, place_columns, to_number

_APC_TEXTS = {"apc": ("apc",), "indicator": ("si",)}
_TEXTS = {"code": ("hcpcs code",), "indicator": ("si",), "apc": ("apc",)}
_NUMBERS = {
    "weight": ("relative weight",),
    "rate": ("payment rate",),
    "copayment": ("national unadjusted copayment",),
    "minimum_copayment": ("minimum unadjusted copayment",),
}
_NOTE = 10  # a longer text in the place of an APC is a note
_APC = re.compile(r"\d{4}", re.ASCII)


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
        if not CODE.fullmatch(code):
            raise InputError(f"{name}, line {number}: does not start with a code. {UNEDITED}")
        yield OppsRow(
            code=code,
            indicator=pick(cells, at["indicator"]),
            apc=pick(cells, at["apc"]),
            **_numbers(name, number, cells, at),
        )


def recognize_apcs(sample: Sample) -> Found | None:
    """Addendum A by its header, which names no code."""
    if not find_header(sample.rows, _is_apc_header):
        return None
    term = month_quarter(sample.names) or spelled_quarter(sample.names)
    return recognized(sample, "opps-a", "OPPS Addendum A", term)


def read_apcs(rows: Iterator[Row], found: Found) -> Iterator[ApcRow]:
    """Each APC of the addendum; what stands below the last is notes."""
    name = found.entry.name
    header = find_header(rows, _is_apc_header)
    if not header:
        raise InputError(f"{name} has no header row. {UNEDITED}")
    at = place_columns(name, header[1], {**_APC_TEXTS, **_NUMBERS})
    for number, cells in rows:
        apc = pick(cells, at["apc"])
        if not apc or len(apc) > _NOTE:
            continue
        if not _APC.fullmatch(apc.zfill(4)):
            raise InputError(f"{name}, line {number}: does not start with an APC. {UNEDITED}")
        numbers = _numbers(name, number, cells, at)
        yield ApcRow(apc=apc.zfill(4), indicator=pick(cells, at["indicator"]), **numbers)


def _numbers(name: str, number: int, cells: list[str], at: dict[str, int]) -> dict[str, float | None]:
    try:
        return {field: to_number(pick(cells, at[field])) for field in _NUMBERS}
    except ValueError:
        raise InputError(f"{name}, line {number}: an amount is no US dollar amount. {UNEDITED}") from None


def _is_header(cells: list[str]) -> bool:
    return "hcpcs code" in cells and "apc" in cells and "si" in cells


def _is_apc_header(cells: list[str]) -> bool:
    return "apc" in cells and "group title" in cells and "si" in cells and "hcpcs code" not in cells


READER = Reader(series="opps-b", recognize=recognize, rows=read)
APCS = Reader(series="opps-a", recognize=recognize_apcs, rows=read_apcs)
