"""The request that follows from a denial: a preview of its very pages, and saving or printing them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.checklist.letter import Letter
from app.checklist.printing import print_letter
from app.coding.errors import InstallationError
from app.coding.files import write_whole
from app.desktop.claim.files import explain
from app.desktop.claim.preview import Preview, print_pages
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.labels import make_button, make_default, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.save_place import ask_place

FILE_NAME = "request.pdf"
BLANKS = (
    "Who it is about, who signs and what the claim does not state are blanks, to be filled in on paper. "
    "Read each reason and each source before it is signed."
)


class LetterDialog(QDialog):
    """One letter on its way out. Signals: `saved(Path)` after the file was written."""

    saved = Signal(object)

    def __init__(self, look: Look, letter: Letter, folder: Path, parent: QWidget | None = None) -> None:
        """Raises InstallationError when the letter cannot be set."""
        super().__init__(parent)
        self._folder = folder
        self.pdf = print_letter(letter)
        self.setWindowTitle(letter.title)
        self.message = Message(look)
        self.pages = Preview(self, "request")
        self.save_button = make_default("Save PDF…", self.save, "primary")
        self.print_button = make_button("Print…", "", self.print)
        self._lay_out(look)
        first_size(self, look.px(760), look.px(720))
        try:
            self.pages.show_pdf(self.pdf)
        except InstallationError as error:
            self.message.say(str(error))
        self.save_button.setFocus()

    def save(self) -> None:
        """Ask for a place and write the letter there; when that fails, say why and offer ways on."""
        path = ask_place(self, "Save the request", self._folder / FILE_NAME, "PDF (*.pdf)", (".pdf",))
        if path is not None:
            self.save_path(path)

    def save_path(self, path: Path) -> None:
        """Write the letter."""
        try:
            write_whole(path, self.pdf)
        except OSError as error:
            ways = (
                ("Try again", lambda: self.save_path(path)),
                ("Choose another place…", self.save),
            )
            self.message.say(f"The request was not saved. {explain(path, error)}", ways)
            return
        self.saved.emit(path)
        self.accept()

    def print(self) -> None:
        """Ask for a printer and print the pages that the preview shows."""
        try:
            print_pages(self.pdf, FILE_NAME, QPageSize.PageSizeId.Letter, self)
        except OSError as error:
            self.message.say(
                f"The request was not printed: {error.strerror}. It can be saved and printed elsewhere."
            )
        except InstallationError as error:
            self.message.say(str(error))

    def _lay_out(self, look: Look) -> None:
        hint = make_label(BLANKS, "caption", "text2", wrap=True)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        above.addWidget(hint)
        cancel = make_button("Cancel", "", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addLayout(above)
        column.addWidget(self.pages, 1)
        column.addWidget(FlowRow(look, (), (self.print_button, cancel, self.save_button)))
