"""One sentence in place of flags, top left, with one action at most."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.look.shapes import STATE_WORDS, State
from app.desktop.widgets.labels import make_button, make_label


class FlagsNotice(QWidget):
    """A sentence with its shape, and a button that does what it says."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state: State | None = None
        self._act: Callable[[], object] | None = None
        self._mark = QLabel()
        self._words = make_label("", "", "text3", wrap=True)
        self.button = make_button("", "", self._press)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        column.setSpacing(look.px(12))
        column.addLayout(row)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        look.changed.connect(self._refresh)

    def show_words(
        self, state: State | None, sentence: str, button: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence, the shape of `state`, and a button that calls `act`, if there is one."""
        self._state, self._act = state, act
        self._words.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._refresh()

    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    def _press(self) -> None:
        if self._act is not None:
            self._act()

    def press(self) -> None:
        """Press its button."""
        self.button.click()

    def _refresh(self) -> None:
        self._mark.setVisible(self._state is not None)
        if self._state is not None:
            self._mark.setPixmap(self._look.shape(self._state, 16))
            self._mark.setAccessibleName(STATE_WORDS[self._state])
