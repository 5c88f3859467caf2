"""What ties the window that reads a procedure note to the main window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.desktop.widgets.forward import bring_forward

if TYPE_CHECKING:
    from app.desktop.claim.commands import ClaimCommands
    from app.desktop.note.opening import NoteOpening
    from app.desktop.shell.main_window import MainWindow
    from app.notes.reader import Read

COMMAND = "read_note"
MakeReader = Callable[[], "Read"]


class Notes:
    """Makes what opens notes when the first one is read; `make_reader` gives what reads a text."""

    def __init__(self, window: MainWindow, make_reader: MakeReader) -> None:
        self._window = window
        self._make_reader = make_reader
        self._opening: NoteOpening | None = None

    def opening(self) -> NoteOpening:
        """What opens notes for the claim in the form."""
        if self._opening is None:
            from app.desktop.note.opening import NoteOpening

            window = self._window
            made = NoteOpening(
                window.look,
                self._make_reader,
                window.claims.workspace,
                window.today,
                window,
                window.policy,
            )
            made.folder = window.claims.commands().files.folder
            made.filled.connect(self._show_claim)
            self._opening = made
        return self._opening

    def _show_claim(self) -> None:
        """Go to the form that took values over, the keyboard in it."""
        bring_forward(self._window)
        self._window.show_check()

    def answer(self, name: str) -> None:
        """Read the clipboard when that is what is asked."""
        if name == COMMAND:
            self.opening().read_clipboard()

    def adopt(self, commands: ClaimCommands) -> None:
        """Take the notes among the files that the claim side opens."""
        commands.files.note.connect(lambda path: self.opening().read_path(Path(path)))


def connect_notes(window: MainWindow, make_reader: MakeReader) -> Notes:
    """Answer the command, and open files that are notes."""
    notes = Notes(window, make_reader)
    window.asked.connect(notes.answer)
    window.claims.built.connect(lambda _workspace, commands: notes.adopt(commands))
    if window.claims.is_built():
        notes.adopt(window.claims.commands())
    return notes
