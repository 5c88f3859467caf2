"""Find on this page: a field, how many places, the next and the one before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.announcing import Announcer
from app.desktop.widgets.clearable_edit import ClearableEdit
from app.desktop.widgets.labels import IconButton, make_label

if TYPE_CHECKING:
    from app.desktop.pages.parts import AnyBlock
    from app.desktop.pages.sheet import PageSheet

HEIGHT = 44
# One letter is on every line of a page.
_LEAST = 2


class FindBar(QFrame):
    """Marks the places of a text on the sheet that `sheet` gives, folded ones too, and goes through them.

    Signals: closed() when the keyboard should return to the page.
    """

    closed = Signal()

    def __init__(self, look: Look, sheet: Callable[[], PageSheet | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._sheet = sheet
        self._at = -1
        self._found: list[tuple[AnyBlock, int]] = []
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = ClearableEdit(look, "Find on this page", "Find on this page", "Clear what to find")
        self._announcer = Announcer(self.field, has_keyboard=True)
        self.count = make_label("", "caption", "text2")
        self.previous = IconButton(look, "chevron_up", "Previous place", "Shift+Enter")
        self.next = IconButton(look, "chevron_down", "Next place", "Enter")
        self._close = IconButton(look, "dismiss", "Close", "Esc")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field)
        for part in (self.previous, self.next, self.count):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._close)
        self.field.textChanged.connect(lambda _text: self.search())
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self._close.clicked.connect(self.leave)
        look.changed.connect(self._refresh)
        self._refresh()
        self.hide()

    def take(self) -> None:
        """Show it, the keyboard in the field, what stands there selected."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.search()

    def search(self) -> None:
        """Find the text again and stand on its first place."""
        sheet, text = self._sheet(), self._text()
        if sheet is None or self.isHidden():
            return
        if text:
            sheet.finish()
            # Every block: what is folded opens before its places are counted.
            for block in sheet.blocks():
                block.unfold(text)
        self._found = [(block, at) for block in sheet.blocks() for at in range(len(block.find_text(text)))]
        self._stand(0 if self._found else -1)

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round the ends."""
        if self._found:
            self._stand((self._at + by) % len(self._found))

    def leave(self) -> None:
        """Close, and take the marks away."""
        self.hide()
        sheet = self._sheet()
        for block in sheet.blocks() if sheet else ():
            block.find_text("")
            block.stand_on(-1)
        self._found = []
        self._announcer.forget()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Shift+Enter go through the places, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.text().isprintable() and event.text():
            event.accept()  # letters on its buttons are not for the search of codes
        else:
            super().keyPressEvent(event)

    def _text(self) -> str:
        text = self.field.text().strip().lower()
        return text if len(text) >= _LEAST else ""

    def _stand(self, at: int) -> None:
        sheet = self._sheet()
        self._at = at
        for block in sheet.blocks() if sheet else ():
            block.stand_on(-1)
        if sheet and at >= 0:
            block, place = self._found[at]
            block.stand_on(place)
            sheet.reveal(self._rect(block, place))
        self._say()

    def _rect(self, block: AnyBlock, place: int) -> QRect:
        rect: QRect = block.find_text(self._text())[place]
        return rect.translated(block.pos())

    def _say(self) -> None:
        words = f"{self._at + 1} of {len(self._found)}" if self._found else "Nothing found"
        self.count.setText(words if self._text() else "")
        if self._text():
            self._announcer.say(f"{words}: {self._line()}" if self._found else words)
        else:
            self._announcer.forget()
        for button in (self.previous, self.next):
            button.setEnabled(bool(self._found))

    def _line(self) -> str:
        """What is read at the place that is stood on."""
        block, place = self._found[self._at]
        return block.line_at(block.find_text(self._text())[place])

    def _refresh(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(HEIGHT))
        self._row.setContentsMargins(px(32), px(7), px(16), px(7))
        self._row.setSpacing(px(6))
        self.field.setFixedWidth(px(240))
