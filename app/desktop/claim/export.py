"""Exporting the checklist: options, a preview of the very pages, and saving or printing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.checklist import Options, file_name, render
from app.checklist.options import REVIEW_TYPES
from app.coding.claim import Claim
from app.coding.errors import InstallationError
from app.coding.files import write_whole
from app.coding.findings import Review
from app.coding.library import Names
from app.desktop.claim.files import explain
from app.desktop.claim.leaving import STANDS_IN_FILE, identifier_words
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.save_place import ask_place
from app.desktop.widgets.scrolled import scrolled_page
from app.desktop.widgets.segment import Segment

PAPERS = (("us-letter", "US Letter"), ("a4", "A4"))
ATTACH = "Put the claim into the file"
ATTACH_HINT = "Needlepoint can then open the checklist again and fill the form from it."
QUOTE = "Quote the note that was read"
QUARTER = "Print the quarter, not the date"
QUARTER_HINT = (
    "For files that leave your organization. The claim, which holds the date, is then left out of the file. "
    "This alone does not de-identify the checklist."
)
_OPTIONS_WIDTH = 288


class ExportDialog(QDialog):
    """One checklist on its way out. Signals: `saved(Path)` after the file was written."""

    saved = Signal(object)

    def __init__(
        self,
        look: Look,
        claim: Claim,
        review: Review,
        reference: Names,
        options: Options,
        folder: Path,
        parent: QWidget | None = None,
        quotes: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """`quotes`: the words of a note behind values of the claim, to be printed when asked for."""
        super().__init__(parent)
        self._look = look
        self._claim = claim
        self._review = review
        self._reference = reference
        self._quotes = quotes
        self.options = options
        self.folder = folder
        self._pdf = b""
        self.setWindowTitle("Export checklist")
        self.message = Message(look)
        self._make_options()
        self._warning = self._make_warning()
        self._preview = self._make_preview()
        self._save = make_button("", "primary", self.save)
        self._print = make_button("Print…", "", self.print)
        self._lay_out()
        first_size(self, look.px(960), look.px(700))
        self._save.setDefault(True)
        self._refresh()
        self._save.setFocus()

    def pdf(self) -> bytes:
        """The checklist as the options have it; empty when it could not be made."""
        return self._pdf

    def warning(self) -> str:
        """What looks like a patient's identifier, "" when nothing does."""
        return self._warning_words.text()

    def save(self) -> None:
        """Ask for a place and write the checklist there."""
        proposed = self.folder / file_name(self._claim, self.options)
        path = ask_place(self, "Save checklist", proposed, "PDF (*.pdf)", (".pdf",))
        if path:
            self.save_path(path)

    def save_path(self, path: Path) -> None:
        """Write the checklist; when that fails, say why and offer ways on."""
        try:
            write_whole(path, self._pdf)
        except OSError as error:
            ways: Sequence[tuple[str, Callable[[], object]]] = (
                ("Try again", lambda: self.save_path(path)),
                ("Choose another place…", self.save),
            )
            self.message.say(
                f"The checklist was not saved. {explain(path, error)} The claim is as it was.", ways
            )
            return
        self.folder = path.parent
        self.saved.emit(path)
        self.accept()

    def print(self) -> None:
        """Ask for a printer and print the pages that the preview shows."""
        from app.desktop.claim.preview import print_pages

        sizes = {"us-letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}
        name = file_name(self._claim, self.options)
        try:
            print_pages(self._pdf, name, sizes[self.options.paper], self)
        except OSError as error:
            self.message.say(
                f"The checklist was not printed: {error.strerror}. It can be saved and printed elsewhere."
            )
        except InstallationError as error:
            self.message.say(str(error))

    # Making it

    def _make_options(self) -> None:
        options = self.options
        self._paper = Segment(self._look, "Paper", PAPERS, tall=True)
        self._paper.set_value(options.paper)
        types = [*REVIEW_TYPES.items(), (None, "To fill in")]
        self._type = Segment(self._look, "Review", types)
        self._type.set_value(options.review_type)
        self._attach = QCheckBox(ATTACH)
        self._attach.setChecked(options.attach_claim)
        self._quarter = QCheckBox(QUARTER)
        self._quarter.setChecked(options.quarter_only)
        self._paper.chosen.connect(lambda value: self.choose(paper=value))
        self._type.chosen.connect(lambda value: self.choose(review_type=value))
        self.quote = QCheckBox(QUOTE)
        self.quote.setVisible(bool(self._quotes))
        self.quote.toggled.connect(lambda on: self.choose(quotes=self._quotes if on else ()))
        self._attach.toggled.connect(lambda on: self.choose(attach_claim=on))
        self._quarter.toggled.connect(lambda on: self.choose(quarter_only=on))

    def _make_warning(self) -> QWidget:
        box = QWidget()
        mark = QLabel()
        mark.setPixmap(self._look.shape("warning", 16))
        self._warning_words = make_label("", "", "", wrap=True)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.px(8))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._warning_words, 1)
        return box

    def _make_preview(self) -> QWidget:
        from app.desktop.claim.preview import Preview

        self.pages = Preview(self)
        return self.pages

    def _lay_out(self) -> None:
        px = self._look.px
        side = QWidget()
        side.setFixedWidth(px(_OPTIONS_WIDTH))
        options = QVBoxLayout(scrolled_page(side))
        options.setContentsMargins(px(20), px(20), px(20), px(20))
        options.setSpacing(px(6))
        for widget in (make_label("Paper", "small", "text2"), self._paper):
            options.addWidget(widget)
        options.addSpacing(px(10))
        for widget in (make_label("Review", "small", "text2"), self._type):
            options.addWidget(widget)
        options.addSpacing(px(10))
        for box, hint in ((self._attach, ATTACH_HINT), (self._quarter, QUARTER_HINT)):
            options.addWidget(box)
            options.addWidget(make_label(hint, "small", "text3", wrap=True))
            options.addSpacing(px(6))
        options.addWidget(self.quote)
        options.addWidget(self._warning)
        options.addStretch(1)
        foot = FlowRow(self._look, (), (self._print, make_button("Cancel", "", self.reject), self._save))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._preview, 1)
        middle.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addLayout(middle, 1)
        column.addWidget(foot)

    def choose(self, **changes: object) -> None:
        """Take changed options and set the pages again."""
        self.options = msgspec.structs.replace(self.options, **changes)
        self._refresh()

    def _refresh(self) -> None:
        self._attach.setEnabled(not self.options.quarter_only)
        found = identifier_words(self._claim)
        self._warning_words.setText(f"{found} {STANDS_IN_FILE}" if found else "")
        self._warning.setVisible(bool(found))
        self._save.setText("Save anyway…" if found else "Save PDF…")
        self._pdf = b""  # never the pages of other options
        try:
            self._pdf = render(self._review, self._claim, self._reference, self.options)
            self.pages.show_pdf(self._pdf)
        except InstallationError as error:
            self.message.say(str(error))
        self._save.setEnabled(bool(self._pdf))
        self._print.setEnabled(bool(self._pdf))
