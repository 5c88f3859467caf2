"""The working table: sorted by any column, filtered by typed text, copied as text or as rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.coding.pages import Table
from app.desktop.pages.cell_delegate import CellDelegate
from app.desktop.pages.context import PageContext
from app.desktop.pages.grid_view import GridView
from app.desktop.pages.row_heights import PADDING, RowHeights
from app.desktop.pages.table_model import RowFilter, TableModel
from app.desktop.pages.table_part import fit_columns, widest
from app.desktop.pages.table_text import readable_text, rows_text
from app.desktop.widgets.citations import SourceTag, copy_citations
from app.desktop.widgets.clearable_edit import ClearableEdit
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.roving import Roving


class FilterTableBlock(QWidget):
    """A text filter, two ways to copy, and the table.

    Of a table that says which rows matter most the others are folded; the filter looks at all.
    """

    def __init__(self, context: PageContext, table: Table, parent: QWidget, name: str = "Table") -> None:
        super().__init__(parent)
        self.setObjectName("filter_table")
        self._name = name
        self.look = context.look
        self._context = context
        self.model = TableModel(table, context, self)
        self.rows = RowFilter(self.model, self)
        self.filter = ClearableEdit(context.look, "Filter rows", f"Filter {name}", "Clear the filter", "Esc")
        self.view = GridView(context.look, self)
        self.view.setAccessibleName(name)
        self._heights = RowHeights(context.look, self.model, self.view.columnWidth)
        self._found: list[QModelIndex] = []
        self.count = make_label("", "caption", "text3")
        self._copies = (
            make_button("Copy as text", "small", lambda: self.copy(as_rows=False)),
            make_button("Copy as rows", "small", lambda: self.copy(as_rows=True)),
        )
        for button in self._copies:
            button.setAccessibleName(f"{button.text()}: {name}")
        Roving(self._copies, self)
        self.fold_button = make_button("", "link", lambda: self.fold(not self.rows.folded))
        self._heights_later = QTimer(self, singleShot=True, interval=0)
        self._heights_later.timeout.connect(self._fit_height)
        self._lay_out()
        self.view.setModel(self.rows)
        self.view.setItemDelegate(CellDelegate(context.look, self.model, self.rows, self.view))
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.horizontalHeader().setSortIndicatorClearable(True)
        self.filter.textChanged.connect(self._filter_rows)
        self.view.opened.connect(self._open_row)
        self.view.sources_asked.connect(self.show_sources)
        self.view.clicked.connect(self._click)
        self.view.horizontalHeader().sectionResized.connect(lambda *_: self._heights_later.start())
        self._width = 0
        self._is_wider = False
        self._name_fold()
        self.fold_button.setVisible(self.rows.folded)  # now that it has its place: else it is a window

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self.look.px(4), 0, 0)
        column.setSpacing(self.look.px(8))
        head = QHBoxLayout()
        head.setSpacing(self.look.px(8))
        head.addWidget(self.filter, 1)
        head.addWidget(self.count)
        for button in self._copies:
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignLeft)

    # What a page asks of a block

    def arrange(self, width: int) -> int:
        """Lay out for `width`; return the height."""
        if width != self._width:
            self._width = width
            naturals, words, heads = self._naturals()
            # Long words are broken before the table scrolls sideways, heads never.
            self._is_wider = sum(heads) > width - 4
            leasts = words if sum(words) <= width - 4 else heads
            sizes = words if self._is_wider else fit_columns(naturals, width - 4, leasts)
            for column, size in enumerate(sizes):
                self.view.setColumnWidth(column, int(size))
        self._set_heights()
        height = self.sizeHint().height()
        self.resize(width, height)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # its parts have their places before anyone asks where a row is
        return height

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at: the filter, the two ways to copy, the rows, all of them."""
        return [self.filter, *self._copies, self.view, self.fold_button]

    def selected_text(self) -> str:
        """The chosen rows as tab-separated text, when the table has the focus."""
        return rows_text(self.model, self._chosen_rows()) if self.view.hasFocus() else ""

    def clear_selection(self) -> None:
        """Nothing to clear: chosen rows stay."""

    def copy(self, *, as_rows: bool) -> None:
        """Copy what is chosen, or every row that the filter leaves, folded ones too.

        As rows (tabs, for a spreadsheet) or as readable text.
        """
        rows = self._chosen_rows() or self._kept_rows()
        QGuiApplication.clipboard().setText((rows_text if as_rows else readable_text)(self.model, rows))

    def copy_citation(self) -> None:
        """Copy the citations of the chosen rows."""
        rows = self._chosen_rows() or self._kept_rows()
        found = dict.fromkeys(item for row in rows for item in self.model.table.rows[row].citations)
        copy_citations(tuple(found), self._context.source_of)

    def show_sources(self, row: int) -> None:
        """Open the popover with the sources of a shown row."""
        record = self.model.table.rows[self.rows.mapToSource(self.rows.index(row, 0)).row()]
        if not record.citations:
            return
        for old in self.view.viewport().findChildren(SourceTag):
            old.deleteLater()
        tag = SourceTag(self.look, record.citations, self._context.source_of, self.view.viewport())
        cell = self.view.visualRect(self.rows.index(row, self.model.columnCount() - 1))
        tag.setGeometry(cell.x() + self.look.px(4), cell.y() + self.look.px(3), *_fit(tag, cell.width()))
        tag.setFocusProxy(self.view)  # a closed popover gives the keyboard back to the table
        tag.show()
        tag.show_popover()

    def _click(self, index: QModelIndex) -> None:
        """A click on the sources of a row shows them."""
        if index.column() == len(self.model.table.columns):
            self.show_sources(index.row())

    def contextMenuEvent(self, event: Any) -> None:  # noqa: ANN401  Qt's event
        """The ways to copy."""
        menu = QMenu(self)
        menu.addAction("Copy as text", lambda: self.copy(as_rows=False))
        menu.addAction("Copy as rows", lambda: self.copy(as_rows=True))
        menu.addAction("Copy citation", self.copy_citation)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the filter first."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.matches(QKeySequence.StandardKey.Copy) and self.view.hasFocus():
            self.copy(as_rows=True)
        else:
            event.ignore()

    # Folding and finding

    def fold(self, folded: bool) -> None:
        """Show the rows that matter most, or all."""
        self.rows.fold(folded)
        self._name_fold()
        self._fit_height()

    def unfold(self, text: str) -> bool:
        """Show every row if a folded one holds `text` (lower case); returns whether it did."""
        hidden = self.model.texts[self.model.table.lead :] if self.rows.folded else []
        found = any(text in row for row in hidden)
        if found:
            self.fold(folded=False)
        return found

    def find_text(self, text: str) -> list[QRect]:
        """Mark every cell that holds `text` (lower case, "" for none); returns them from the top."""
        self.model.found = text
        self.view.viewport().update()
        self._found = self._cells_with(text) if text else []
        return [self._cell(index) for index in self._found]

    def line_at(self, place: QRect) -> str:
        """The cells of the row at one of the places that `find_text` gave."""
        row = self.view.rowAt(self.view.viewport().mapFrom(self, place.center()).y())
        return ", ".join(filter(None, self.model.row_cells(self._source_row(row)))) if row >= 0 else ""

    def stand_on(self, place: int) -> None:
        """Choose the row of one of the places that `find_text` gave; -1 none."""
        if 0 <= place < len(self._found):
            # Not selectRow, which with Shift held (Shift+Enter steps back) adds to what was chosen.
            picking = QItemSelectionModel.SelectionFlag
            row = self.rows.index(self._found[place].row(), 0)
            self.view.selectionModel().setCurrentIndex(row, picking.ClearAndSelect | picking.Rows)
        else:
            self.view.clearSelection()

    def _cells_with(self, text: str) -> list[QModelIndex]:
        rows, columns = range(self.rows.rowCount()), range(self.model.columnCount())
        cells = (self.rows.index(row, column) for row in rows for column in columns)
        return [index for index in cells if text in str(index.data()).lower()]

    def _cell(self, index: QModelIndex) -> QRect:
        rect = self.view.visualRect(index)
        return QRect(self.view.viewport().mapTo(self, rect.topLeft()), rect.size())

    def _name_fold(self) -> None:
        table = self.model.table
        text = f"All {self._name.lower()}, {len(table.rows)}" if self.rows.folded else "Show fewer"
        self.fold_button.setText(text)

    def _chosen_rows(self) -> list[int]:
        picked = self.view.selectionModel().selectedRows()
        return [self.rows.mapToSource(index).row() for index in sorted(picked, key=lambda index: index.row())]

    def _kept_rows(self) -> list[int]:
        shown = [self._source_row(row) for row in range(self.rows.rowCount())]
        others = (row for row in range(self.model.rowCount()) if row not in shown and self.rows.matches(row))
        return [*shown, *others]

    def _source_row(self, row: int) -> int:
        return self.rows.mapToSource(self.rows.index(row, 0)).row()

    def _naturals(self) -> tuple[list[float], list[float], list[float]]:
        """The width that each column would like, the least for its words and that for its head."""
        look = self.look
        widths, leasts, heads = [], [], []
        for column in range(self.model.columnCount()):
            metrics = look.metrics(*self.model.type_of(column))
            cells = [self.model.cell(row, column)[:110] for row in range(self.model.rowCount())]
            head = look.metrics("caption").horizontalAdvance(
                self.model.headerData(column, Qt.Orientation.Horizontal)
            )
            longest = widest(metrics, (word for cell in cells for word in cell.split()))
            widths.append(max(widest(metrics, cells), head + look.px(12)) + look.px(PADDING + 2))
            heads.append(head + look.px(12 + PADDING + 2))
            leasts.append(max(longest + look.px(PADDING + 2), heads[-1]))
        return widths, leasts, heads

    def _filter_rows(self, text: str) -> None:
        self.rows.set_text(text)
        total = self.model.rowCount()
        self.count.setText(f"{self.rows.rowCount()} of {total}" if text.split() else "")
        self.fold_button.setVisible(self.model.table.can_fold() and not text.split())
        self._fit_height()

    def _set_heights(self) -> None:
        self._heights.refresh()
        heights = [self._heights.of(self._source_row(row)) for row in range(self.rows.rowCount())]
        self.view.setUpdatesEnabled(False)
        for row, height in enumerate(heights):
            self.view.setRowHeight(row, height)
        self.view.setUpdatesEnabled(True)
        head = self.view.horizontalHeader().sizeHint().height()
        bar = self.view.horizontalScrollBar().sizeHint().height() if self._is_wider else 0
        self.view.setFixedHeight(sum(heights) + head + 4 + bar)

    def _fit_height(self) -> None:
        """Rows changed: take the new height; the page moves what is below and lays nothing else out."""
        fit_block = getattr(self.parentWidget(), "fit_block", None)
        if fit_block:
            fit_block(self)

    def _open_row(self, row: int) -> None:
        key = self.model.table.rows[self.rows.mapToSource(self.rows.index(row, 0)).row()].key
        if key:
            self._context.open_page(key)


def _fit(tag: SourceTag, room: int) -> tuple[int, int]:
    hint = tag.sizeHint()
    return min(hint.width(), room), hint.height()
