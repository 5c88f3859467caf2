"""The model behind the results list: rows in, rows out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.coding.dates import show_date, split_date
from app.desktop.search.rows import ResultRow

ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class ResultsModel(QAbstractListModel):
    """Rows of results. `set_rows` replaces them all."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ResultRow, ...] = ()

    def set_rows(self, rows: tuple[ResultRow, ...]) -> None:
        """Show `rows`."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: int) -> ResultRow | None:
        """The row at `index`, None when there is none."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def first_hit(self, typed: str = "") -> int:
        """The index of the row of the code that was typed, else of the first that opens a page, else -1."""
        opening = [(index, row) for index, row in enumerate(self._rows) if row.key()]
        if not opening:
            return -1
        code = split_date(typed)[0].strip().upper()
        exact = (index for index, row in opening if row.hit and row.hit.key == code)
        return next(exact, opening[0][0])

    def date_row(self) -> ResultRow | None:
        """The row of a date that was typed and nothing beside it; None where anything else was typed."""
        row = self.row(0)
        return row if row and row.on and len(self._rows) == 1 else None

    def hits(self) -> int:
        """How many rows open a page."""
        return sum(bool(row.key()) for row in self._rows)

    def spoken(self, index: int) -> str:
        """A row and its place among those that open a page: "77002, add-on, fluoro needle guidance, 2 of 9".

        Where none does, the words that say so.
        """
        row = self.row(index)
        if row is None or not row.key():
            return " ".join(row.spoken() for row in self._rows if row.kind == "words")
        place = sum(bool(row.key()) for row in self._rows[: index + 1])
        day = f", as of {show_date(row.on)}" if row.on else ""
        return f"{row.spoken()}{day}, {place} of {self.hits()}"

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """The number of rows."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's own type
        """The row itself, and what a screen reader says of it."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return _whole(row)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Only rows that open something can be selected."""
        if index.isValid() and self._rows[index.row()].key():
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled


def _whole(row: ResultRow) -> str | None:
    """What a narrow list cuts of a row."""
    if row.hit:
        return " ".join(filter(None, (row.hit.code, row.hit.label)))
    return row.spoken() if row.answer else None
