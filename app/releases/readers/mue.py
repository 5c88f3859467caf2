"""MUE tables (units limits), CSV and XLSX, for the three settings.

Source: CMS, NCCI Medically Unlikely Edits. One quoted notice, a header of four columns, then a row a
code. The quarter stands only in the file and sheet name. A code that is missing has no published limit,
which is not "no limit"; the value 0 means not payable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from app.coding.errors import InputError
from app.coding.official import Adjudication, UnitsLimit
from app.coding.series import Setting
from app.coding.series_record import SETTINGS
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized, refused_medicaid
from app.releases.names import effective_quarter, spelled_quarter
from app.releases.readers.reader import Reader
from app.releases.tables import Row, columns_of, find_header, pad_code, place_columns

_SETTINGS: dict[str, Setting] = {
    "practitioner services mue": "practitioner",
    "outpatient hospital services mue": "hospital",
    "facility outpatient": "hospital",
    "dme supplier services mue": "dme",
}
_COLUMNS = {
    "code": ("hcpcs cpt code", "hcpcs"),
    "value": tuple(_SETTINGS),
    "adjudication": ("mue adjudication indicator",),
    "rationale": ("mue rationale",),
}
_VALUE = re.compile(r"[0-9]{1,9}")


def recognize(sample: Sample) -> Found | None:
    """A MUE table by its header."""
    header = find_header(sample.rows, _is_header)
    if not header:
        return None
    if not any(cell.startswith("mue adjudication") for cell in header[1]):
        return refused_medicaid(sample, "Medically unlikely edits (MUE)")
    setting = next(name for cell in header[1] for start, name in _SETTINGS.items() if cell.startswith(start))
    term = effective_quarter(sample.names) or spelled_quarter(sample.names)
    return recognized(
        sample, "ncci-mue", f"Medically unlikely edits (MUE), {SETTINGS[setting]}", term, setting
    )


def read(rows: Iterator[Row], found: Found) -> Iterator[UnitsLimit]:
    """Each row of the table. Raises InputError with file and line for a row that does not fit."""
    name = found.entry.name
    header = find_header(rows, _is_header)
    if not header:
        raise InputError(f"{name} has no header row. {UNEDITED}")
    at = place_columns(name, header[1], _COLUMNS)
    for number, (text, value, adjudication, rationale) in columns_of(rows, [at[each] for each in _COLUMNS]):
        if not text:
            continue
        code, mai = pad_code(text), adjudication[:1]
        if not (CODE.fullmatch(code) and _VALUE.fullmatch(value) and mai in {"1", "2", "3"}):
            raise InputError(
                f"{name}, line {number}: does not hold a code, an MUE value and an MAI. {UNEDITED}"
            )
        yield UnitsLimit(code, int(value), cast(Adjudication, mai), rationale)


def _is_header(cells: list[str]) -> bool:
    return (
        bool(cells)
        and cells[0].startswith("hcpcs")
        and any(cell.startswith(tuple(_SETTINGS)) for cell in cells)
    )


READER = Reader(series="ncci-mue", recognize=recognize, rows=read)
