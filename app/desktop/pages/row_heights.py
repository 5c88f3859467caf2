"""How tall the rows of a working table are: measured once a width, much faster than asking the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.desktop.pages.drawing import WRAP, wrapped_text

if TYPE_CHECKING:
    from app.desktop.look.look import Look
    from app.desktop.pages.table_model import TableModel

PADDING = 18
_FAR = 1_000_000.0


class RowHeights:
    """The heights of the rows of `model`, kept while the widths of its columns stay."""

    def __init__(self, look: Look, model: TableModel, width_of: Callable[[int], int]) -> None:
        self._look = look
        self._model = model
        self._width_of = width_of
        self._widths: list[int] = []
        self._known: dict[int, int] = {}
        self._cells: dict[tuple[int, str], float] = {}

    def of(self, row: int) -> int:
        """The height that the wrapped cells of a row of the table need."""
        height = self._known.get(row)
        if height is None:
            height = self._known[row] = self._measure(row)
        return height

    def refresh(self) -> None:
        """Take the widths in force; heights for others are forgotten."""
        widths = [self._width_of(column) for column in range(self._model.columnCount())]
        if widths != self._widths:
            self._widths = widths
            self._known.clear()
            self._cells.clear()

    def _measure(self, row: int) -> int:
        cells = self._model.row_cells(row)
        tallest = max(self._cell(column, text) for column, text in enumerate(cells))
        return max(self._look.px(24), round(tallest) + self._look.px(8))

    def _cell(self, column: int, text: str) -> float:
        """The height of a text in a column, measured once: many rows say the same there."""
        height = self._cells.get((column, text))
        if height is None:
            height = self._cells[column, text] = self._measure_cell(column, text)
        return height

    def _measure_cell(self, column: int, text: str) -> float:
        look = self._look
        metrics = look.metrics(*self._model.type_of(column))
        room = QRectF(0, 0, self._widths[column] - look.px(PADDING), _FAR)
        needed = metrics.boundingRect(room, WRAP, text)
        if needed.width() <= room.width():
            return needed.height()
        laid_out = wrapped_text(text, room.width())  # a word is broken
        laid_out.prepare(font=look.font(*self._model.type_of(column)))
        return max(laid_out.size().height(), needed.height())
