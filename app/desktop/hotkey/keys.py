"""The keys that a user may choose for the whole desktop: one key with at least two of Ctrl, Alt and Shift."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

_FIRST_F, _LAST_F = Qt.Key.Key_F1.value, Qt.Key.Key_F24.value
_NAMED = (Qt.Key.Key_Space, Qt.Key.Key_Insert, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp)
_NAMED_TOO = (Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_KEYS = {
    *range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1),
    *range(Qt.Key.Key_A.value, Qt.Key.Key_Z.value + 1),
    *range(_FIRST_F, _LAST_F + 1),
    *(key.value for key in (*_NAMED, *_NAMED_TOO)),
}
WRONG_KEY = "Choose a letter, a digit, Space, an arrow or an F key, together with Ctrl, Alt or Shift."
TOO_FEW = "Add one more of Ctrl, Alt and Shift: other programs use this key."


class Keys(NamedTuple):
    """A key with its modifiers. `key` is Qt's number of it: for letters and digits their ASCII capital."""

    key: int
    control: bool
    alt: bool
    shift: bool
    meta: bool

    def f_number(self) -> int:
        """1 for F1; 0 for all but F keys."""
        return self.key - _FIRST_F + 1 if _FIRST_F <= self.key <= _LAST_F else 0


def read_keys(text: str) -> Keys | str:
    """The keys of a setting as "Ctrl+Alt+N", or, in one sentence, why they cannot be had.

    Ctrl and Meta are as in QKeySequence: on macOS they stand for Command and Control.
    """
    sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return WRONG_KEY
    stroke = sequence[0]  # type: ignore[index]  # the stubs leave it out
    pressed, modifier = stroke.keyboardModifiers(), Qt.KeyboardModifier
    keys = Keys(
        stroke.key().value,
        bool(pressed & modifier.ControlModifier),
        bool(pressed & modifier.AltModifier),
        bool(pressed & modifier.ShiftModifier),
        bool(pressed & modifier.MetaModifier),
    )
    if keys.key not in _KEYS or pressed & modifier.KeypadModifier:
        return WRONG_KEY
    return keys if keys.meta or sum(keys[1:4]) >= 2 else TOO_FEW
