"""A database that is missing, damaged or of another version gives one sentence with the cure."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.coding.errors import InstallationError
from app.coding.sources import Source
from app.library.book.book import SCHEMA, open_book


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=r"reference\.sqlite is missing\. .*setup"):
        open_book(tmp_path / "reference.sqlite")


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, only text" * 100, b"SQLite format 3\0" + b"\0" * 4096]
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reference.sqlite"
    path.write_bytes(content)
    with pytest.raises(InstallationError, match=r"cannot be read .*Install Needlepoint again"):
        open_book(path)


def test_a_truncated_file_is_refused(tmp_path: Path, reference_db: Path) -> None:
    path = tmp_path / "reference.sqlite"
    path.write_bytes(reference_db.read_bytes()[:8192])
    with pytest.raises(InstallationError, match="cannot be read"):
        open_book(path)


def test_another_version_is_named(tmp_path: Path, reference_db: Path) -> None:
    path = tmp_path / "reference.sqlite"
    path.write_bytes(reference_db.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    with pytest.raises(
        InstallationError, match=f"of version {SCHEMA + 1}; this program reads version {SCHEMA}"
    ):
        open_book(path)


def test_the_file_is_never_written(reference_db: Path) -> None:
    book = open_book(reference_db)
    with pytest.raises(InstallationError, match="readonly"):
        book.database.rows("DELETE FROM code")
    book.close()


def test_damage_met_later_is_the_same_sentence(tmp_path: Path, reference_db: Path) -> None:
    content = bytearray(reference_db.read_bytes())
    content[len(content) // 8 : len(content) // 2] = b"\xff" * (len(content) // 2 - len(content) // 8)
    path = tmp_path / "reference.sqlite"
    path.write_bytes(content)
    with pytest.raises(InstallationError, match=r"cannot be read .*Install Needlepoint again"):
        open_book(path).database.verify()


def test_a_record_that_does_not_decode_is_damage(reference_db: Path) -> None:
    book = open_book(reference_db)
    with pytest.raises(InstallationError, match="cannot be read"):
        book.database.decode(Source, '{"id": 1')
    book.close()


def test_a_sound_file_verifies(reference_db: Path) -> None:
    book = open_book(reference_db)
    book.database.verify()
    book.close()
