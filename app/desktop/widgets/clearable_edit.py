"""A text field that is emptied by a button at its right end: searches and filters."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtWidgets import QLineEdit

from app.desktop.look.look import Look
from app.desktop.widgets.labels import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_BUTTON = 24


class ClearableEdit(QLineEdit):
    """The button shows while there is text. The keyboard stays in the field: Tab passes the button over."""

    def __init__(self, look: Look, placeholder: str, name: str, clear: str, key: str = "") -> None:
        """`name` is of the field, `clear` of its button, whose tip shows `key`."""
        super().__init__()
        self._look = look
        self.keeps_enter = False  # in a dialog Enter would press the default button
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._clear, self._key = clear, key
        self.textChanged.connect(self._show_button)
        look.changed.connect(self._fit)
        self._fit()

    @cached_property
    def clear_button(self) -> IconButton:
        """The button, made with the first text: the window's first frame has none."""
        button = IconButton(self._look, "dismiss", self._clear, self._key, self)
        button.setProperty("kind", "bare")
        button.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        button.setCursor(QtCore.Qt.CursorShape.ArrowCursor)
        button.clicked.connect(self.clear)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        if self.text():
            self._place_button()

    def _show_button(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self._place_button()

    def _place_button(self) -> None:
        side = self._look.px(_BUTTON)
        margin = (self.height() - side) // 2
        self.clear_button.setGeometry(self.width() - side - margin, margin, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A field that keeps Enter does nothing on it: what was typed has taken effect."""
        super().keyPressEvent(event)
        if self.keeps_enter and event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            event.accept()

    def _fit(self) -> None:
        self.setTextMargins(self.left_margin(), 0, self._look.px(_BUTTON + 2), 0)

    def left_margin(self) -> int:
        """Pixels that are kept free before the text."""
        return 0
