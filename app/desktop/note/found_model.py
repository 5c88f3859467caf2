"""What was found in a note, as rows to be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.coding.note_book import NoteValue
from app.notes.filling import SAID_HOW, Chosen, Phrase, is_chosen, toggled

PHRASE_ROLE = Qt.ItemDataRole.UserRole
CHOSEN_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class FoundModel(QAbstractListModel):
    """A row a piece of evidence. Signals: `chosen_changed()` after a tick was set or taken away."""

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phrases: tuple[Phrase, ...] = ()
        self.chosen: dict[str, NoteValue] = {}

    def set_phrases(self, phrases: Sequence[Phrase], chosen: Chosen) -> None:
        """Show these rows with these values ticked."""
        self.beginResetModel()
        self._phrases, self.chosen = tuple(phrases), dict(chosen)
        self.endResetModel()
        self.chosen_changed.emit()

    def phrases(self) -> tuple[Phrase, ...]:
        """The rows."""
        return self._phrases

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a constant
        """One row a piece of evidence."""
        return 0 if parent.isValid() else len(self._phrases)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A row whose value can be taken over can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._phrases[index.row()].takes else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Label, words for a screen reader, quote as tool tip, tick."""
        if not index.isValid():
            return None
        phrase = self._phrases[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{phrase.label}: {phrase.value}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(phrase)
            case Qt.ItemDataRole.ToolTipRole:
                return remark(phrase) or phrase.quote
            case Qt.ItemDataRole.CheckStateRole if phrase.takes:
                chosen = is_chosen(self.chosen, phrase)
                return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
            case value if value == PHRASE_ROLE:
                return phrase
            case value if value == CHOSEN_ROLE:
                return is_chosen(self.chosen, phrase)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row; all rows of its field follow."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggle(index.row())
        return True

    def toggle(self, row: int) -> None:
        """Take the value of a row over instead of another one, or no more."""
        self.chosen = toggled(self.chosen, self._phrases[row])
        last = self.index(self.rowCount() - 1)
        self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.CheckStateRole, CHOSEN_ROLE])
        self.chosen_changed.emit()


def spoken(phrase: Phrase) -> str:
    """A row in words: "5, Needle steered live: Yes, stated, line 9, A biopsy needle was advanced"."""
    parts = (
        f"{phrase.number}, {phrase.label}: {phrase.value}",
        SAID_HOW[phrase.evidence.certainty],
        remark(phrase),
        f"line {phrase.line}",
        phrase.quote,
    )
    return ", ".join(filter(None, parts))


def remark(phrase: Phrase) -> str:
    """Why a row is not ticked for the user, or cannot be; "" for one that is said and free to take."""
    if phrase.in_form:
        return f"the form says {phrase.in_form}"
    if not phrase.field:
        return "no field of the form"
    return ""
