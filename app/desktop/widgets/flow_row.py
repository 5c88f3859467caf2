"""Buttons at the foot of a window: in one row, or in as many as its width asks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.desktop.look.look import Look

_GAP, _SIDE, _EDGE = 8, 20, 10


class FlowRow(QWidget):
    """`left` widgets stand at the left, `right` ones at the right; without room side by side they wrap."""

    def __init__(self, look: Look, left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._look = look
        self._left, self._right = left, right
        for widget in (*left, *right):
            widget.setParent(self)
        look.changed.connect(self._place)

    def tab_parts(self) -> list[QWidget]:
        """The widgets in the order in which Tab walks them."""
        return [*self._left, *self._right]

    def sizeHint(self) -> QSize:
        """As wide as one row."""
        widths = [widget.sizeHint().width() for widget in self._shown()]
        px = self._look.px
        return QSize(sum(widths) + px(_GAP) * len(widths) + 2 * px(_SIDE), self.height())

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest widget."""
        widest = max((widget.sizeHint().width() for widget in self._shown()), default=0)
        return QSize(widest + 2 * self._look.px(_SIDE), self.height())

    def event(self, event: QEvent) -> bool:
        """A widget that comes, goes or takes another text moves the others."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Polish):
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap to the new width."""
        super().resizeEvent(event)
        self._place()

    def _shown(self) -> list[QWidget]:
        return [widget for widget in (*self._left, *self._right) if not widget.isHidden()]

    def _rows(self, room: int) -> list[list[QWidget]]:
        """The widgets of each row, from the top."""
        rows: list[list[QWidget]] = [[]]
        used, gap = 0, self._look.px(_GAP)
        for widget in self._shown():
            across = widget.sizeHint().width() + gap
            if rows[-1] and used + across - gap > room:
                rows.append([])
                used = 0
            rows[-1].append(widget)
            used += across
        return rows

    def _place(self) -> None:
        px, y = self._look.px, self._look.px(_EDGE)
        for row in self._rows(self.width() - 2 * px(_SIDE)):
            left, right = px(_SIDE), self.width() - px(_SIDE)
            tall = max((widget.sizeHint().height() for widget in row), default=0)
            for widget in (each for each in row if each in self._left):
                left = self._put(widget, left, y, tall)
            for widget in reversed([each for each in row if each in self._right]):
                right -= widget.sizeHint().width()
                self._put(widget, right, y, tall)
                right -= px(_GAP)
            y += tall + px(_GAP)
        height = y - px(_GAP) + px(_EDGE)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _put(self, widget: QWidget, x: int, y: int, tall: int) -> int:
        """Put a widget into the middle of its row; returns where the next one begins."""
        size = widget.sizeHint()
        widget.setGeometry(x, y + (tall - size.height()) // 2, size.width(), size.height())
        return x + size.width() + self._look.px(_GAP)
