"""The one reader of SQLite files: it never writes, stops in time, and says every fault in one sentence."""

import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import Struct

from app.coding.errors import InstallationError
from app.library.database import Database

DAMAGE = "The file {name} is spoiled ({error}): fetch another."
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file with one table of three rows."""
    path = tmp_path / "three.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE number (value INTEGER, word TEXT)")
        connection.executemany("INSERT INTO number VALUES (?, ?)", [(1, "one"), (2, "two"), (3, "three")])
    opened = Database(path, DAMAGE)
    yield opened
    opened.close()


def test_rows_come_as_asked(database: Database) -> None:
    assert database.rows("SELECT word FROM number WHERE value > ?", (1,)) == [("two",), ("three",)]
    assert list(database.each("SELECT value FROM number ORDER BY value")) == [(1,), (2,), (3,)]
    assert database.value("SELECT word FROM number WHERE value = 3") == "three"
    assert database.value("SELECT word FROM number WHERE value = 4") is None


class Number(Struct):
    value: int


def test_a_record_reads_the_same_packed_or_not(database: Database) -> None:
    assert database.decode(Number, '{"value":7}') == Number(7)
    assert database.decode(Number, zlib.compress(b'{"value":7}')) == Number(7)
    with pytest.raises(InstallationError, match="is spoiled"):
        database.decode(Number, b"no pack")


def test_nothing_is_ever_written(database: Database) -> None:
    with pytest.raises(InstallationError, match="readonly"):
        database.rows("DELETE FROM number")


def test_a_question_ends_at_its_deadline_and_the_next_is_answered(database: Database) -> None:
    with pytest.raises(TimeoutError):
        database.rows(ENDLESS, seconds=0.02)
    assert database.value("SELECT count(*) FROM number") == 3


def test_another_connection_has_deadlines_of_its_own(database: Database) -> None:
    other = database.another()
    stopped = threading.Event()

    def ask() -> None:
        with pytest.raises(TimeoutError):
            other.rows(ENDLESS, seconds=0.05)
        stopped.set()

    asking = threading.Thread(target=ask)
    asking.start()
    assert database.value("SELECT count(*) FROM number") == 3
    asking.join()
    assert stopped.is_set()
    other.close()


@pytest.mark.parametrize("ask", ["rows", "each"])
def test_every_fault_is_said_in_the_sentence_of_the_file(database: Database, ask: str) -> None:
    with pytest.raises(InstallationError, match=r"^The file three\.sqlite is spoiled \(.+\): fetch"):
        list(getattr(database, ask)("SELECT * FROM nothing"))


def test_a_closed_file_is_a_fault_too(database: Database) -> None:
    database.close()
    with pytest.raises(InstallationError, match="spoiled"):
        database.rows("SELECT 1")


def test_a_file_that_cannot_be_opened_is_said_at_once_or_when_asked(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match="spoiled"):
        Database(tmp_path / "missing.sqlite", DAMAGE).rows("SELECT 1")
