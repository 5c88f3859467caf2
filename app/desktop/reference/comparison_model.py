"""The rows of a comparison as a table model: what differs is marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.coding.pages import Page
from app.desktop.look.look import Look
from app.pages.comparing import ComparedRow, compare_pages
from app.pages.text import tag_text

_Index = QModelIndex | QPersistentModelIndex


class ComparisonModel(QAbstractTableModel):
    """Compared rows. `set_pages` replaces them; `only_differences` hides what is the same."""

    def __init__(self, look: Look, find: Callable[..., Any]) -> None:
        super().__init__()
        self._look = look
        self._find = find
        self._pages: tuple[Page, ...] = ()
        self._all: tuple[ComparedRow, ...] = ()
        self.rows: tuple[ComparedRow, ...] = ()

    def set_pages(self, pages: tuple[Page, ...], *, only_differences: bool) -> None:
        """Compare `pages`."""
        self.beginResetModel()
        self._pages = pages
        self._all = compare_pages(pages)
        self.rows = _differences(self._all) if only_differences else self._all
        self.endResetModel()

    def heads(self) -> list[str]:
        """The head of each column."""
        return ["", *(page.code for page in self._pages)]

    def rowCount(self, parent: _Index | None = None) -> int:
        """The number of rows."""
        return 0 if parent and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The label and a column a page."""
        return len(self._pages) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's own type
        """Codes, with their labels as tooltips. The label of a row heads it for a screen reader."""
        if orientation == Qt.Orientation.Vertical:
            return self.rows[section].label if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads()[section]
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return self._pages[section - 1].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's own type
        """Label and values; the label of a differing row says so."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._look.color("text" if row.heading or (column and row.differs()) else "text2")
        if role == Qt.ItemDataRole.BackgroundRole:
            token = "head" if row.heading else "page"
            return self._look.color(token)
        if role == Qt.ItemDataRole.FontRole:
            strong = row.heading or (column and row.differs())
            return self._look.font("small", 600 if strong else 400)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.ToolTipRole and column and not row.heading and row.citations:
            return f"Source: {tag_text(row.citations[column - 1], self._find)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not column:
                return f"{row.label}, differs" if row.differs() else row.label
            return f"{self.text(row, column)}, differs" if row.differs() else self.text(row, column)
        return None

    def texts(self) -> list[list[str]]:
        """The text of every cell, row by row."""
        columns = range(self.columnCount())
        return [[self.text(row, column) for column in columns] for row in self.rows]

    def text(self, row: ComparedRow, column: int) -> str:
        """The text of a cell. A mark in words stands beside the color."""
        if column:
            return row.cells[column - 1]
        return f"≠ {row.label}" if row.differs() else row.label


def _differences(rows: tuple[ComparedRow, ...]) -> tuple[ComparedRow, ...]:
    """Rows that differ, with the headings that still have one."""
    result: list[ComparedRow] = []
    for row in rows:
        if row.heading and result and result[-1].heading:
            result.pop()
        if row.heading or row.differs():
            result.append(row)
    if result and result[-1].heading:
        result.pop()
    return tuple(result)
