"""The reader on the words and rules of this tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.coding.note_book import NoteBook
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.notes.reader import NoteReader
from build_scripts.reference.note_files import read_note_book
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def note_book() -> NoteBook:
    return read_note_book(ROOT / "data")


@pytest.fixture(scope="session")
def reader(note_book: NoteBook) -> NoteReader:
    return NoteReader(note_book)


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The book of this tree, with an empty shelf."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("shelf") / "no editions"))
