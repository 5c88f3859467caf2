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


@pytest.fixture(scope="module")
def shared_notes(shared_window: MainWindow) -> Notes:
    return connect_notes(shared_window, lambda: read_note)


@pytest.fixture
def window(blank_window: MainWindow) -> MainWindow:
    """The window of this module with a blank claim, which is reviewed by a fake."""
    workspace = blank_window.claims.workspace()
    workspace.reviewer.review = fake_review
    workspace.form.history.stack.clear()
    return blank_window


@pytest.fixture
def notes(window: MainWindow, shared_notes: Notes) -> Iterator[Notes]:  # noqa: ARG001 - the window is made blank
    """What opens notes beside the main window; its window is closed at the end."""
    yield shared_notes
    made = shared_notes.opening()
    if made.window is not None:
        made.window.close()
        made.window = None  # the next test has one of its own


@pytest.fixture
def opening(notes: Notes) -> NoteOpening:
    """What opens notes."""
    return notes.opening()


@pytest.fixture
def note_window(opening: NoteOpening) -> NoteWindow:
    """The window with the note of this folder."""
    window = opening.show()
    window.show_note(NOTE)
    return window
