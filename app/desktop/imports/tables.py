"""Table views in the manner of the house."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout

from app.desktop.imports.rows_model import SORT_ROLE, RowsModel
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_label
from app.desktop.widgets.row_ends import row_end

ROW_HEIGHT = 28
_STRETCHED_LEAST = 140


class StretchedTable(QTableView):
    """A table of which one column takes the room that is left, and has a least width all the same."""

    def __init__(self, look: Look, stretched: int) -> None:
        super().__init__()
        self._look = look
        self._stretched = stretched

    def moveCursor(self, move: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        return row_end(self, move) or super().moveCursor(move, modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column what is left."""
        super().resizeEvent(event)
        self.stretch()

    def stretch(self) -> None:
        """Give the column what the others leave."""
        others = (column for column in range(self.horizontalHeader().count()) if column != self._stretched)
        left = self.viewport().width() - sum(self.columnWidth(column) for column in others)
        self.setColumnWidth(self._stretched, max(self._look.px(_STRETCHED_LEAST), left))


class RowsTable(StretchedTable):
    """A table with a sentence in place of rows. Enter opens a row, and is no press of the default button."""

    def __init__(self, look: Look, stretched: int) -> None:
        super().__init__(look, stretched)
        self._empty = make_label("", "small", "text2", self.viewport(), wrap=True)
        inside = QVBoxLayout(self.viewport())
        inside.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        inside.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        self._empty.hide()

    def say_empty(self, sentence: str) -> None:
        """Say why there is no row and what to do; "" while there are rows."""
        self._empty.setText(sentence)
        self._empty.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as high as the sentence needs."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        inside = self.viewport().layout()
        if inside is not None and not self._empty.isHidden():
            around = self.height() - self.viewport().height()  # header, frame and a scroll bar
            needed = inside.totalHeightForWidth(self.viewport().width()) + around
            self.setMinimumHeight(max(self.minimumHeight(), needed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def make_table(look: Look, model: RowsModel, name: str, widths: dict[int, int], stretch: int) -> RowsTable:
    """A sortable table; `widths` in pixels at zoom 100 %, `stretch` is the column that takes the rest."""
    proxy = QSortFilterProxyModel(model)
    proxy.setSourceModel(model)
    proxy.setSortRole(SORT_ROLE)
    table = RowsTable(look, stretch)
    table.setModel(proxy)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setSortingEnabled(True)
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(look.px(ROW_HEIGHT))
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setStyleSheet("QTableView::item { padding: 0 5px; }")  # under the header's words; no color here
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    for column, width in widths.items():
        table.setColumnWidth(column, look.px(width))
    return table
