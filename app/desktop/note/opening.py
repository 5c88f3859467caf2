"""How a note comes to its window: from the clipboard, from a file, or pasted there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.coding.errors import InputError
from app.coding.policy import NO_POLICY, Policy
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from app.desktop.note.outlook import Outlook
from app.desktop.note.queries_dialog import QueriesDialog
from app.desktop.note.window import NoteWindow
from app.desktop.widgets.clipboard import when_readable
from app.desktop.widgets.forward import bring_forward
from app.file_kinds import wrong_in_window
from app.notes.files.reading import read_file
from app.notes.reader import Read

FILTER = "Procedure notes (*.txt *.rtf *.docx *.pdf *.html *.htm);;All files (*)"


class NoteOpening(QObject):
    """Makes the window when it is first asked for, over the claim of a workspace.

    `make_reader` gives what reads a text; it takes a tenth of a second and is asked once a window.
    `folder` is where a file is asked for: that of the last one.
    Signals: `filled()` after the claim form took values over.
    """

    filled = Signal()

    def __init__(
        self,
        look: Look,
        make_reader: Callable[[], Read],
        workspace: Callable[[], ClaimWorkspace],
        today: Callable[[], date],
        parent: QWidget,
        policy: Policy = NO_POLICY,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._make_reader = make_reader
        self._workspace = workspace
        self._today = today
        self._parent = parent
        self._policy = policy
        self.folder = Path.home()
        self.window: NoteWindow | None = None

    def read_clipboard(self) -> None:
        """Open the window with what is on the clipboard; that stays there."""
        window = self.show()
        if self._policy.clipboard_allowed:
            when_readable(lambda: bring_forward(window), window.paste)
        else:
            window.say(
                f"{self._policy.refusal('Reading the clipboard')} Open a file, or paste here with Ctrl+V."
            )

    def read_path(self, path: Path) -> None:
        """Open the window with the text of a file; one that cannot be read is named, without its content."""
        window = self.show()
        self.folder = path.parent
        try:
            if other := wrong_in_window(path, "note", "pdf"):
                raise InputError(f"{path.name} is not a note. {other}")
            window.show_note(read_file(path))
        except InputError as error:
            window.show_note("")  # nothing of the one before stays beside that
            window.say(str(error))

    def ask_file(self) -> None:
        """Ask for a file and read it."""
        path, _ = QFileDialog.getOpenFileName(self.show(), "Open a procedure note", str(self.folder), FILTER)
        if path:
            self.read_path(Path(path))

    def show(self) -> NoteWindow:
        """The window, shown."""
        if self.window is None:
            self.window = NoteWindow(
                self._look, self._make_reader(), Outlook(self._workspace()), self._parent
            )
            self.window.filled.connect(self.filled)
            self.window.file_asked.connect(self.ask_file)
            self.window.queries_asked.connect(self._ask_physician)
        bring_forward(self.window)
        return self.window

    def _ask_physician(self) -> None:
        if self.window is None:
            return
        on = self._workspace().form.draft().date_of_service
        dialog = QueriesDialog(self._look, self.window.reading.queries, on, self._today(), self.window)
        dialog.exec()
        dialog.deleteLater()
