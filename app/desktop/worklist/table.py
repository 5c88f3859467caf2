"""The table of a worklist: rows of one height, opened by Enter or a double click, sorted by its heads."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.row_ends import row_end
from app.desktop.worklist.delegate import HEAD_HEIGHT, ROW_HEIGHT, WorklistDelegate
from app.desktop.worklist.model import (
    CODES,
    DAY,
    FLAGS,
    PAYER,
    PLACE,
    REFERENCE,
    SHAPE,
    STATE,
    WorklistModel,
    _Index,
)

_WIDTHS = {SHAPE: 34, REFERENCE: 120, DAY: 88, CODES: 210, PAYER: 116, PLACE: 58, FLAGS: 138, STATE: 122}
_LESS = (PAYER, PLACE, DAY, FLAGS)
"""Columns that a narrow table leaves out, one after the other, until the codes have room."""
_CODES_LEAST = 150


class WorklistTable(QTableView):
    """Signals: `opened(number)` by Enter or a double click, `moved(number or None)` of the current row.

    `pressed_key()` before any key is answered; `typed(str)`: letters, which go to the filter. `is_touched`:
    the user went to a row of their own.
    """

    opened = Signal(int)
    pressed_key = Signal()
    typed = Signal(str)
    moved = Signal(object)

    def __init__(self, look: Look, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows = model
        self.is_touched = False
        self.setModel(model)
        self.setItemDelegate(WorklistDelegate(look, self, model))
        self.setAccessibleName("Claims")
        self.setObjectName("worklist")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._sort)
        self.doubleClicked.connect(self._open)
        model.layoutChanged.connect(self._span_heads)
        model.modelReset.connect(self._span_heads)
        self._spanned: list[int] = []
        look.changed.connect(self._fit)
        self._fit()

    def current(self) -> int | None:
        """The number of the claim on the current row."""
        return self.rows.number(self.currentIndex().row())

    def chosen(self) -> list[int]:
        """The numbers of the selected claims, in the order shown."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows(REFERENCE))
        return [number for place in places if (number := self.rows.number(place)) is not None]

    def go_to(self, number: int | None) -> None:
        """Make a claim the current row, and the first one where it is not shown."""
        place = self.rows.place_of(number) if number is not None else -1
        index = self.rows.index(place if place >= 0 else int(bool(self.rows.heads())), REFERENCE)
        if index.isValid():
            how = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)
            self.scrollTo(index)

    def choose(self, number: int) -> None:
        """Go to the claim that the user asked for: it stays the current one."""
        self.is_touched = True
        self.go_to(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the claim."""
        self.pressed_key.emit()
        before = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # Qt's own would take it
        else:
            super().keyPressEvent(event)
            self.is_touched |= self.currentIndex().row() != before

    def moveCursor(self, move: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        return row_end(self, move) or super().moveCursor(move, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A row was chosen."""
        self.is_touched |= self.indexAt(event.position().toPoint()).isValid()
        super().mousePressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters filter: Qt would look for them in the cells of a column."""
        self.typed.emit(search)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell where the user is."""
        super().currentChanged(current, previous)
        self.moved.emit(self.rows.number(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Codes take the room that is left; a narrow table leaves columns out."""
        super().resizeEvent(event)
        self._share_out()

    def _open(self, index: QModelIndex) -> None:
        number = self.rows.number(index.row())
        if number is not None:
            self.is_touched = True
            self.opened.emit(number)

    def is_grouped(self) -> bool:
        """Whether claims stand in groups by rule."""
        return self.horizontalHeader().sortIndicatorSection() == SHAPE

    def group(self, *, by_rule: bool) -> None:
        """Put claims into groups by the rule of their worst flag, or worst first."""
        self.horizontalHeader().setSortIndicator(SHAPE if by_rule else -1, Qt.SortOrder.AscendingOrder)

    def _span_heads(self) -> None:
        """The heads of groups span their rows and are a little lower than claims."""
        heads = list(self.rows.heads())
        if heads == self._spanned:
            return
        self.clearSpans()
        for row in self._spanned:
            self.setRowHeight(row, self._look.px(ROW_HEIGHT))
        for row in heads:
            self.setSpan(row, 0, 1, self.rows.columnCount())
            self.setRowHeight(row, self._look.px(HEAD_HEIGHT))
        self._spanned = heads

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.rows.sort(column, order)
        self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW_HEIGHT))
        self._spanned = []
        self._span_heads()
        self._share_out()

    def _share_out(self) -> None:
        px, room = self._look.px, self.viewport().width()
        kept = [column for column in _WIDTHS if column != CODES]
        for column in _LESS:
            if room - sum(px(_WIDTHS[each]) for each in kept) < px(_CODES_LEAST):
                kept.remove(column)
        for column, width in _WIDTHS.items():
            self.setColumnHidden(column, column not in kept and column != CODES)
            self.setColumnWidth(column, px(width))
        self.setColumnWidth(CODES, max(px(60), room - sum(px(_WIDTHS[each]) for each in kept)))


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
