"""The lines grid, as tall as its lines, walked by Tab, typed into at once."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from app.desktop.claim.code_completions import Find
from app.desktop.claim.lines_delegate import ROW_HEIGHT, LinesDelegate
from app.desktop.claim.lines_model import (
    CODE,
    DIAGNOSES,
    ENCOUNTER,
    FIELDS,
    GUTTER,
    LABEL,
    MODIFIERS,
    UNITS,
    LinesModel,
)
from app.desktop.look.look import Look

HEAD_HEIGHT = 25
_WIDTHS = {GUTTER: 26, CODE: 78, MODIFIERS: 100, UNITS: 56, DIAGNOSES: 92, ENCOUNTER: 52}
_LABEL_LEAST = 80
# What a column may take beyond its width, so that four entries show, and the width that the words keep.
_MORE = {MODIFIERS: (26, 222), DIAGNOSES: (120, 260)}
_EDITABLE = tuple(FIELDS)
_DEFAULT_TRIGGERS = (
    QAbstractItemView.EditTrigger.EditKeyPressed,
    QAbstractItemView.EditTrigger.DoubleClicked,
)

_Index = QModelIndex | QPersistentModelIndex


class LinesView(QTableView):
    """Table of claim lines.

    Signals: `pasted(row, text)`; `cleared(row, field)` when Delete empties a cell; `current_moved()` when
    another cell is current; `menu_asked(QPoint)` for the menu of a line; `gutter_chosen(row)` when the shape
    of a line is clicked or Space is pressed on it.
    """

    pasted = Signal(int, str)
    cleared = Signal(int, str)
    current_moved = Signal()
    gutter_chosen = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, look: Look, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._delegate = LinesDelegate(look, model.label_of, self)
        self.setObjectName("claimLines")
        self.setAccessibleName("Claim lines")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self._delegate.walked.connect(self._walk)
        self._next_row = 0
        self._delegate.dropped.connect(self._drop)
        self.clicked.connect(self._choose_gutter)
        model.rowsInserted.connect(self._fit)
        model.rowsRemoved.connect(self._fit)
        look.changed.connect(self._fit)
        self._fit()

    def offer_codes(self, find: Find) -> None:
        """Offer the codes that `find` gives for typed text, best first, in the cells of codes."""
        self._delegate.find_codes = find

    def current_row(self) -> int:
        """The row of the current cell, or the empty row when there is none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else self.model().rowCount() - 1

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current."""
        self.setCurrentIndex(self.model().index(min(row, self.model().rowCount() - 1), column))

    def editor(self) -> QLineEdit | None:
        """The open cell editor, if there is one."""
        editor = self.indexWidget(self.currentIndex())
        return editor if isinstance(editor, QLineEdit) else None

    def is_active(self) -> bool:
        """Whether the keyboard is in the grid or in a cell of it."""
        editor = self.editor()
        return self.hasFocus() or (editor is not None and editor.hasFocus())

    def commit(self) -> None:
        """Take what stands in an open editor, as Tab would, and stay on the cell."""
        editor = self.editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, LinesDelegate.EndEditHint.NoHint)

    # Walking

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the editable cells; from the empty row, or back from the first, it leaves the grid."""
        return self._step(1 if forward else -1) or super().focusNextPrevChild(forward)

    def _walk(self, step: int) -> None:
        if not self._step(step):
            super().focusNextPrevChild(step > 0)

    def _step(self, step: int) -> bool:
        index = self.currentIndex()
        last_row = self.model().rowCount() - 1
        if not index.isValid() or (index.row() == last_row and step > 0):
            return False
        places = [
            (row, column) for row in (index.row() - 1, index.row(), index.row() + 1) for column in _EDITABLE
        ]
        here = (index.row(), index.column())
        after = [place for place in places if (place > here if step > 0 else place < here) and place[0] >= 0]
        if not after:
            return False
        self.go_to(*(after[0] if step > 0 else after[-1]))
        return True

    def commitData(self, editor: QWidget) -> None:
        """Commit, and note how many lines came of it: one cell of text may be several lines."""
        before, row = self.model().rowCount(), self.current_row()
        super().commitData(editor)
        came = self.model().rowCount() - before
        self._next_row = row + max(came if row == before - 1 else came + 1, 1)

    def _drop(self) -> None:
        """To Code of the next line, or of the line after those that were just typed."""
        self.go_to(max(self._next_row, self.current_row() + 1), CODE)
        self._next_row = 0

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell that another cell is current."""
        super().currentChanged(current, previous)
        self.current_moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start on the empty row."""
        if not self.currentIndex().isValid():
            index = self.model().index(self.model().rowCount() - 1, CODE)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)

    # Keys

    def edit(  # type: ignore[override]  # PySide knows the other overload only
        self,
        index: _Index,
        trigger: QAbstractItemView.EditTrigger,
        event: QEvent,
    ) -> bool:
        """Open the editor; F2 and double click keep the content and put the cursor at its end."""
        opened = super().edit(index, trigger, event)
        editor = self.editor()
        if opened and editor is not None and trigger in _DEFAULT_TRIGGERS:
            editor.end(False)  # noqa: FBT003 - the signature of Qt
        return opened

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, copy, clear a cell, drop to the next line; everything else types or moves."""
        key, row = event.key(), self.current_row()
        field = FIELDS.get(self.currentIndex().column())
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(row, QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _ALTERED:
            self._drop()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers() and field:
            self.cleared.emit(row, field)
        elif key == Qt.Key.Key_Space and self.currentIndex().column() == GUTTER:
            self.gutter_chosen.emit(row)
        elif event.text() and not event.text().isprintable():
            event.ignore()  # Esc and the like belong to the window, not to a cell
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the keys do, on the line under the pointer or, asked for by key, on the current one."""
        index = self.indexAt(event.pos())
        if index.isValid() and event.reason() == QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(index)
        self.menu_asked.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form, which scrolls."""
        event.ignore()

    def _choose_gutter(self, index: QModelIndex) -> None:
        if index.column() == GUTTER:
            self.gutter_chosen.emit(index.row())

    # Measure

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the free width; too narrow for all columns, the grid scrolls sideways."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit(self) -> None:
        row = self._look.px(ROW_HEIGHT)
        self.horizontalHeader().setFixedHeight(self._look.px(HEAD_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self._fit_columns()

    def _fit_columns(self) -> None:
        widths = {column: self._look.px(width) for column, width in _WIDTHS.items()}
        free, least = self.width() - sum(widths.values()), self._look.px(_LABEL_LEAST)
        label = free
        for column, (most, enough) in _MORE.items():
            more = min(max(label - self._look.px(enough), 0), self._look.px(most))
            widths[column] += more
            label -= more
        widths[LABEL] = max(least, label)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        bar = self.horizontalScrollBar().sizeHint().height() if free < least else 0
        rows = self._look.px(ROW_HEIGHT) * self.model().rowCount()
        self.setFixedHeight(self._look.px(HEAD_HEIGHT) + rows + bar)


_ALTERED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
