"""A folder with two invented quarters of PTP edits and their limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.desktop.imports.import_windows import ImportWindows
from app.desktop.look.look import Look
from app.releases.installation import install
from tests.releases import files

TODAY = date(2026, 8, 15)


@pytest.fixture
def shelf_folder(tmp_path: Path) -> Path:
    """A shelf with two quarters; in the second one pair has ended."""
    old = files.parts()
    new = {part: list(rows) for part, rows in old.items()}
    new[1][0] = files.pair("1000X", "0001X", "20200101", "20260930")
    files.write_ptp(tmp_path / "old", old, "322")
    files.write_ptp(tmp_path / "new", new, "323")
    folder = tmp_path / "editions"
    install([tmp_path / "old", tmp_path / "new"], folder, today=TODAY)
    return folder


@pytest.fixture
def windows(look: Look, shelf_folder: Path) -> Iterator[ImportWindows]:
    """The windows over that shelf."""
    made = ImportWindows(look, shelf_folder, lambda: TODAY, lambda: ("4000X",))
    yield made
    made.close()
