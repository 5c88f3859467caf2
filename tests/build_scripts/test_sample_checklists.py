"""The PDFs that the workflows have validated: each kind is among them, and sound by our own checker too."""

from __future__ import annotations

from pathlib import Path

from app.library import Library
from app.library.shelf.shelf import Shelf
from build_scripts.sample_checklists import samples
from tests.checklist.structure import Document, faults


def test_each_kind_is_there_and_sound(reference_db: Path) -> None:
    found = dict(samples(Library.open(reference_db, Shelf({}))))
    assert {"a4-quarter", "decided", "many-lines", "several", "summary", "report"} < found.keys()
    assert {name for name, pdf in found.items() if faults(pdf)} == set()
    assert Document(found["decided"]).elements("/Figure")
    assert len(Document(found["many-lines"]).reader.pages) > 3
