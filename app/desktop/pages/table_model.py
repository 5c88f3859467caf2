"""The model of a working table, and the filter and order over it."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from app.coding.pages import Table
from app.desktop.look.fonts import TypeToken
from app.desktop.pages.context import PageContext
from app.pages.text import tag_text

_Index = QModelIndex | QPersistentModelIndex
SOURCE_HEAD = "Source"
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


class TableModel(QAbstractTableModel):
    """Rows of a table record; the last column names each row's sources."""

    def __init__(self, table: Table, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._context = context
        self.sources = [tag_text(row.citations, context.source_of) for row in table.rows]
        self._columns = (*table.columns, SOURCE_HEAD) if any(self.sources) else table.columns
        self.texts = ["\n".join(self.row_cells(row)).lower() for row in range(len(table.rows))]
        self.found = ""

    def rowCount(self, parent: _Index | None = None) -> int:
        """The number of rows."""
        return 0 if parent and parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The number of columns."""
        return len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's own type
        """Heads, aligned as their column. For a screen reader a row is headed by its first cell."""
        if orientation == Qt.Orientation.Vertical:
            return self.cell(section, 0) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if section in self.table.numeric else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's own type
        """A cell's text, font and place."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.FontRole:
            token, weight = self.type_of(column)
            return self._context.look.font(token, weight, code=column == 0)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._context.look.color("text" if column == 0 else "text2")
        if role == Qt.ItemDataRole.BackgroundRole and self.found:
            return self._context.look.color("mark") if self.found in self.cell(row, column).lower() else None
        return None

    def type_of(self, column: int) -> tuple[TypeToken, int]:
        """Size and weight of a column's text."""
        if column == 0:
            return "body", 600
        return ("caption", 400) if column == len(self.table.columns) else ("small", 400)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell."""
        cells = self.table.rows[row].cells
        return cells[column] if column < len(cells) else self.sources[row]

    def row_cells(self, row: int) -> list[str]:
        """Every cell of a row, its sources included."""
        return [self.cell(row, column) for column in range(self.columnCount())]

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self.table.numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignTop


class RowFilter(QSortFilterProxyModel):
    """Keeps rows that hold every typed word in any column; sorts codes and numbers as coders do.

    While it is `folded` and nothing is typed, it keeps the rows that matter most.
    """

    def __init__(self, model: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self.folded = model.table.can_fold()
        self.setSourceModel(model)

    def set_text(self, text: str) -> None:
        """Filter by the words of `text`."""
        self.beginFilterChange()
        self._words = text.lower().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def fold(self, folded: bool) -> None:
        """Keep the rows that matter most, or all."""
        self.beginFilterChange()
        self.folded = folded
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        """Whether the row is shown."""
        return (bool(self._words) or not self.folded or row < self._model.table.lead) and self.matches(row)

    def matches(self, row: int) -> bool:
        """Whether every typed word is in the row of the table."""
        text = self._model.texts[row]
        return all(word in text for word in self._words)

    def lessThan(self, left: _Index, right: _Index) -> bool:
        """Numbers by value, dates by the calendar, texts without regard to case."""
        return _sort_key(self._model.cell(left.row(), left.column())) < _sort_key(
            self._model.cell(right.row(), right.column())
        )


def _sort_key(text: str) -> tuple[int, float, str]:
    plain = text.replace(",", "").replace("$", "").strip()
    if day := _DAY.fullmatch(plain):
        plain = f"{day[3]}{day[1]}{day[2]}"
    try:
        return (0, float(plain), "")
    except ValueError:
        return (1, 0.0, text.lower())
