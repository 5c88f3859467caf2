"""The list of results. It rarely has the focus: the field moves its selection."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from app.desktop.look.look import Look
from app.desktop.search.results_delegate import ResultsDelegate
from app.desktop.search.results_model import ResultsModel


class ResultsView(QListView):
    """The list.

    Signals: moved(row) when the selection moved by key or click; opened(row) by Enter or double click;
    typed(text) when someone types here, which belongs to the field.
    """

    moved = Signal(int)
    opened = Signal(int)
    typed = Signal(str)

    def __init__(self, look: Look, model: ResultsModel) -> None:
        super().__init__()
        self._look = look
        self._model = model
        self._delegate = ResultsDelegate(look)
        self.setObjectName("results")
        self.setAccessibleName("Results")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(lambda index: self._click(index.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        look.changed.connect(self._refresh)
        self._refresh()

    def current_row(self) -> int:
        """The selected row, -1 when there is none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def select_row(self, row: int) -> None:
        """Select a row without a signal; -1 selects none."""
        index = self._model.index(row) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if row >= 0:
            # The heading above the first hit shows as well.
            self.scrollTo(self._model.index(max(row - 1, 0)))
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Move the selection by rows that open something."""
        count, at = self._model.rowCount(), self.current_row()
        way = 1 if by > 0 else -1
        left = abs(by)
        target = at
        while left and 0 <= at + way < count:
            at += way
            row = self._model.row(at)
            if row and row.key():
                target = at
                left -= 1
        if target not in (self.current_row(), -1):
            self.select_row(target)
            self.moved.emit(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in the field: arrows move, Enter opens, letters are typed into the field."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        text = event.text()
        if step:
            self.step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current_row())
        elif text and text.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
        else:
            event.ignore()

    def _click(self, row: int) -> None:
        record = self._model.row(row)
        if record and record.key():
            self.moved.emit(row)

    def _refresh(self) -> None:
        self.setViewportMargins(0, self._look.px(5), 0, 0)
        self.scheduleDelayedItemsLayout()
