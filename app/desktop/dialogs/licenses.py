"""The license texts of every part that the program ships: a list beside a plain text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from app.coding.parts import license_text, read_parts
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_default, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.read_only_text import read_only_text


class LicenseTexts(QDialog):
    """A part is chosen at the left and read at the right; only its own texts are loaded."""

    def __init__(self, look: Look, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Licenses")
        self._resources = resources
        self._parts = read_parts(resources)
        px = look.px
        self.list = QListWidget()
        self.list.setAccessibleName("Parts")
        self.list.setFixedWidth(min(px(240), self.screen().availableSize().width() // 3))
        self.text = read_only_text("License text")
        self.list.currentRowChanged.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addWidget(self._caption())
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        column.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(make_default("Close", self.accept))
        column.addLayout(foot)
        first_size(self, px(900), px(600))
        self.list.ensurePolished()  # the rows are as high as the style sheet says only once it is applied
        self.list.addItems([part.name for part in self._parts])
        self.list.setCurrentRow(0)

    def _caption(self) -> QLabel:
        label = make_label("&Parts of the program", "caption", "text2")
        label.setBuddy(self.list)
        return label

    def _show(self, row: int) -> None:
        part = self._parts[row]
        try:
            self.text.setPlainText(license_text(self._resources, part))
        except OSError as error:
            self.text.setPlainText(f"The text of {part.name} could not be read: {error.strerror}.")
