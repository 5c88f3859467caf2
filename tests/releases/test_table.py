"""Rows are written as they come; what must be known of all of them is told in the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import pytest

from app.coding.errors import InputError
from app.coding.series import SeriesName
from app.library.shelf.edition_format import Stored
from app.releases.row_digest import RowDigest
from app.releases.table import Table

LIMITS: list[Stored] = [(f"{number:04}X", 1, "2", "why") for number in range(1500)]


def table_of(source: SeriesName, *parts: Sequence[Stored]) -> tuple[sqlite3.Connection, Table]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    table = Table(connection, source)
    for part in parts:
        table.add(part)
    return connection, table


def test_rows_lie_in_the_order_in_which_they_came() -> None:
    connection, table = table_of("ncci-mue", list(LIMITS[:700]), list(LIMITS[700:]))
    table.finish("mue.csv")
    assert connection.execute("SELECT * FROM record ORDER BY rowid").fetchall() == LIMITS
    assert table.rows == len(LIMITS)


def test_the_digest_is_the_same_however_rows_come() -> None:
    digests = set()
    for size in (1, 100, 512, 513, 1500):
        parts = [list(LIMITS[start : start + size]) for start in range(0, len(LIMITS), size)]
        digests.add(table_of("ncci-mue", *parts)[1].finish("mue.csv"))
    assert len(digests) == 1
    assert digests != {table_of("ncci-mue", list(LIMITS[:-1]))[1].finish("mue.csv")}


def test_a_digest_tells_tables_apart() -> None:
    one, two = RowDigest(), RowDigest()
    one.add([(1,), (2,)])
    two.add([(1,)])
    two.end()
    two.add([(2,)])
    assert one.end() != two.end()


def test_the_first_code_that_comes_twice_is_named_also_across_parts() -> None:
    _, table = table_of("ncci-mue", list(LIMITS[:600]), [LIMITS[5], LIMITS[3]], [LIMITS[1]])
    with pytest.raises(InputError, match=r"mue\.csv: 0005X is listed twice"):
        table.finish("mue.csv")


def test_a_code_may_come_with_each_of_its_modifiers_once() -> None:
    rows: list[Stored] = [("7700X", modifier, "A", "") for modifier in ("", "26", "TC")]
    table_of("pfs-cap", rows)[1].finish("cap.csv")
    _, table = table_of("pfs-cap", rows, rows[1:2])
    with pytest.raises(InputError, match="7700X is listed twice"):
        table.finish("cap.csv")


def test_texts_are_sorted_short_ones_first_and_found_by_their_words() -> None:
    rows: list[Stored] = [
        ("M2", True, "three words here"),
        ("M3", True, "one"),
        ("M1", True, "one more"),
    ]
    connection, table = table_of("icd10cm", rows)
    table.finish("icd.txt")
    assert [key for (key,) in connection.execute("SELECT key FROM record ORDER BY rowid")] == [
        "M3",
        "M1",
        "M2",
    ]
    assert connection.execute("SELECT rows FROM word WHERE word = 'one'").fetchone()[0][::4] == b"\x01\x02"


def test_a_text_that_comes_twice_is_named_before_anything_is_written() -> None:
    rows: list[Stored] = [("M2", True, "two"), ("M1", True, "one"), ("M2", True, "two")]
    connection, table = table_of("icd10cm", rows)
    with pytest.raises(InputError, match="M2 is listed twice"):
        table.finish("icd.txt")
    assert connection.execute("SELECT count(*) FROM record").fetchone() == (0,)
