"""A text field that is emptied by a button at its right end: searches and filters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from app.desktop.look.look import Look
from app.desktop.widgets.labels import IconButton

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
        self.clear_button = IconButton(look, "dismiss", clear, key, self)
        self.clear_button.setProperty("kind", "bare")
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.hide()
        self.textChanged.connect(lambda text: self.clear_button.setVisible(bool(text)))
        look.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        side = self._look.px(_BUTTON)
        margin = (self.height() - side) // 2
        self.clear_button.setGeometry(self.width() - side - margin, margin, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A field that keeps Enter does nothing on it: what was typed has taken effect."""
        super().keyPressEvent(event)
        if self.keeps_enter and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def _fit(self) -> None:
        self.setTextMargins(self.left_margin(), 0, self._look.px(_BUTTON + 2), 0)

    def left_margin(self) -> int:
        """Pixels that are kept free before the text."""
        return 0
