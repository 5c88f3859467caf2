"""The window opens tables of practice systems with what the book knows and the user's folder remembers."""

from pathlib import Path

import pytest

from app.claims.tables.opening import TableReading
from app.desktop.shell.file_readers import read_tables
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library
from tests.releases.files import workbook


def reading_of(window: MainWindow) -> TableReading:
    found = window.claims.commands().files.tables()
    assert found is not None
    return found


@pytest.mark.parametrize("is_first", [True, False])
def test_the_form_reads_tables_whenever_it_is_made(
    window: MainWindow, library: Library, tmp_path: Path, is_first: bool
) -> None:
    if not is_first:
        window.claims.workspace()
    read_tables(window, tmp_path, library)
    reading = reading_of(window)
    assert reading.payers["medicare"] == "medicare"
    assert reading.mapping_of(("Claim ID",)) == {}


def test_workbooks_are_read_behind_their_guard(window: MainWindow, library: Library, tmp_path: Path) -> None:
    read_tables(window, tmp_path, library)
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([("Claim ID", "CPT"), ("A", 77002)]))
    workbooks = reading_of(window).workbooks
    assert workbooks is not None
    assert [cells for _, cells in workbooks.rows(path, "")] == [["Claim ID", "CPT"], ["A", "77002"]]
