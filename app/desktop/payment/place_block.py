"""The place on a page that its code is paid in: a field that is remembered, and what it means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.desktop.claim.code_completions import CodeCompleter
from app.desktop.look.look import Look
from app.desktop.payment.places import CodePayments
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.widget_block import WidgetBlock
from app.payment.locality import EXAMPLES, Where

_PAUSE_MS = 250
_FIELD, _ROW, _GAP = 150, 30, 12
_MOST = 12


class PlaceBlock(WidgetBlock):
    """A ZIP code, or a locality by its key or name; a ZIP code of several localities offers them as buttons.

    Signals: changed() after another place was typed.
    """

    changed = Signal()

    def __init__(self, look: Look, payments: CodePayments, on: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._payments = payments
        self._on = on
        self._label = make_label("ZIP code or &locality", "body", "text2", self)
        self._label.setTextFormat(Qt.TextFormat.AutoText)
        self.field = QLineEdit(payments.place(), self)
        self.field.setPlaceholderText(EXAMPLES)
        self.field.setAccessibleName("ZIP code or payment locality")
        self._label.setBuddy(self.field)
        CodeCompleter(
            look, self.field, lambda text: payments.find(text, on), lambda key: payments.name(key, on)
        )
        self.says = make_label("", "body", "text2", self, wrap=True)
        self.buttons: list[QPushButton] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.take)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self.take)
        self._typed = self.place()
        self._show(payments.take(self._typed, on))

    def place(self) -> str:
        """What is typed."""
        return self.field.text().strip()

    def take(self) -> None:
        """Take what is typed, unless it is what was taken before."""
        self._pause.stop()
        if self.place() != self._typed:
            self._typed = self.place()
            self._show(self._payments.take(self._typed, self._on))
            self.changed.emit()

    def ask(self) -> None:
        """Give the field the keyboard, its text to be typed over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def try_place(self, text: str) -> None:
        """Take a place that was named elsewhere, where it means one or several."""
        if self._payments.knows(text, self._on):
            self.field.setText(text)
            self.take()

    def _show(self, where: Where) -> None:
        place = where.locality
        self.says.setText(place.full_title if place else where.why)
        self.says.setToolTip(place.counties if place else "")
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._make_button(each.key, each.title) for each in where.choices[:_MOST]]

    def _make_button(self, key: str, text: str) -> QPushButton:
        button = make_button(text, "link", lambda: self._choose(key))
        button.setParent(self)
        if self.isVisible():
            button.show()
        return button

    def _choose(self, key: str) -> None:
        self.ask()
        self.field.setText(key)
        self.take()

    # What a page asks of a block

    def arrange(self, width: int) -> int:
        """Lay out for `width`; return the height."""
        px = self._look.px
        row, gap = px(_ROW), px(_GAP)
        label = self._label.sizeHint().width()
        self._label.setGeometry(0, px(4), label, row)
        self.field.setGeometry(label + gap, px(4), px(_FIELD), row)
        left = label + gap + px(_FIELD) + gap
        beside = width - left >= px(200)
        left, top = (left, px(4)) if beside else (0, px(8) + row)
        tall = max(self.says.heightForWidth(width - left), row if beside else 0)
        self.says.setGeometry(left, top, width - left, tall)
        y = self._put_buttons(top + tall + px(4), width) if self.buttons else top + tall
        height = y + px(4)
        self.resize(width, height)
        return height

    def _put_buttons(self, y: int, width: int) -> int:
        """The choices in as many rows as they need; returns the foot."""
        px, x = self._look.px, 0
        for button in self.buttons:
            size: QSize = button.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + px(24)
            button.setGeometry(x, y, min(size.width(), width), px(24))
            x += size.width() + px(_GAP)
        return y + px(24)

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at."""
        return [self.field, *self.buttons]

    def selected_text(self) -> str:
        """The text selected in the field."""
        return self.field.selectedText() if self.field.hasFocus() else ""
