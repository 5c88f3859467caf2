"""The questions that a note leaves for the physician: read them, choose, copy, or save them as a PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.coding.errors import InstallationError
from app.coding.files import write_whole
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.note.query_report import query_report
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.labels import make_button, make_default, make_hairline, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.read_only_text import read_only_text
from app.desktop.widgets.save_place import ask_place
from app.notes.record import Query

_SIZE = (820, 560)
_LIST = 260
_FILE = "questions.pdf"
ABOUT = (
    "They ask openly and name no code and no payment. Read them before you send them, as your policy on "
    "queries says. The quotes are of the note."
)


class QueriesDialog(QDialog):
    """A list of questions to be ticked, and the text of the ticked ones.

    `on` is the date of service if it is known, `today` the day on which they are asked.
    """

    def __init__(
        self,
        look: Look,
        queries: tuple[Query, ...],
        on: date | None,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Questions to the physician")
        self._look = look
        self._queries = queries
        self._on, self._today = on, today
        self.message = Message(look, self)
        self.list = QListWidget()
        self.list.setAccessibleName("Questions")
        self.list.ensurePolished()  # the rows are as high as the style sheet says only once it is applied
        self.text = read_only_text("Text of the ticked questions")
        self.copy_button = make_default("Copy", self.copy, "primary")
        self.save_button = make_button("Save as PDF…", "", self.save)
        for query in queries:
            item = QListWidgetItem(query.title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _item: self._refresh())
        self._lay_out()
        self._refresh()

    def chosen(self) -> tuple[Query, ...]:
        """The questions that are ticked."""
        rows = range(self.list.count())
        ticked = [self.list.item(row).checkState() == Qt.CheckState.Checked for row in rows]
        return tuple(query for query, on in zip(self._queries, ticked, strict=True) if on)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.message.say("Copied.", severity="info")

    def save(self) -> None:
        """Ask for a place and write the questions there as a PDF."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = ask_place(self, "Save questions", Path(documents) / _FILE, "PDF (*.pdf)", (".pdf",))
        if path:
            self.save_path(path)

    def save_path(self, path: Path) -> None:
        """Write the PDF; when that fails, say why."""
        from app.checklist.printing import print_report  # the typesetter loads here

        try:
            write_whole(path, print_report(query_report(self.chosen(), self._on, self._today)))
        except (OSError, InstallationError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self.message.say(f"The questions were not saved: {why}. Choose another place.")
        else:
            self.message.say(f"Saved {path.name}.", severity="info")

    def _refresh(self) -> None:
        chosen = self.chosen()
        self.text.setPlainText("\n\n\n".join(query.text for query in chosen))
        for button in (self.copy_button, self.save_button):
            button.setEnabled(bool(chosen))

    def _lay_out(self) -> None:
        px = self._look.px
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self.list.setMaximumWidth(px(_LIST))
        row.addWidget(self.list, 1)
        row.addWidget(self.text, 2)
        column = QVBoxLayout()
        column.setContentsMargins(px(20), px(14), px(20), px(12))
        column.setSpacing(px(8))
        column.addWidget(make_label(ABOUT, "caption", "text2", wrap=True))
        column.addLayout(row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.message)
        whole.addLayout(column, 1)
        whole.addWidget(make_hairline())
        close = make_button("Close", "", self.close)
        whole.addWidget(FlowRow(self._look, (), (close, self.save_button, self.copy_button)))
        first_size(self, px(_SIZE[0]), px(_SIZE[1]))
