"""A main window with a claim form, and notes read by the words and rules of this tree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.desktop.note.opening import NoteOpening
from app.desktop.note.window import NoteWindow
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.notes_wiring import Notes, connect_notes
from tests.desktop.claim.samples import fake_review
from tests.desktop.note.reading import NOTE, read_note


@pytest.fixture
def notes(window: MainWindow) -> Notes:
    """What opens notes beside the main window; the claim is reviewed by a fake."""
    window.claims.workspace().reviewer.review = fake_review
    return connect_notes(window, lambda: read_note)


@pytest.fixture
def opening(notes: Notes) -> Iterator[NoteOpening]:
    """What opens notes; its window is closed at the end."""
    made = notes.opening()
    yield made
    if made.window is not None:
        made.window.close()


@pytest.fixture
def note_window(opening: NoteOpening) -> NoteWindow:
    """The window with the note of this folder."""
    window = opening.show()
    window.show_note(NOTE)
    return window
