"""Ways on from a page, as buttons: the main one first."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from app.coding.pages import Way, Ways
from app.desktop.pages.context import PageContext
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.widget_block import WidgetBlock


class WaysBlock(WidgetBlock):
    """Buttons side by side, in further lines where the column is narrow."""

    def __init__(self, context: PageContext, part: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = context.look
        self._context = context
        self._quiet = part.quiet
        self._label = make_label(part.label, "", "text2", self)
        self.buttons = [self._button(way, main=not at) for at, way in enumerate(part.ways)]

    def _button(self, way: Way, *, main: bool) -> QPushButton:
        kind = "link" if self._quiet else "primary" if main else ""
        button = make_button(way.text, kind, lambda: self._context.open_page(way.key))
        button.setParent(self)
        return button

    # What a page asks of a block

    def arrange(self, width: int) -> int:
        """Lay out for `width`; return the height."""
        px = self._look.px
        row, gap = px(24 if self._quiet else 30), px(12 if self._quiet else 8)
        label = self._label.sizeHint().width() if self._label.text() else 0
        self._label.setGeometry(0, px(4), label, row)
        left = label + gap if label else 0
        x, y = left, px(4)
        for button in self.buttons:
            across = button.sizeHint().width()
            if x > left and x + across > width:
                x, y = left, y + row + px(8)
            button.setGeometry(x, y, min(across, width), row)
            x += across + gap
        height = y + row + px(4)
        self.resize(width, height)
        return height

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at."""
        return list(self.buttons)
