"""The page of a code lists the coverage articles that print it, once their download is on the shelf."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.coding.pages import Prose, Section, Table
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.releases import installation
from tests.releases import coverage_files

CODES = {"0001X": "20610", "0005X": "77002"}


@pytest.fixture
def library(reference_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Return the book with the invented articles on its shelf, which print two codes of the book."""
    monkeypatch.setattr(installation, "LEAST_ROWS", {})
    content = coverage_files.tables()
    content["article_x_hcpc_code"] = [
        {**row, "hcpc_code_id": CODES.get(row["hcpc_code_id"], row["hcpc_code_id"])}
        for row in content["article_x_hcpc_code"]
    ]
    download = coverage_files.write_download(tmp_path, coverage_files.members(content))
    installation.install([download], tmp_path / "editions", today=date(2026, 8, 27))
    return Library.open(reference_db, Shelf.open(tmp_path / "editions"))


def section(library: Library, code: str, on: date) -> Section | None:
    page = library.page(code, on)
    assert page
    return next((each for each in page.sections if each.id == "articles"), None)


@pytest.mark.parametrize(
    ("code", "on", "cells"),
    [
        ("20610", date(2026, 8, 26),
         ("A101 version 3", "Invented & read 101", "01/01/2026", "open", "in force by its dates")),
        ("77002", date(2026, 8, 26),
         ("A105 version 1", "Invented & read 105", "01/01/2025", "03/31/2026", "not in force")),
        ("77002", date(2026, 3, 31),
         ("A105 version 1", "Invented & read 105", "01/01/2025", "03/31/2026", "in force by its dates")),
    ],
)  # fmt: skip
def test_each_article_stands_with_its_dates_and_source(
    library: Library, code: str, on: date, cells: tuple[str, ...]
) -> None:
    found = section(library, code, on)
    assert found
    table = found.parts[0]
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [cells]
    assert table.rows[0].citations[0].edition == "2026-08-26"


def test_a_code_that_no_article_prints_is_not_called_covered(library: Library) -> None:
    found = section(library, "20611", date(2026, 8, 26))
    assert found
    (prose,) = found.parts
    assert isinstance(prose, Prose)
    assert prose.facts[0].citations[0].edition == "2026-08-26"
    assert [each.value for each in prose.facts] == [
        "No article of the download prints 20611. That is not “covered”."
    ]


def test_for_another_day_than_its_own_the_download_says_what_it_cannot_tell(library: Library) -> None:
    found = section(library, "20610", date(2026, 8, 27))
    assert found
    prose = found.parts[1]
    assert isinstance(prose, Prose)
    assert [each.value for each in prose.facts] == [
        "The download is of 08/26/2026: what changed later is not in it."
    ]


def test_without_a_download_the_page_says_nothing_of_articles(reference_db: Path, tmp_path: Path) -> None:
    library = Library.open(reference_db, Shelf.open(tmp_path / "none"))
    assert section(library, "20610", date(2026, 8, 26)) is None
