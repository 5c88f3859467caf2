"""A banner across the center: what is wrong, what no longer works, and the way to mend it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.labels import make_button, make_label


class Banner(QFrame):
    """Shape, sentence and one way on. Hidden until there is something to say."""

    def __init__(self, look: Look, state: State = "error") -> None:
        super().__init__()
        self._look = look
        self._state: State = state
        self._act: Callable[[], object] = lambda: None
        self.setProperty("surface", f"{state}bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = QLabel()
        self._words = make_label("", wrap=True)
        self._button = make_button("", "small", self._go)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._button)
        look.changed.connect(self._refresh)
        self._refresh()
        self.hide()

    def say(self, sentence: str, way: str, act: Callable[[], object]) -> None:
        """Show a sentence with a button; an empty sentence takes the banner away."""
        self._act = act
        if sentence and sentence != self.text():
            announce(self, sentence, urgent=self._state == "error")
        self._words.setText(sentence)
        self._button.setText(way)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        """The sentence shown, "" when there is none."""
        return "" if self.isHidden() else self._words.text()

    def _go(self) -> None:
        self._act()

    def _refresh(self) -> None:
        px = self._look.px
        self._mark.setPixmap(self._look.shape(self._state, 16))
        self._row.setContentsMargins(px(24), px(6), px(16), px(6))
        self._row.setSpacing(px(10))
