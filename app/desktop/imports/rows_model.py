"""A plain table of texts for the windows of this room, sortable, with one setter."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.desktop.look.look import Look
from app.desktop.look.shapes import State

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2


class TextRow(Struct, frozen=True):
    """One row: its cells, what it stands for, a shape before the first cell, and a tone for faded rows."""

    cells: tuple[str, ...]
    key: object = None
    shape: State | None = None
    tone: str = ""
    sort: tuple[object, ...] = ()


class RowsModel(QAbstractTableModel):
    """Rows of text under fixed column names; `numeric` columns are right-aligned."""

    def __init__(
        self,
        look: Look,
        columns: tuple[str, ...],
        numeric: tuple[int, ...] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self._numeric = numeric
        self._rows: list[TextRow] = []

    def set_rows(self, rows: list[TextRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> TextRow:
        """The row at a place of this model."""
        return self._rows[at]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Rows of the table."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Columns of the table."""
        return len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's variant
        """Column names."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's variant
        """Text, color, shape and what to sort by."""
        row, column = self._rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return row.cells[column]
        if role == SORT_ROLE:
            return row.sort[column] if row.sort else row.cells[column]
        if role == KEY_ROLE:
            return row.key
        if role == Qt.ItemDataRole.ForegroundRole and row.tone:
            return self._look.color(row.tone)
        if role == Qt.ItemDataRole.DecorationRole and column == 0 and row.shape:
            return self._look.shape(row.shape, 14)
        return self._alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
