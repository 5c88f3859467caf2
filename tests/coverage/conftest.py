"""A library with the invented articles on its shelf."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import Library
from app.library.shelf.shelf import Shelf
from tests.conftest import once_a_run
from tests.coverage import invented


@pytest.fixture(scope="session")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the library with the invented articles on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented coverage", invented.fill)
    return Library.open(reference_db, Shelf.open(folder / "editions"))
