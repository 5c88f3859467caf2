"""The readers, one a series, and the road from a recognized file to its records."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from app.coding.errors import InputError
from app.releases.found import Found
from app.releases.readers import (
    amounts,
    anesthesia,
    aoc,
    asc,
    coverage,
    gpci,
    hcpcs,
    icd10,
    lcd,
    lists,
    localities,
    mue,
    ncd,
    opps,
    opps_cap,
    pfs,
    ptp,
    zip_codes,
)
from app.releases.readers.reader import Reader
from app.releases.tables import csv_rows, decode, split_lines
from app.releases.workbook import sheet_rows

READERS: tuple[Reader, ...] = (
    ptp.READER,
    mue.READER,
    aoc.READER,
    pfs.READER,
    hcpcs.READER,
    icd10.READER,
    opps.READER,
    opps.APCS,
    gpci.READER,
    localities.READER,
    opps_cap.READER,
    anesthesia.READER,
    zip_codes.READER,
    amounts.READER,
    *asc.READERS,
    *coverage.READERS,
    lcd.READER,
    ncd.READER,
    lists.PLACES,
    lists.WORDING,
)
"""In the order in which a file is shown to them."""


def read_records(found: Found) -> Iterator[Struct]:
    """Each record of a file, in file order. Raises InputError naming file and line."""
    reader = next((each for each in READERS if each.series == found.source), None)
    if reader is None:
        raise InputError(found.problem)
    if found.form == "xml" and reader.document:
        with found.entry.open() as stream:
            yield from reader.document(stream, found)
    elif found.form == "zip" and reader.download:
        yield from reader.download(found)
    elif found.form == "text" and reader.lines:
        yield from reader.lines(iter(split_lines(decode(found.entry.read(), found.entry.name))), found)
    elif reader.rows:
        rows = sheet_rows(found.entry) if found.form == "xlsx" else csv_rows(found.entry, found.separator)
        yield from reader.rows(rows, found)
    else:
        raise ValueError(f"{found.source} is not read from a file of the form {found.form}")
