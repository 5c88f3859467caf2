"""The claims of a sample as a Qt table: which they are, what was found, and whether each is in error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.audit.worklist import AuditSample
from app.claims.worklist.row import Row
from app.coding.dates import show_date
from app.desktop.worklist.words import state_words

NUMBER, CLAIM, DAY, CODES, FLAGS, ANSWER = range(6)
HEADS = ("No.", "Claim", "Date", "Codes", "Flags", "In error")
SAID: dict[bool | None, str] = {True: "Yes", False: "No", None: "–"}
GONE = "not in this worklist"
_Index = QModelIndex | QPersistentModelIndex


class AnswersModel(QAbstractTableModel):
    """A row a claim drawn, in the order of the record."""

    def __init__(
        self, sample: AuditSample, row_of: Callable[[int], Row], parent: QObject | None = None
    ) -> None:
        """`row_of` gives the row of an item of the worklist by its number."""
        super().__init__(parent)
        self._sample, self._row_of = sample, row_of

    def answer(self, place: int) -> bool | None:
        """What is answered for a row; None while nothing is."""
        return self._sample.answers.get(self._sample.record.drawn[place].number)

    def refresh(self) -> None:
        """The answers changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, ANSWER))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """One row a claim drawn."""
        return 0 if parent.isValid() else len(self._sample.record.drawn)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Column names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return left if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """The text of a cell; a screen reader says the row."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            texts = (self._text(index.row(), column) for column in range(ANSWER))
            answer = self.answer(index.row())
            said = "no answer yet" if answer is None else "in error" if answer else "not in error"
            return ", ".join((*texts, said))
        return None

    def _text(self, place: int, column: int) -> str:
        each, number = self._sample.record.drawn[place], self._sample.numbers[place]
        match column:
            case 0:
                return str(each.number)
            case 1:
                return self._row_of(number).reference if number else str(each.claim)
            case 2:
                return show_date(each.date_of_service)
            case 3:
                return ", ".join(each.codes) or "no codes"
            case 4:
                return state_words(self._row_of(number)) if number else GONE
        return SAID[self.answer(place)]
