"""All shortcuts on one searchable sheet, made from the actions, so that it cannot go stale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desktop.commands import COMMANDS, plain_text, shown_keys
from app.desktop.look.look import Look
from app.desktop.widgets.clearable_edit import ClearableEdit
from app.desktop.widgets.labels import make_default
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.row_ends import RowTable

# Keys that belong to a place and are no command; the table of the design lists them with the rest.
PLACE_KEYS = (
    ("Search and results", "Move and preview", "Down, Up"),
    ("Search and results", "Open what was typed", "Enter"),
    ("Search and results", "Empty the field, then leave it", "Esc"),
    ("Page", "Type a letter or digit: search", "any letter"),
    ("Page", "Open a source or a link", "Enter, Space"),
    ("Page", "Next section with sources or links", "Tab, Shift+Tab"),
    ("Page", "Next source or link of the section", "Right, Left"),
    ("Page", "Next group of links of the section", "Down, Up"),
    ("Page", "Read by line, by sign, by word", "Down, Right, Ctrl+Right"),
    ("Modifier table", "Sources of the row", "Space"),
    ("Form", "Yes, No, Not stated", "Y, N, -"),
    ("Form", "Next or previous row", "Down, Up"),
    ("Claim lines", "Edit the cell, keeping its content", "F2"),
    ("Claim lines", "Next cell; out of the last, a new line", "Tab"),
    ("Claim lines", "Commit and go to the next line", "Enter"),
)


class ShortcutSheet(QDialog):
    """Command, menu and keys in a table; a filter above it."""

    def __init__(self, look: Look, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All shortcuts")
        self.filter = ClearableEdit(look, "Filter by command or key", "Filter shortcuts", "Clear the filter")
        self.filter.keeps_enter = True
        self.table = RowTable(0, 3)
        self.table.setAccessibleName("Shortcuts")
        self.table.setHorizontalHeaderLabels(["Where", "Does", "Keys"])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        rows = [
            (
                command.menu.replace("&", ""),
                plain_text(actions[command.name]),
                shown_keys(actions[command.name]),
            )
            for command in COMMANDS
            if command.name in actions
        ]
        self._fill([*rows, *PLACE_KEYS], look)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        column.setSpacing(look.px(10))
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(make_default("Close", self.accept))
        column.addLayout(foot)
        self.filter.textChanged.connect(self._show)
        first_size(self, look.px(620), look.px(560))

    def shown(self) -> list[str]:
        """What the rows that show do."""
        return [cells[1] for row, cells in enumerate(self._rows) if not self.table.isRowHidden(row)]

    def _fill(self, rows: list[tuple[str, str, str]], look: Look) -> None:
        self._rows = rows
        self.table.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
            self.table.setRowHeight(row, look.px(26))
        self.table.ensurePolished()  # a cell is as wide as the style sheet says only once it is applied
        self.table.resizeColumnToContents(0)
        self.table.resizeColumnToContents(2)

    def _show(self, text: str) -> None:
        words = text.lower().split()
        for row in range(self.table.rowCount()):
            line = " ".join(self._rows[row]).lower()
            self.table.setRowHidden(row, not all(word in line for word in words))
