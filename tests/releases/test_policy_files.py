"""LCDs and NCDs are read as CMS ships them: each version with its dates, its words and nothing guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from app.coding.article_parts import ArticleContractor, Words, unpack_lcd, unpack_words
from app.coding.coverage_rows import Lcd, Ncd
from app.coding.errors import InputError
from app.releases import coverage_columns
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize
from tests.releases import coverage_files
from tests.releases.coverage_files import AMA, Tables, lcd_tables, members, ncd_tables, write_download

LCD, NCD = "current_lcd.zip", "ncd.zip"


def write(folder: Path, content: Tables, name: str) -> Path:
    return write_download(folder, members(content), name)


def records(path: Path) -> list[Struct]:
    return [record for found in recognize(path) for record in read_records(found)]


def lcds(path: Path) -> dict[tuple[str, str], Lcd]:
    return {(each.key, each.version): each for each in records(path) if isinstance(each, Lcd)}


def ncds(path: Path) -> dict[str, Ncd]:
    return {each.key: each for each in records(path) if isinstance(each, Ncd)}


def test_lcds_are_an_edition_named_by_the_end_of_their_period(tmp_path: Path) -> None:
    (found,) = recognize(write(tmp_path, lcd_tables(), LCD))
    assert (found.source, found.edition, found.problem) == ("mcd-lcd", "2026-08-26", "")


def test_ncds_are_an_edition_named_by_their_last_change(tmp_path: Path) -> None:
    (found,) = recognize(write(tmp_path, ncd_tables(), NCD))
    assert (found.source, found.edition, found.problem) == ("mcd-ncd", "2026-05-04", "")


@pytest.mark.parametrize(("content", "name"), [(lcd_tables(), LCD), (ncd_tables(), NCD)])
def test_the_inner_zip_alone_reads_the_same(tmp_path: Path, content: Tables, name: str) -> None:
    inner = tmp_path / name.replace(".zip", "_csv.zip")
    inner.write_bytes(coverage_files.zip_bytes(members(content)))
    assert records(inner) == records(write(tmp_path, content, name))


def test_an_lcd_has_the_dates_of_its_revision(tmp_path: Path) -> None:
    found = lcds(write(tmp_path, lcd_tables(), LCD))
    one = found["9001", "4"]
    assert (one.display, one.title, one.status) == ("L9001", "Invented policy 9001", "A")
    assert (one.effective, one.ended, one.retired) == (date(2026, 4, 1), None, None)
    assert found["9001", "3"].ended == date(2026, 3, 31)
    assert found["9002", "1"].retired == date(2024, 6, 30)


def test_an_lcd_without_a_revision_begins_on_its_first_day(tmp_path: Path) -> None:
    content = lcd_tables()
    content["lcd"][0] = {**content["lcd"][0], "rev_eff_date": ""}
    assert lcds(write(tmp_path, content, LCD))["9001", "4"].effective == date(2015, 10, 1)


def test_an_announced_retirement_counts(tmp_path: Path) -> None:
    content = lcd_tables() | {"lcd_future_retire": [{"lcd_id": "9001", "retire_dt": "12/31/2026"}]}
    assert lcds(write(tmp_path, content, LCD))["9001", "4"].retired == date(2026, 12, 31)


def test_an_lcd_keeps_its_words_contractors_and_ncds(tmp_path: Path) -> None:
    parts = unpack_lcd(lcds(write(tmp_path, lcd_tables(), LCD))["9001", "4"].parts)
    assert parts.words == (
        Words("Indications and limitations", "When two hold"),
        Words("Utilization", "Three sessions"),
    )
    assert parts.contractors == (ArticleContractor("99101", "Invented Administrators", ("ZA",)),)
    assert parts.ncds == ("71",)


def test_an_ncd_keeps_its_section_dates_and_words(tmp_path: Path) -> None:
    found = ncds(write(tmp_path, ncd_tables(), NCD))
    one = found["70"]
    assert (one.section, one.version, one.title) == ("999.1", "2", "Invented item")
    assert (one.effective, one.ended) == (date(2020, 1, 21), None)
    assert found["71"].ended == date(2010, 12, 31)
    assert unpack_words(one.words) == (
        Words("Item or service", "An item"),
        Words("Indications and limitations", "Nothing & more"),
    )


def test_nothing_of_the_ama_is_kept(tmp_path: Path) -> None:
    assert all(AMA not in str(record) for record in records(write(tmp_path, ncd_tables(), NCD)))


@pytest.mark.parametrize(
    ("content", "name", "table"),
    [
        *((lcd_tables(), LCD, table) for table in coverage_columns.LCDS),
        *((ncd_tables(), NCD, table) for table in coverage_columns.NCDS),
    ],
)
@pytest.mark.parametrize("change", ["missing", "unknown", "twice"])
def test_a_column_that_is_not_as_described_is_named_and_refused(
    tmp_path: Path, content: Tables, name: str, table: str, change: str
) -> None:
    head = list(coverage_files.columns(table))
    column = {"missing": head[-1], "unknown": "new_column", "twice": head[0]}[change]
    head = head[:-1] if change == "missing" else [*head, column]
    files = members(content) | {f"{table}.csv": coverage_files.table_bytes(head, content[table])}
    path = write_download(tmp_path, files, name)
    problems = [found.problem for found in recognize(path)]
    with pytest.raises(InputError, match=rf"{table}\.csv: the column “{column}”"):
        raise InputError("".join(problems)) if any(problems) else _first_fault(path)


def _first_fault(path: Path) -> InputError:
    try:
        records(path)
    except InputError as error:
        return error
    raise AssertionError("it was read")


@pytest.mark.parametrize("table", [*coverage_columns.LCDS, "contractor"])
def test_a_table_that_is_missing_is_named(tmp_path: Path, table: str) -> None:
    files = {name: data for name, data in members(lcd_tables()).items() if name != f"{table}.csv"}
    with pytest.raises(InputError, match=rf"no table {table}\.csv"):
        records(write_download(tmp_path, files, LCD))


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("lcd", {"rev_eff_date": "soon"}, r"lcd\.csv, line 2: “soon” is no date"),
        ("lcd", {"lcd_version": "x"}, r"lcd\.csv, line 2: “x” is no number"),
        ("lcd_x_contractor", {"contractor_id": "77"}, "names a contractor that is not there"),
    ],
)
def test_a_cell_that_makes_no_sense_is_named_with_its_line(
    tmp_path: Path, table: str, cells: dict[str, str], words: str
) -> None:
    content = lcd_tables()
    content[table][0] = {**content[table][0], **cells}
    with pytest.raises(InputError, match=words):
        records(write(tmp_path, content, LCD))
