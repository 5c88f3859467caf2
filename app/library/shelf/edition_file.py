"""One open edition file: rows by key, every row, and the pair table when it holds PTP edits.

No row is given before the file's seal has been proved: a damaged edition never answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.coding.dates import days_of_change
from app.coding.errors import InstallationError
from app.library.database import Database, Rows
from app.library.shelf import seal
from app.library.shelf.edition_format import APPLICATION_ID, FORMAT, UNSEALED, Meta, from_columns, record_of
from app.library.shelf.pair_table import PairTable
from app.library.shelf.word_index import WordIndex

_CURE = "and is not used. Import its official file again; that replaces it."


class Damaged(Struct, frozen=True):
    """A file on the shelf that cannot be used. `reason` is one sentence that says what to do."""

    path: Path
    reason: str


def damage_in(path: Path, error: InstallationError | OSError) -> Damaged:
    """A file that cannot be opened. Windows puts the whole path, escaped, into the text of its errors."""
    return Damaged(
        path, f"{path.name} cannot be read ({error.strerror})." if isinstance(error, OSError) else str(error)
    )


class EditionFile:
    """Reads one edition file. Safe to use from several threads; close it before the file is removed."""

    def __init__(self, path: Path, cure: str = _CURE) -> None:
        """Open `path`. Raises InstallationError with the reason when it is no edition file or damaged.

        `cure` ends that sentence: what becomes of a damaged file, and what to do.
        """
        self.path = path
        self._cure = cure
        self._database = Database(path, f"{{name}} is damaged ({{error}}) {cure}")
        try:
            self.meta = self._read_meta()
        except (InstallationError, OSError):
            self.close()
            raise
        self.sealed = self._database.value("PRAGMA user_version") == FORMAT
        self._proving = threading.Lock()
        self._proved = not self.sealed

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def prove(self) -> None:
        """Check the seal, the first time that it is asked for. Raises InstallationError on damage.

        A table of PTP edits takes some ten milliseconds. A file from before there were seals passes.
        """
        if self._proved:
            return
        with self._proving:
            try:
                whole = seal.is_whole(self.path)
            except OSError as error:
                raise self._database.damaged(error.strerror or "it ends early") from None
            if not whole:
                raise self._database.damaged("its checksum is wrong")
            self._proved = True

    def rows(self, query: str, values: tuple[object, ...] = ()) -> Rows:
        """Every row of the answer to a query. Raises InstallationError on damage."""
        self.prove()
        return self._database.rows(query, values)

    def each(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of the answer one by one, for whole tables. Raises InstallationError on damage."""
        self.prove()
        return self._database.each(query)

    @cached_property
    def pairs(self) -> PairTable:
        """The pair table. Only for the series ncci-ptp."""
        return PairTable(self.rows)

    @cached_property
    def words(self) -> WordIndex:
        """The word index. Only for series with text to search."""
        return WordIndex(self.rows)

    @cached_property
    def has_every_column(self) -> bool:
        """Whether it has each column of its series; one that an earlier version imported may lack some."""
        if self.meta.edition.source == "ncci-ptp":
            return True
        columns = self.rows("SELECT count(*) FROM pragma_table_info('record')")[0][0]
        return bool(columns == len(record_of(self.meta.edition.source).__struct_fields__))

    def records(self, key: str) -> tuple[Struct, ...]:
        """The records with this key (a code), in file order."""
        kind = record_of(self.meta.edition.source)
        rows = self.rows("SELECT * FROM record WHERE key = ? ORDER BY rowid", (key,))
        return tuple(from_columns(kind, row) for row in rows)

    @cached_property
    def days_of_change(self) -> frozenset[date]:
        """The days on which rows begin or are over. Only for series whose rows have days of their own."""
        if self.meta.edition.source == "ncci-ptp":
            return self.pairs.days_of_change()
        found = self.rows("SELECT DISTINCT first, last FROM record")
        return frozenset(days_of_change((_day(first), _day(last)) for first, last in found))

    def every_record(self) -> Iterator[Struct]:
        """Each record of the edition, by key."""
        kind = record_of(self.meta.edition.source)
        for row in self.rows("SELECT * FROM record ORDER BY key, rowid"):
            yield from_columns(kind, row)

    def _read_meta(self) -> Meta:
        """What the file says of itself, proved by the seal; also that it is as long as its header says."""
        database, name = self._database, self.path.name
        version = database.value("PRAGMA user_version")
        if database.value("PRAGMA application_id") != APPLICATION_ID:
            raise InstallationError(f"{name} is not an edition file {self._cure}")
        if version not in {FORMAT, UNSEALED}:
            raise InstallationError(f"{name} was written by another version {self._cure}")
        text = database.value("SELECT meta FROM edition")
        meta = database.decode(Meta, text)
        size = database.value("PRAGMA page_count") * database.value("PRAGMA page_size")
        if self.path.stat().st_size != size + (seal.SIZE if version == FORMAT else 0):
            raise InstallationError(f"{name} is cut off {self._cure}")
        if version == FORMAT and not seal.says(self.path, text):
            raise database.damaged("its checksum is wrong")
        return meta


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
