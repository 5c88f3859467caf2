"""How a cell of a working table is painted: its wrapped text, laid out once a width, and nothing else.

The style sheet's own painting asks a model in Python eight times for each cell and lays its text out again,
and a letter typed into the filter repaints every cell that shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSortFilterProxyModel
from PySide6.QtGui import QPainter, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.desktop.pages.drawing import wrapped_text
from app.desktop.widgets.tabs import paint_ring

if TYPE_CHECKING:
    from app.desktop.look.look import Look
    from app.desktop.pages.table_model import TableModel

_LEFT, _TOP = 9, 3
_PADDING = 18


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of `model` as `rows` shows them."""

    def __init__(self, look: Look, model: TableModel, rows: QSortFilterProxyModel, view: QTableView) -> None:
        super().__init__(view)
        self._look = look
        self._model = model
        self._rows = rows
        self._texts: dict[tuple[int, int], tuple[int, QStaticText]] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, text, and the ring of the current cell."""
        look, model = self._look, self._model
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row, column = self._rows.mapToSource(index).row(), index.column()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("select"))
        elif model.found and model.found in model.cell(row, column).lower():
            painter.fillRect(rect, look.color("mark"))
        token, weight = model.type_of(column)
        painter.setFont(look.font(token, weight, code=column == 0))
        painter.setPen(look.color("text" if column == 0 else "text2"))
        corner = QPointF(rect.x() + look.px(_LEFT), rect.y() + look.px(_TOP))
        painter.drawStaticText(corner, self._text(row, column, rect.width() - look.px(_PADDING)))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(1, 1, -1, -1), look)

    def _text(self, row: int, column: int, width: int) -> QStaticText:
        """The text of a cell, laid out for a width."""
        known = self._texts.get((row, column))
        if known and known[0] == width:
            return known[1]
        right = column in self._model.table.numeric
        made = wrapped_text(self._model.cell(row, column), width, right=right)
        self._texts[row, column] = (width, made)
        return made
