"""A note, and how tests of windows read one: by the words, rules and questions of this tree."""

from __future__ import annotations

from functools import cache

from app.coding.guidance import GuidanceTable
from app.notes.reader import Read
from app.notes.record import NoteReading
from app.notes.whole import reader_of
from build_scripts.reference.note_files import read_note_book
from tests.conftest import ROOT

NOTE = """PROCEDURE: Right hip injection under fluoroscopic guidance.

TECHNIQUE: A needle was advanced into the hip joint; contrast proved its place. The skin entry site was
marked. Steroid was injected. No catheter was left in place. The injection may be repeated under ultrasound.
"""


@cache
def _reader() -> Read:
    return reader_of(read_note_book(ROOT / "data"), GuidanceTable())


def read_note(text: str, procedure: int | None = None) -> NoteReading:
    """What a text says, with its questions."""
    return _reader()(text, procedure)
