"""What the workflows compare between systems: the rows of the database, not how its index is laid out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from build_scripts.package import sameness


def database(path: Path, digest: str = "abc", index: str = "one") -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO meta VALUES ('digest', ?)", (digest,))
        connection.execute("CREATE TABLE entry_fts_data (block TEXT)")
        connection.execute("INSERT INTO entry_fts_data VALUES (?)", (index,))
        connection.commit()
    return path


def test_another_layout_of_the_index_is_no_difference(tmp_path: Path) -> None:
    one, two = database(tmp_path / "one"), database(tmp_path / "two", index="two")
    assert sameness.rows_digest(one) == sameness.rows_digest(two)


def test_another_row_is_one_and_the_book_says_its_own_digest(tmp_path: Path) -> None:
    one, two = database(tmp_path / "one"), database(tmp_path / "two", digest="abd")
    assert sameness.rows_digest(one) != sameness.rows_digest(two)
    assert sameness.book_digest(two) == "abd"


def test_a_checklist_has_the_same_bytes_in_another_run() -> None:
    claim = sameness.ROOT / "data" / "examples" / "02-guidance-alone.json"
    assert sameness.pdf_digest(claim) == sameness.pdf_digest(claim)
