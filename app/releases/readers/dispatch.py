"""The readers, one a series, and the road from a recognized file to its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, cast

from msgspec import Struct

from app.coding.errors import InputError
from app.library.shelf.edition_format import Stored, from_columns, record_of, to_columns
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
from app.releases.tables import csv_rows, decode, one_line_end
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


def read_rows(found: Found) -> Iterator[Stored]:
    """Each row of a file as its edition keeps it, in file order. Raises InputError naming file and line."""
    reader = _reader(found)
    if reader.stored:
        return cast(Iterator[Stored], _read(reader, found))
    return map(to_columns, cast(Iterator[Struct], _read(reader, found)))


def read_records(found: Found) -> Iterator[Struct]:
    """The same rows as records of the series."""
    reader = _reader(found)
    if reader.stored:
        return map(partial(from_columns, record_of(reader.series)), read_rows(found))
    return cast(Iterator[Struct], _read(reader, found))


def _reader(found: Found) -> Reader:
    reader = next((each for each in READERS if each.series == found.source), None)
    if reader is None:
        raise InputError(found.problem)
    return reader


def _read(reader: Reader, found: Found) -> Iterator[Struct | Stored]:
    """What the reader gives for a file of its form."""
    if found.form == "xml" and reader.document:
        return _document(reader.document, found)
    if found.form == "zip" and reader.download:
        return reader.download(found)
    if found.form == "text" and reader.lines:
        return reader.lines(_lines(one_line_end(_text(found))), found)
    if found.form == "csv" and reader.text:
        return reader.text(_text(found), found)
    if reader.rows:
        rows = sheet_rows(found.entry) if found.form == "xlsx" else csv_rows(found.entry, found.separator)
        return reader.rows(rows, found)
    raise ValueError(f"{found.source} is not read from a file of the form {found.form}")


def _document(read: Callable[[IO[bytes], Found], Iterator[Struct]], found: Found) -> Iterator[Struct]:
    with found.entry.open() as stream:
        yield from read(stream, found)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, cut as they are asked for: a list of them is as large as the text again."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _text(found: Found) -> str:
    return decode(found.entry.read(), found.entry.name)
