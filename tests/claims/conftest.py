"""The library whose bundled examples are read as claim files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.library import Library


@pytest.fixture
def library(reference_db: Path, tmp_path: Path) -> Library:
    """The bundled book with an empty shelf."""
    from app.library import Library
    from app.library.shelf.shelf import Shelf

    return Library.open(reference_db, Shelf.open(tmp_path / "no editions"))
