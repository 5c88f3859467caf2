"""A closed list that takes typing: a code, another name or a part of the label chooses an entry."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.coding.field import Field
from app.desktop.claim.date_field import is_alt_down
from app.desktop.widgets.completions import SHOWN, dress_completions, widen_list
from app.desktop.widgets.elided_edit import ElidedEdit

_SEARCH_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_ENTRY = "\x00"  # stands in the text of no entry
NOT_STATED = "Not stated"


class Choice(Struct, frozen=True):
    """An entry of a closed list: `code` stands before the label, `words` are other names for it."""

    value: str
    label: str
    code: str = ""
    words: str = ""

    def text(self) -> str:
        """What the field shows."""
        return f"{self.code}  {self.label}" if self.code else self.label


def choices_of(field: Field) -> tuple[Choice, ...]:
    """The closed list of a field as entries."""
    names = field.other_names
    return tuple(Choice(value, label, words=names.get(value, "")) for value, label in field.values.items())


class _Completer(QCompleter):
    """Looks in all names of an entry, but fills in what the field shows."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What the field shows of an entry."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))

    def splitPath(self, path: str) -> list[str]:
        """Offer nothing for an emptied field (Qt 6.12 would offer everything): it says "not stated"."""
        return [path or _NO_ENTRY]


class _Edit(ElidedEdit):
    """The text of a combo, which has the keyboard for it."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        self._combo = combo

    def is_edited(self) -> bool:
        """Whether the keyboard is in the combo."""
        return self._combo.hasFocus()


class ChoiceCombo(QComboBox):
    """One value of a list, or None for not stated.

    Signals: `chosen(value)` when the user chose or emptied; `unread(text)` when typed text names no one
    entry.
    """

    chosen = Signal(object)
    unread = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        placeholder: str = NOT_STATED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._shown: tuple[object, str] = (None, "")
        self.setAccessibleName(name)
        self.edit = _Edit(self)
        self.setLineEdit(self.edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(SHOWN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.set_choices(choices)
        self.activated.connect(lambda _: self.commit())
        self.edit.editingFinished.connect(self.commit)

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Down from commands of the window: here it opens the list."""
        if is_alt_down(event):
            event.accept()
            return True
        return super().event(event)

    def showPopup(self) -> None:
        """Open the list, wide enough for its entries as far as the screen goes."""
        widen_list(self.view())
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list of what is typed is as wide, too."""
        super().focusInEvent(event)
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            widen_list(popup)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these entries; the one before them takes a statement back."""
        self._choices = tuple(choices)
        model = QStandardItemModel(self)
        model.appendRow(QStandardItem(NOT_STATED))
        for choice in choices:
            item = QStandardItem(choice.text())
            item.setData(f"{choice.text()} {choice.words}", _SEARCH_ROLE)
            model.appendRow(item)
        self.setModel(model)
        completer = _Completer(model, self)
        completer.setCompletionRole(_SEARCH_ROLE)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        dress_completions(completer, self.accessibleName())
        self.setCompleter(completer)
        self.set_value(*self._shown)

    def set_value(self, value: object, text: str = "") -> None:
        """Show a value without a signal; `text` is shown where the value is None (typed and not read)."""
        self._shown = (value, text)
        row = next((row for row, choice in enumerate(self._choices, 1) if choice.value == value), 0)
        self.blockSignals(True)  # noqa: FBT003 - the signature of Qt
        self.setCurrentIndex(row if row or (value is None and not text) else -1)
        if row:
            shown = self._choices[row - 1].text()
        else:
            shown = text if value is None else str(value)
        self.setEditText(shown)
        self.edit.setCursorPosition(0)
        self.setToolTip(shown)
        self.blockSignals(False)  # noqa: FBT003 - the signature of Qt

    def commit(self) -> None:
        """Read what stands in the field; a signal follows only when it says something else than before."""
        typed = self.currentText().strip()
        typed = "" if typed == NOT_STATED else typed
        value = self._read(typed)
        if value is None and typed:
            if (None, typed) != self._shown:
                self._shown = (None, typed)
                self.unread.emit(typed)
        elif (value, "") != self._shown:
            self.set_value(value)
            self.chosen.emit(value)
        else:
            self.set_value(value)

    def _read(self, typed: str) -> str | None:
        """The one entry that `typed` names best, else None."""
        if not typed:
            return None
        if typed == self._shown[0]:
            return typed  # what a claim file brought, though the list does not have it
        ranked = sorted((_rank(choice, typed.lower()), number) for number, choice in enumerate(self._choices))
        best = [number for rank, number in ranked if rank == ranked[0][0]] if ranked else []
        if len(best) == 1 and ranked[0][0] < _NO_MATCH:
            return self._choices[best[0]].value
        return None


class PlaceCombo(ChoiceCombo):
    """Places of service. Any two digits are taken, as in the claim file; a rule says if there is no such."""

    def _read(self, typed: str) -> str | None:
        known = super()._read(typed)
        return typed if known is None and len(typed) == 2 and typed.isascii() and typed.isdigit() else known


_NO_MATCH = 9


def _rank(choice: Choice, typed: str) -> int:
    """How well typed text names an entry: 0 exactly, 9 not at all."""
    text, label = choice.text().lower(), choice.label.lower()
    if typed in (text, label, choice.code, choice.value):
        return 0
    if typed in choice.words.split():
        return 1
    if choice.code.startswith(typed) or label.startswith(typed):
        return 2
    if any(word.startswith(typed) for word in (*label.split(), *choice.words.split())):
        return 3
    return 4 if typed in label or typed in choice.words else _NO_MATCH
