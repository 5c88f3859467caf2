"""The edition file: one official table of one edition as a small SQLite file that never changes.

A file has the table `edition` (one row, the JSON of `Meta`) and, for PTP edits, the tables of `pair_table`.
For every other series it has one table named `record` whose columns are the fields of the series' record, the
first of them named `key`, plus the tables of `word_index` where the series has text to search. Behind the
database stands its seal (`app.library.shelf.seal`).
`app.releases` writes it, `Shelf` reads it.
"""

from __future__ import annotations

import functools
import re
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from app.coding.editions import Edition
from app.coding.series import SERIES, SeriesName

R = TypeVar("R", bound=Struct)
Stored = tuple[object, ...]
"""A row as an edition file keeps it: see `to_columns`."""

APPLICATION_ID = 0x4E504544  # "NPED"
FORMAT = 2  # sealed: see `app.library.shelf.seal`
UNSEALED = 1  # as written before there were seals; it opens, and nothing proves it
SUFFIX = ".npe"
PARTIAL = ".npe-partial"
ASIDE = ".npe-aside"  # as older versions set editions aside, by a new name
ASIDE_MARK = ".aside"  # behind the name of an edition: an empty file that says it is out of use
_STARTS = tuple(f"{name}-" for name in SERIES)
REMOVED_MARK = ".removed"  # the same: it was removed while something had it open


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


class Mark(Struct, frozen=True, kw_only=True):
    """What official files say of their release: see `app.library.shelf.marks`.

    `tabular`: a table, and not the tabular list in XML. `revision` counts corrections, 0 is the original.
    """

    tabular: bool = True
    revision: int = 0
    released: date | None = None


class Meta(Struct, frozen=True, kw_only=True):
    """What an edition file says of itself. `missing` are the numbers of parts that have not come yet.

    `stored` is the digest of the tables as written, by which a new file is proved. `mark` tells which of two
    editions of one table and quarter is the newer; None in files written before there were marks.
    """

    edition: Edition
    sources: tuple[SourceFile, ...] = ()
    missing: tuple[int, ...] = ()
    stored: str = ""
    mark: Mark | None = None


def are_rivals(one: Edition, other: Edition) -> bool:
    """Whether only one of two editions can be in use: one table, and the same days in force.

    Files of one name without dates replace each other too. The fee schedule with quality payment, and the
    printed amounts of one contractor, are tables of their own.
    """
    return table_and_days(one) == table_and_days(other)


def table_and_days(edition: Edition) -> tuple[object, ...]:
    """What an edition has in common with its rivals, and with nothing else."""
    undated = edition.edition if edition.first is None else ""
    return edition.source, edition.setting, edition.first, edition.last, undated, edition.portion


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


def may_hold(path: Path, series: SeriesName) -> bool:
    """Whether a file may be an edition of a series: its name does not say that it is one of another."""
    return path.name.startswith(f"{series}-") or not path.name.startswith(_STARTS)


def names_edition(path: Path, edition: Edition) -> bool:
    """Whether a file, which may be unreadable, has the name of this edition, whatever its rows."""
    return bool(re.fullmatch(re.escape(file_name(edition, "")[:-8]) + r"[0-9a-f]{8}(_\d+)?", path.stem))


def names_rows(path: Path, edition: Edition) -> bool:
    """Whether a file has the name of this edition with these rows, as the first or a later copy of them."""
    return bool(re.fullmatch(re.escape(file_name(edition, "")) + r"(_\d+)?", path.stem))


def copy_name(edition: Edition, suffix: str, number: int) -> str:
    """The name of a later copy of an edition's file, for while the first is open and cannot be replaced."""
    return f"{file_name(edition, '')}_{number}{suffix}"


def to_columns(record: Struct) -> Stored:
    """A record as SQLite keeps it: dates as ISO text, true and false as 1 and 0, None as NULL."""
    values = msgspec.structs.astuple(record)
    places = _places_to_change(type(record))
    if not places:
        return values
    changed = list(values)
    for place in places:
        value = values[place]
        if isinstance(value, date):
            changed[place] = value.isoformat()
        elif value is not None:
            changed[place] = int(value)
    return tuple(changed)


@functools.cache
def _places_to_change(kind: type[Struct]) -> tuple[int, ...]:
    """Where a record has dates, and what is true or false; most of its fields are kept as they are."""
    hints = get_type_hints(kind)
    return tuple(
        place
        for place, field in enumerate(kind.__struct_fields__)
        if {date, bool}.intersection((hints[field], *get_args(hints[field])))
    )


def from_columns(kind: type[R], row: Stored) -> R:
    """The record of `kind` back from a row that `to_columns` made.

    An edition that an earlier version imported may lack the last columns, which then have their defaults.
    """
    fields = kind.__struct_fields__[: len(row)]
    return msgspec.convert(dict(zip(fields, row, strict=True)), kind, strict=False)
