"""A read-only SQLite file that never changes while it is open; damage met in it is one sentence, whenever."""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from app.coding.errors import InstallationError

Record = TypeVar("Record", bound=Struct)
Rows = list[tuple[Any, ...]]
SQLITE_VERSION = sqlite3.sqlite_version
_STEPS = 2000
"""Steps of SQLite's machine between two looks at the clock: some tens of microseconds."""


def file_uri(path: PurePath) -> str:
    """The URI under which SQLite opens a file for reading; the path is absolute.

    `Path.as_uri` puts the server of a network share where SQLite takes no name but localhost: here it
    becomes a part of the path.
    """
    uri = path.as_uri()
    if path.drive.startswith("\\\\"):
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?mode=ro&immutable=1"


class Database:
    """An open file: the bundled book or an imported edition.

    Questions of several threads are answered one after the other. Close it before the file is removed; where
    nobody does, the file is let go of with its last reader.
    """

    def __init__(self, path: Path, damage: str) -> None:
        """Open `path`. `damage` is what to say of a fault, with {name} of the file and {error}.

        Raises InstallationError with that sentence when the file cannot be opened at all.
        """
        self.path = path
        self._damage = damage
        try:
            self._connection = sqlite3.connect(
                file_uri(path.absolute()), uri=True, check_same_thread=False, cached_statements=256
            )
        except sqlite3.Error as error:
            raise self.damaged(error) from None
        self._lock = threading.Lock()
        weakref.finalize(self, self._connection.close)

    def another(self) -> Database:
        """The same file with a connection of its own: its deadlines stop nobody else."""
        return Database(self.path, self._damage)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, query: str, values: tuple[object, ...] = (), seconds: float | None = None) -> Rows:
        """Every row of the answer. Raises InstallationError on damage, TimeoutError after `seconds`."""
        with self._lock:
            try:
                if seconds is not None:
                    until = time.monotonic() + seconds
                    self._connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
                return self._connection.execute(query, values).fetchall()
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                    raise TimeoutError from None
                raise self.damaged(error) from None
            finally:
                if seconds is not None:
                    self._connection.set_progress_handler(None, 0)

    def each(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of the answer one by one, for whole tables. Raises InstallationError on damage."""
        try:
            yield from self._connection.execute(query)
        except sqlite3.Error as error:
            raise self.damaged(error) from None

    def value(self, query: str) -> Any:  # noqa: ANN401  SQLite decides
        """The first column of the first row, None for no row. Raises as `rows` does."""
        rows = self.rows(query)
        return rows[0][0] if rows else None

    def record(self, kind: type[Record], query: str, values: tuple[object, ...] = ()) -> Record | None:
        """The first row's JSON as a record, or None."""
        rows = self.rows(query, values)
        return self.decode(kind, rows[0][0]) if rows else None

    def records(self, kind: type[Record], query: str, values: tuple[object, ...] = ()) -> tuple[Record, ...]:
        """The JSON of every row's first column as records."""
        return tuple(self.decode(kind, row[0]) for row in self.rows(query, values))

    def decode(self, kind: type[Record], text: str | bytes) -> Record:
        """One record from its JSON, which is packed where it is bytes. Raises InstallationError for none."""
        try:
            return msgspec.json.decode(zlib.decompress(text) if isinstance(text, bytes) else text, type=kind)
        except (msgspec.MsgspecError, UnicodeError, TypeError, zlib.error) as error:
            raise self.damaged(error) from None

    def damaged(self, error: object) -> InstallationError:
        """What to say when something in the file cannot be read."""
        return InstallationError(self._damage.format(name=self.path.name, error=error))

    def verify(self) -> None:
        """Read every page of the file and check its structure. Raises InstallationError on damage."""
        verdict = [text for (text,) in self.rows("PRAGMA integrity_check")]
        if verdict != ["ok"]:
            raise self.damaged(str(verdict[0]).splitlines()[0])
