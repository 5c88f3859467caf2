"""The edition file: one official table of one edition as a small SQLite file that never changes.

A file has the table `edition` (one row, the JSON of `Meta`) and, for pair edits, the tables of `shelf_pairs`.
For every other series it has one table named `record` whose columns are the fields of the series' record, the
first of them named `key`, plus the tables of `shelf_search` where the series has text to search.
`app.releases` writes it, `Shelf` reads it.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.coding.editions import Edition, SeriesName
from app.coding.errors import InstallationError
from app.coding.official import (
    AddOnPair,
    Diagnosis,
    FeeRow,
    HcpcsCode,
    OppsRow,
    PlaceName,
    UnitsLimit,
    Wording,
)

R = TypeVar("R", bound=Struct)

APPLICATION_ID = 0x4E504544  # "NPED"
FORMAT = 1
SUFFIX = ".npe"
PARTIAL = ".npe-partial"
ASIDE = ".npe-aside"

RECORDS: dict[SeriesName, type[Struct]] = {
    "ncci-mue": UnitsLimit,
    "ncci-aoc": AddOnPair,
    "pfs-rvu": FeeRow,
    "hcpcs": HcpcsCode,
    "icd10cm": Diagnosis,
    "opps-b": OppsRow,
    "pos": PlaceName,
    "wording": Wording,
}


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


def file_name(edition: Edition, suffix: str = SUFFIX) -> str:
    """The name of an edition's file, for example "ncci-ptp-practitioner-2026Q3-0a1b2c3d.npe"."""
    words = (edition.source, edition.setting, edition.edition, edition.sha256[:8])
    return re.sub(r"[^0-9A-Za-z.-]+", "_", "-".join(filter(None, words))) + suffix


def open_file(path: Path) -> sqlite3.Connection:
    """Open an edition file read-only. Raises InstallationError with the reason when it is not one."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise InstallationError(
            f"{path.name} is damaged ({error}) and is not used. Remove it and import it again."
        ) from None
    if application != APPLICATION_ID:
        connection.close()
        raise InstallationError(
            f"{path.name} is not an edition file and is not used. Remove it and import it again."
        )
    if version != FORMAT:
        connection.close()
        raise InstallationError(
            f"{path.name} was written by another version and is not used. Remove it and import it again."
        )
    return connection


def read_meta(connection: sqlite3.Connection, path: Path) -> Meta:
    """The meta record of an open edition file; also proves that the file is as long as its header says."""
    try:
        (text,) = connection.execute("SELECT meta FROM edition").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        meta = msgspec.json.decode(text, type=Meta)
    except (sqlite3.Error, TypeError, msgspec.DecodeError) as error:
        raise InstallationError(
            f"{path.name} is damaged ({error}) and is not used. Remove it and import it again."
        ) from None
    if path.stat().st_size != pages * size:
        raise InstallationError(f"{path.name} is cut off and is not used. Remove it and import it again.")
    return meta


def to_columns(record: Struct) -> tuple[object, ...]:
    """A record as values for SQLite: dates as ISO text, None as NULL."""
    values = (getattr(record, field) for field in record.__struct_fields__)
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def from_columns(kind: type[R], row: tuple[object, ...]) -> R:
    """The record of `kind` back from a row that `to_columns` made."""
    return msgspec.convert(dict(zip(kind.__struct_fields__, row, strict=True)), kind, strict=False)
