"""A shelf with invented downloads of coverage articles, LCDs and NCDs, and invented ZIP codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.releases import installation
from tests.releases import coverage_files, payment_files


def fill(folder: Path) -> None:
    """Install the documents and the ZIP codes of 2026Q3 on the shelf `folder`/editions."""
    files_of = folder / "files"
    files_of.mkdir()
    coverage_files.write_download(files_of)
    lcds, ncds = coverage_files.lcd_tables(), coverage_files.ncd_tables()
    coverage_files.write_download(files_of, coverage_files.members(lcds), "current_lcd.zip")
    coverage_files.write_download(files_of, coverage_files.members(ncds), "ncd.zip")
    (files_of / "ZIP5_JUL2026.txt").write_bytes(payment_files.zip_text("20263"))
    least = installation.LEAST_ROWS.copy()
    installation.LEAST_ROWS.clear()
    try:
        outcomes = installation.install([files_of], folder / "editions", today=date(2026, 8, 27))
    finally:
        installation.LEAST_ROWS.update(least)
    assert {each.state for each in outcomes} == {"installed"}, [each.sentence for each in outcomes]
