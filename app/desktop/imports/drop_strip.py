"""The strip on which files are dropped, with a button for those who would rather choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.dropping import local_paths, take_copy
from app.desktop.widgets.labels import make_button, make_label

KINDS = (
    "PTP edits, MUE, add-on code edits, physician fee schedule, Addendum B, HCPCS, ICD-10-CM, "
    "place of service"
)
_WORDS_LEAST = 380
"""Pixels that the words have beside the buttons."""


class DropStrip(QWidget):
    """Signals: `dropped(list of Path)`."""

    dropped = Signal(list)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAcceptDrops(True)
        self._icon = QLabel()
        self._add = make_button("Add files…", "", self._choose_files)
        self._folder = make_button("Add a folder…", "quiet", self._choose_folder)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(make_label("Drop files or a folder here, zipped as CMS ships them", wrap=True))
        texts.addWidget(make_label(KINDS, "caption", "text2", wrap=True))
        # Beside the words while there is room, else below them.
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(look.px(18), look.px(9), look.px(10), look.px(9))
        self._row.setSpacing(look.px(12))
        said = QHBoxLayout()
        said.addWidget(self._icon)
        said.addLayout(texts, 1)
        self._row.addLayout(said, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._folder)
        buttons.addWidget(self._add)
        self._row.addLayout(buttons)
        look.changed.connect(self._refresh)
        self._refresh()

    def set_open(self, *, on: bool) -> None:
        """Take files, or not while an import runs."""
        self.setAcceptDrops(on)
        self._add.setEnabled(on)
        self._folder.setEnabled(on)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if local_paths(event):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the local files of a drop."""
        paths = local_paths(event)
        if paths:
            take_copy(event)
            self.dropped.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where the words keep their room."""
        super().resizeEvent(event)
        beside = self.width() - self._folder.sizeHint().width() - self._add.sizeHint().width()
        directions = QBoxLayout.Direction
        wide = beside >= self._look.px(_WORDS_LEAST)
        self._row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel ground and a dashed edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("border"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(self._look.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, "Add CMS files", "", "CMS files (*.zip *.txt *.csv *.xlsx *.xml);;All files (*)"
        )
        if names:
            self.dropped.emit([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Add a folder of CMS files")
        if name:
            self.dropped.emit([Path(name)])

    def _refresh(self) -> None:
        self._icon.setPixmap(self._look.pixmap("arrow_import", "text2", 20))
        self._add.setIcon(self._look.icon("folder_open"))
        self._add.setIconSize(self._look.icon_size())
