"""Home and End in a table whose rows are chosen whole: the first and the last row, as in a list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTableWidget

_Moves = QAbstractItemView.CursorAction


def row_end(view: QTableView, move: QAbstractItemView.CursorAction) -> QModelIndex | None:
    """The first or last row that can be chosen, for Home or End; None for another key, or without such a row.

    The column stays that of the current cell. Qt's own goes to the ends of the row, which show nothing.
    """
    if move not in (_Moves.MoveHome, _Moves.MoveEnd):
        return None
    model, column = view.model(), max(view.currentIndex().column(), 0)
    rows = range(model.rowCount())
    cells = (
        model.index(row, column)
        for row in (rows if move == _Moves.MoveHome else reversed(rows))
        if not view.isRowHidden(row)
    )
    return next((cell for cell in cells if model.flags(cell) & Qt.ItemFlag.ItemIsEnabled), None)


class RowTable(QTableWidget):
    """A table of items whose rows are chosen whole."""

    def moveCursor(self, move: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        return row_end(self, move) or super().moveCursor(move, modifiers)
