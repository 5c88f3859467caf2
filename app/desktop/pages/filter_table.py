"""The working table: sorted by any column, filtered by typed text, copied as text or as rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.coding.pages import Table
from app.desktop.pages.block import PageContext
from app.desktop.pages.drawing import WRAP
from app.desktop.pages.grid_view import GridView
from app.desktop.pages.table_model import RowFilter, TableModel
from app.desktop.pages.table_part import fit_columns
from app.desktop.widgets.citations import SourceTag, copy_citations
from app.desktop.widgets.labels import make_button, make_label

_PADDING = 18
_FAR = 1_000_000.0


class FilterTableBlock(QWidget):
    """A text filter, two ways to copy, and the table."""

    def __init__(self, context: PageContext, table: Table, parent: QWidget, name: str = "Table") -> None:
        super().__init__(parent)
        self.setObjectName("filter_table")
        self.look = context.look
        self._context = context
        self.model = TableModel(table, context, self)
        self.rows = RowFilter(self.model, self)
        self.filter = QLineEdit(placeholderText="Filter rows", clearButtonEnabled=True)
        self.filter.setAccessibleName(f"Filter {name}")
        self.view = GridView(context.look, self)
        self.view.setAccessibleName(name)
        self.count = make_label("", "caption", "text3")
        self._copies = (
            make_button("Copy as text", "small", lambda: self.copy(as_rows=False)),
            make_button("Copy as rows", "small", lambda: self.copy(as_rows=True)),
        )
        self._heights_later = QTimer(self, singleShot=True, interval=0)
        self._heights_later.timeout.connect(self._fit_height)
        self._lay_out()
        self.view.setModel(self.rows)
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.horizontalHeader().setSortIndicatorClearable(True)
        self.filter.textChanged.connect(self._filter_rows)
        self.view.opened.connect(self._open_row)
        self.view.sources_asked.connect(self.show_sources)
        self.view.clicked.connect(self._click)
        self.view.horizontalHeader().sectionResized.connect(lambda *_: self._heights_later.start())
        self._width = 0

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

    # What a page asks of a block

    def arrange(self, width: int) -> int:
        """Lay out for `width`; return the height."""
        if width != self._width:
            self._width = width
            for column, size in enumerate(fit_columns(self._naturals(), width - 4)):
                self.view.setColumnWidth(column, int(size))
        self._set_heights()
        height = self.sizeHint().height()
        self.resize(width, height)
        return height

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at: the filter, the two ways to copy, the rows."""
        return [self.filter, *self._copies, self.view]

    def selected_text(self) -> str:
        """The chosen rows as tab-separated text, when the table has the focus."""
        return self._text(self._chosen_rows(), "\t") if self.view.hasFocus() else ""

    def clear_selection(self) -> None:
        """Nothing to clear: chosen rows stay."""

    def copy(self, *, as_rows: bool) -> None:
        """Copy what is chosen, or every row shown: as rows (tabs, for a spreadsheet) or as readable text."""
        text = self._text(
            self._chosen_rows() or self._shown_rows(), "\t" if as_rows else "  ", as_rows=as_rows
        )
        QGuiApplication.clipboard().setText(text)

    def copy_citation(self) -> None:
        """Copy the citations of the chosen rows."""
        rows = self._chosen_rows() or self._shown_rows()
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

    def _text(self, rows: list[int], separator: str, *, as_rows: bool = True) -> str:
        heads = [self.model.headerData(c, Qt.Orientation.Horizontal) for c in range(self.model.columnCount())]
        if as_rows:
            lines = [heads, *(self.model.row_cells(row) for row in rows)]
            return "\n".join(separator.join(" ".join(cell.split()) for cell in line) for line in lines)
        blocks = []
        for row in rows:
            cells = [
                f"{head}: {cell}" for head, cell in zip(heads, self.model.row_cells(row), strict=True) if cell
            ]
            blocks.append("\n".join(cells))
        return "\n\n".join(blocks)

    def _chosen_rows(self) -> list[int]:
        picked = self.view.selectionModel().selectedRows()
        return [self.rows.mapToSource(index).row() for index in sorted(picked, key=lambda index: index.row())]

    def _shown_rows(self) -> list[int]:
        return [self.rows.mapToSource(self.rows.index(row, 0)).row() for row in range(self.rows.rowCount())]

    def _naturals(self) -> list[float]:
        look = self.look
        widths = []
        for column in range(self.model.columnCount()):
            metrics = look.metrics(*self.model.type_of(column))
            cells = (self.model.cell(row, column)[:110] for row in range(self.model.rowCount()))
            head = look.metrics("caption").horizontalAdvance(
                self.model.headerData(column, Qt.Orientation.Horizontal)
            )
            widest = max((metrics.horizontalAdvance(cell) for cell in cells), default=0)
            widths.append(max(widest, head + look.px(12)) + look.px(_PADDING + 2))
        return widths

    def _filter_rows(self, text: str) -> None:
        self.rows.set_text(text)
        shown, total = self.rows.rowCount(), self.model.rowCount()
        self.count.setText("" if shown == total else f"{shown} of {total}")
        self._fit_height()

    def _set_heights(self) -> None:
        heights = [self._row_height(row) for row in range(self.rows.rowCount())]
        self.view.setUpdatesEnabled(False)
        for row, height in enumerate(heights):
            self.view.setRowHeight(row, height)
        self.view.setUpdatesEnabled(True)
        total = sum(heights)
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(total + head + 4)

    def _row_height(self, row: int) -> int:
        """The height that the wrapped cells of a shown row need; much faster than asking the view."""
        look, source = self.look, self.rows.mapToSource(self.rows.index(row, 0)).row()
        tallest = 0.0
        for column, text in enumerate(self.model.row_cells(source)):
            metrics = look.metrics(*self.model.type_of(column))
            room = QRectF(0, 0, self.view.columnWidth(column) - look.px(_PADDING), _FAR)
            tallest = max(tallest, metrics.boundingRect(room, WRAP, text).height())
        return max(look.px(24), round(tallest) + look.px(8))

    def _fit_height(self) -> None:
        """Rows changed: take the new height and let the page move what is below."""
        self._set_heights()
        relayout = getattr(self.parentWidget(), "relayout", None)
        if relayout:
            relayout()

    def _open_row(self, row: int) -> None:
        key = self.model.table.rows[self.rows.mapToSource(self.rows.index(row, 0)).row()].key
        if key:
            self._context.open_page(key)


def _fit(tag: SourceTag, room: int) -> tuple[int, int]:
    hint = tag.sizeHint()
    return min(hint.width(), room), hint.height()
