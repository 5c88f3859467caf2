"""One open edition file: rows by key, every row, and the pair table when it holds pair edits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from app.coding.errors import InstallationError
from app.library.database import Database
from app.library.shelf.edition_format import APPLICATION_ID, FORMAT, Meta, from_columns, record_of
from app.library.shelf.pair_table import PairTable
from app.library.shelf.word_index import WordIndex

_CURE = "and is not used. Remove it and import it again."


class EditionFile:
    """Reads one edition file. Safe to use from several threads; close it before the file is removed."""

    def __init__(self, path: Path) -> None:
        """Open `path`. Raises InstallationError with the reason when it is no edition file or damaged."""
        self.path = path
        self._database = Database(path, f"{{name}} is damaged ({{error}}) {_CURE}")
        try:
            self.meta = self._read_meta()
        except (InstallationError, OSError):
            self.close()
            raise
        self.rows = self._database.rows
        self.each = self._database.each

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @cached_property
    def pairs(self) -> PairTable:
        """The pair table. Only for the series ncci-ptp."""
        return PairTable(self.rows)

    @cached_property
    def words(self) -> WordIndex:
        """The word index. Only for series with text to search."""
        return WordIndex(self.rows)

    def records(self, key: str) -> tuple[Struct, ...]:
        """The records with this key (a code), in file order."""
        kind = record_of(self.meta.edition.source)
        rows = self.rows("SELECT * FROM record WHERE key = ? ORDER BY rowid", (key,))
        return tuple(from_columns(kind, row) for row in rows)

    def every_record(self) -> Iterator[Struct]:
        """Each record of the edition, by key."""
        kind = record_of(self.meta.edition.source)
        for row in self.rows("SELECT * FROM record ORDER BY key, rowid"):
            yield from_columns(kind, row)

    def _read_meta(self) -> Meta:
        """What the file says of itself; also proves that it is as long as its header says."""
        database, name = self._database, self.path.name
        version = database.value("PRAGMA user_version")
        if database.value("PRAGMA application_id") != APPLICATION_ID:
            raise InstallationError(f"{name} is not an edition file {_CURE}")
        if version != FORMAT:
            raise InstallationError(f"{name} was written by another version {_CURE}")
        meta = database.decode(Meta, database.value("SELECT meta FROM edition"))
        size = database.value("PRAGMA page_count") * database.value("PRAGMA page_size")
        if self.path.stat().st_size != size:
            raise InstallationError(f"{name} is cut off {_CURE}")
        return meta
