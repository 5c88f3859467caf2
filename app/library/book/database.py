"""A read-only SQLite file that never changes while it is open; damage met in it is one sentence, whenever."""

import sqlite3
import threading
import time
import weakref
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from app.coding.errors import InstallationError

Record = TypeVar("Record", bound=Struct)
CURE = "Install Needlepoint again, or in a source tree run: python3 build_scripts/dev.py setup."
_STEPS = 2000
"""Steps of SQLite's machine between two looks at the clock: some tens of microseconds."""


class Database:
    """An open file. Questions of several threads are answered one after the other.

    Whoever does not close it lets go of the file with the last reader.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`. Raises sqlite3.Error when it cannot be opened at all."""
        self.name = path.name
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False, cached_statements=256)
        self._lock = threading.Lock()
        weakref.finalize(self, self._connection.close)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(
        self, query: str, values: tuple[object, ...] = (), seconds: float | None = None
    ) -> list[tuple[Any, ...]]:
        """Every row of the answer. Raises InstallationError on damage, TimeoutError after `seconds`."""
        with self._lock:
            try:
                if seconds is not None:
                    until = time.monotonic() + seconds
                    self._connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
                return self._connection.execute(query, values).fetchall()
            except sqlite3.OperationalError as error:
                if str(error) == "interrupted":
                    raise TimeoutError from None
                raise self.damaged(error) from None
            except sqlite3.DatabaseError as error:
                raise self.damaged(error) from None
            finally:
                if seconds is not None:
                    self._connection.set_progress_handler(None, 0)

    def record(self, kind: type[Record], query: str, values: tuple[object, ...] = ()) -> Record | None:
        """The first row's JSON as a record, or None."""
        rows = self.rows(query, values)
        return self.decode(kind, rows[0][0]) if rows else None

    def records(self, kind: type[Record], query: str, values: tuple[object, ...] = ()) -> tuple[Record, ...]:
        """The JSON of every row's first column as records."""
        return tuple(self.decode(kind, row[0]) for row in self.rows(query, values))

    def decode(self, kind: type[Record], text: str) -> Record:
        """One record from its JSON. Raises InstallationError when it is none."""
        try:
            return msgspec.json.decode(text, type=kind)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise self.damaged(error) from None

    def damaged(self, error: Exception) -> InstallationError:
        """What to say when something in the file cannot be read."""
        return InstallationError(f"The reference database {self.name} cannot be read ({error}). {CURE}")

    def verify(self) -> None:
        """Read every page of the file and check its structure. Raises InstallationError on damage."""
        told = [text for (text,) in self.rows("PRAGMA integrity_check")]
        if told != ["ok"]:
            raise self.damaged(sqlite3.DatabaseError(str(told[0]).splitlines()[0]))
