"""A library on the knowledge of the working tree, with nothing imported."""

from pathlib import Path

import pytest

from app.library import Library
from app.library.shelf.shelf import Shelf


@pytest.fixture(scope="session")
def bare(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The bundled book over an empty shelf."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("empty-shelf")))
