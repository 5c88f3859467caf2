"""The user's own note on a page: stored in the user's data file, never in the book."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.coding.pages import Section
from app.desktop.look.look import Look
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.labels import make_heading
from app.desktop.widgets.widget_block import WidgetBlock

SECTION = Section("my-note", "My note", ())
_PAUSE_MS = 600
_LINES = 3


class NoteField(QPlainTextEdit):
    """A few lines; Tab leaves it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText("Kept on this machine for this page. No patient data.")
        self.setAccessibleName("My note on this page")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words alone: a file is for the window, and its name, which may be a patient's, for no note."""
        return not any(url.isLocalFile() for url in source.urls()) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words; see above."""
        if self.canInsertFromMimeData(source):
            super().insertFromMimeData(source)


class NoteBlock(WidgetBlock):
    """Title and field. What is typed is saved after a pause, at the latest when the page is left."""

    def __init__(self, look: Look, store: UserDataStore, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._store = store
        self._key = key
        self.field = NoteField(self)
        self.field.setPlainText(store.note(key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(14), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(make_heading(SECTION.title, "section", 2))
        column.addWidget(self.field)
        self._save_timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._save_timer.timeout.connect(self.keep)
        self.field.textChanged.connect(self._save_timer.start)
        store.flushing.connect(self.keep)

    def arrange(self, width: int) -> int:
        """Lay out for `width`; return the height."""
        line = self._look.metrics("body").lineSpacing()
        self.field.setFixedHeight(round(line * _LINES) + self._look.px(12))
        height = self.sizeHint().height()
        self.resize(width, height)
        return height

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at."""
        return [self.field]

    def keep(self) -> None:
        """Keep the note as it stands."""
        self._save_timer.stop()
        if self.field.toPlainText() != self._store.note(self._key):
            self._store.set_note(self._key, self.field.toPlainText())

    def selected_text(self) -> str:
        """The text selected in the note."""
        return self.field.textCursor().selectedText() if self.field.hasFocus() else ""
