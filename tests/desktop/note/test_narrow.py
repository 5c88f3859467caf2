"""The window of a note on a small screen at the largest zoom."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.desktop.note.opening import NoteOpening
from app.desktop.shell.main_window import MainWindow
from tests.desktop.note.reading import NOTE

_SCREEN = 960


def test_the_window_fits_a_small_screen_at_twice_the_size(opening: NoteOpening, window: MainWindow) -> None:
    window.look.set_zoom(200)
    shown = opening.show()
    shown.show_note(NOTE)
    QApplication.processEvents()
    assert shown.minimumSizeHint().width() < _SCREEN
