"""The edition file: one official table of one edition as a small SQLite file that never changes.

A file has the table `edition` (one row, the JSON of `Meta`) and, for pair edits, the tables of `pair_table`.
For every other series it has one table named `record` whose columns are the fields of the series' record, the
first of them named `key`, plus the tables of `word_index` where the series has text to search.
`app.releases` writes it, `Shelf` reads it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.coding.editions import Edition
from app.coding.series import SERIES, SeriesName

R = TypeVar("R", bound=Struct)

APPLICATION_ID = 0x4E504544  # "NPED"
FORMAT = 1
SUFFIX = ".npe"
PARTIAL = ".npe-partial"
ASIDE = ".npe-aside"


class SourceFile(Struct, frozen=True, kw_only=True):
    """An official file that went into an edition.

    `part` counts from 1; `first_key` and `last_key` are the first and last row of the part, for example
    "0001A/0591T"; `sha256` is the digest of the file as dropped.
    """

    name: str
    rows: int
    sha256: str
    part: int = 1
    first_key: str = ""
    last_key: str = ""


class Meta(Struct, frozen=True, kw_only=True):
    """What an edition file says of itself. `missing` are the numbers of parts that have not come yet.

    `stored` is the digest of the tables as written, by which a file is proved whole.
    """

    edition: Edition
    sources: tuple[SourceFile, ...] = ()
    missing: tuple[int, ...] = ()
    stored: str = ""


def record_of(series: SeriesName) -> type[Struct]:
    """The record of a row of a series. Raises ValueError for the book, which is no table."""
    rows = SERIES[series].rows
    if rows is None:
        raise ValueError(f"{series} has no rows of its own")
    return rows


def file_name(edition: Edition, suffix: str = SUFFIX) -> str:
    """The name of an edition's file, for example "ncci-ptp-practitioner-2026Q3-0a1b2c3d.npe"."""
    words = (edition.source, edition.setting, edition.edition, edition.sha256[:8])
    return re.sub(r"[^0-9A-Za-z.-]+", "_", "-".join(filter(None, words))) + suffix


def to_columns(record: Struct) -> tuple[object, ...]:
    """A record as values for SQLite: dates as ISO text, None as NULL."""
    values = (getattr(record, field) for field in record.__struct_fields__)
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def from_columns(kind: type[R], row: tuple[object, ...]) -> R:
    """The record of `kind` back from a row that `to_columns` made."""
    return msgspec.convert(dict(zip(kind.__struct_fields__, row, strict=True)), kind, strict=False)
