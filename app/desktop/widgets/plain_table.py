"""A table that is read: one row is chosen, nothing in it is edited, and Tab leaves it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.desktop.widgets.row_ends import RowTable


def plain_table(name: str, heads: Sequence[str], *, wrap: bool = False) -> QTableWidget:
    """An empty table; `name` is what a screen reader calls it.

    Columns are as wide as their texts at every zoom, and the last takes what is left. `wrap`: a text that is
    longer makes its row taller, so that all of it is read.
    """
    table = RowTable(0, len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
    if wrap:
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def fill_table(
    table: QTableWidget, rows: Iterable[Sequence[str]], current: int, right: Collection[int] = ()
) -> None:
    """Show other rows without a signal and go to the row that was chosen, in column `current`.

    Numbers stand at the right in the columns `right`.
    """
    chosen = max(table.currentRow(), 0)
    blocker = QSignalBlocker(table)
    table.setRowCount(0)
    for cells in rows:
        row = table.rowCount()
        table.insertRow(row)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column in right:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    if table.rowCount():
        table.setCurrentCell(min(chosen, table.rowCount() - 1), current)
    blocker.unblock()
