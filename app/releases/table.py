"""One table on its way into an edition file: rows are written as they are read, some hundreds at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import add, itemgetter
from typing import Any

from app.coding.errors import InputError
from app.coding.series import SERIES, SeriesName
from app.library.shelf.edition_format import Stored, record_of
from app.library.shelf.word_index import SCHEMA as WORD_SCHEMA
from app.library.shelf.word_index import split_words
from app.releases.archive import UNEDITED
from app.releases.row_digest import RowDigest
from app.releases.word_index import write_words


class Table:
    """Takes the rows of a series that is not PTP edits. `rows` counts them; `finish` ends the table."""

    def __init__(self, connection: sqlite3.Connection, source: SeriesName) -> None:
        """Make the tables in an edition file that is empty yet."""
        fields = record_of(source).__struct_fields__
        columns = ", ".join(f'"{field}"' for field in ("key", *fields[1:]))
        marks = ", ".join("?" * len(fields))
        connection.executescript(WORD_SCHEMA)
        connection.execute(f"CREATE TABLE record ({columns})")
        connection.execute("BEGIN")
        self.rows = 0
        self._connection = connection
        self._insert = f"INSERT INTO record VALUES ({marks})"  # noqa: S608  only "?"
        self._digest = RowDigest()
        self._repeats = SERIES[source].repeats
        self._modifier = itemgetter(fields.index("modifier")) if "modifier" in fields else None
        self._codes: set[object] = set()
        self._texts = tuple(fields.index(field) for field in ("label", "text") if field in fields)
        self._held: list[Stored] | None = [] if SERIES[source].has_text else None

    def add(self, rows: Sequence[Stored]) -> None:
        """Take the next rows. Those of a series with texts wait for the last, because they are sorted."""
        self.rows += len(rows)
        if not self._repeats:
            self._codes.update(self._keys(rows))
        if self._held is None:
            self._write(rows)
        else:
            self._held += rows

    def finish(self, name: str) -> str:
        """Write what is left and the indexes; give the digest of the rows.

        Raises InputError when a code came twice; `name` is the file they were read from, for the message.
        """
        if not self._repeats and len(self._codes) < self.rows:
            raise InputError(f"{name}: {self._first_again()} is listed twice. {UNEDITED}")
        self._codes = set()  # what is no longer needed goes before the table is copied
        if self._held is not None:
            self._held.sort(key=partial(_shown_first, self._texts[0]))
            self._write(self._held)
        self._connection.execute("CREATE INDEX record_key ON record (key)")
        if self._held is not None:
            write_words(self._connection, enumerate(self._words(self._held), start=1))
            self._held = []
        self._connection.execute("COMMIT")
        return self._digest.end()

    def _write(self, rows: Sequence[Stored]) -> None:
        self._connection.executemany(self._insert, rows)
        self._digest.add(rows)

    def _keys(self, rows: Iterable[Stored]) -> Iterator[Any]:
        """What no two rows have in common: the code and, where rows have one, its modifier behind it."""
        if self._modifier is None:
            return map(_code, rows)
        return map(add, map(_code, rows), map(self._modifier, rows))  # codes with modifiers are of one length

    def _first_again(self) -> object:
        """The first code that came before."""
        written = self._connection.execute("SELECT * FROM record ORDER BY rowid")
        rows = list(written) if self._held is None else self._held
        seen: set[object] = set()
        for row, key in zip(rows, self._keys(rows), strict=True):
            if key in seen:
                return row[0]
            seen.add(key)
        return None

    def _words(self, rows: list[Stored]) -> Iterator[str]:
        for row in rows:
            yield " ".join([str(row[place]) for place in self._texts])


def _shown_first(label: int, row: Stored) -> tuple[int, object]:
    """Short texts first, then by code: the order in which type-ahead shows them."""
    return len(split_words(str(row[label]))), row[0]


_code = itemgetter(0)
