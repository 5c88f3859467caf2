"""One open edition file: rows by key, every row, and the pair table when it holds pair edits."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.coding.errors import InstallationError
from app.library.shelf.edition_format import RECORDS, Meta, from_columns, open_file, read_meta
from app.library.shelf.pair_table import PairTable
from app.library.shelf.word_index import WordIndex


class EditionFile:
    """Reads one edition file. Safe to use from several threads; close it before the file is removed."""

    def __init__(self, path: Path) -> None:
        """Open `path`. Raises InstallationError with the reason when it is damaged."""
        self.path = path
        self._connection = open_file(path)
        weakref.finalize(self, self._connection.close)  # where nobody closes it: with its last reader
        self._lock = threading.Lock()
        try:
            self.meta: Meta = read_meta(self._connection, path)
        except InstallationError:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @cached_property
    def pairs(self) -> PairTable:
        """The pair table. Only for the series ncci-ptp."""
        return PairTable(self.fetch)

    @cached_property
    def words(self) -> WordIndex:
        """The word index. Only for series with text to search."""
        return WordIndex(self.fetch)

    def fetch(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of one query. Raises InstallationError when the file cannot be read any more."""
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise InstallationError(
                f"{self.path.name} is damaged ({error}) and is not used. Remove it and import it again."
            ) from None

    def records(self, key: str) -> tuple[Struct, ...]:
        """The records with this key (a code), in file order."""
        kind = RECORDS[self.meta.edition.source]
        rows = self.fetch("SELECT * FROM record WHERE key = ? ORDER BY rowid", (key,))
        return tuple(from_columns(kind, row) for row in rows)

    def every_record(self) -> Iterator[Struct]:
        """Each record of the edition, by key."""
        kind = RECORDS[self.meta.edition.source]
        for row in self.fetch("SELECT * FROM record ORDER BY key, rowid"):
            yield from_columns(kind, row)
