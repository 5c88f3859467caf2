"""The key for any program, in Preferences: chosen by pressing it, with words on what it reads and when."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QVBoxLayout, QWidget

from app.desktop.hotkey.answers import reads_selection
from app.desktop.hotkey.choice import HotkeyChoice
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.labels import make_button, make_label

HOTKEY_NAME = "Key for any program"
OFF = "Off. To choose one, press it in the field, as Ctrl+Alt+N."
_WHAT = (
    "It shows the answer to the text that is {how} in any program, while Needlepoint is open. The text is "
    "read when you press the key and at no other time; nothing of it is kept."
)


class KeyEdit(QKeySequenceEdit):
    """Takes one key; Esc is left to the dialog, which it closes, and cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)

    def event(self, event: QEvent) -> bool:
        """See the class: Qt would take Esc as a shortcut before it is a key."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and not event.modifiers():
            event.ignore()
            return False
        return super().event(event)


class HotkeyRow(QWidget):
    """A field that takes keys, a button that switches them off, a sentence below. Applied at once."""

    def __init__(self, look: Look, choice: HotkeyChoice) -> None:
        super().__init__()
        self._choice = choice
        self.edit = KeyEdit()
        self.off = make_button("Switch off", "small", self._switch_off)
        self.words = make_label("", "caption", "text3", wrap=True)
        line = QHBoxLayout()
        line.addWidget(self.edit, 1)
        line.addWidget(self.off)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(line)
        column.addWidget(self.words)
        self.edit.keySequenceChanged.connect(self._choose)
        choice.changed.connect(self._show)
        self.edit.setEnabled(not choice.forbidden)
        self._show()

    def sentence(self) -> str:
        """What stands below the field."""
        choice = self._choice
        what = _WHAT.format(how="selected" if reads_selection() else "copied")
        if choice.forbidden or choice.problem:
            return choice.forbidden or choice.problem
        return " ".join(filter(None, ("" if choice.text() else OFF, what, choice.remark())))

    def _choose(self, keys: QKeySequence) -> None:
        if not keys.isEmpty():
            self._choice.choose(keys.toString(QKeySequence.SequenceFormat.PortableText))
            announce(self.edit, self.sentence())

    def _switch_off(self) -> None:
        self.edit.setFocus()
        self._choice.choose("")

    def _show(self) -> None:
        text, sentence = self._choice.text(), self.sentence()
        self.words.setText(sentence)
        self.off.setEnabled(bool(text))
        with QSignalBlocker(self.edit):  # it shows what was chosen; nothing is chosen by that
            self.edit.setKeySequence(QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText))
        for widget in (self.edit, *self.edit.findChildren(QLineEdit)):  # the inner field has the keyboard
            widget.setAccessibleName(HOTKEY_NAME)
            widget.setAccessibleDescription(sentence)
