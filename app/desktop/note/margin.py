"""The numbers of the evidence beside the lines of the note in which it begins."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.desktop.look.look import Look

WIDTH = 76
_SIDE, _GAP, _MOST = 18, 3, 3


class Margin(QWidget):
    """Boxes with numbers at the right edge, those of one line side by side.

    What it shows is said by the list of what was found; a screen reader has no need of it.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: Mapping[int, tuple[int, ...]] = {}
        self._current = 0

    def show_numbers(self, rows: Mapping[int, tuple[int, ...]], current: int) -> None:
        """`rows`: the numbers by the middle of their line in pixels from the top."""
        self._rows, self._current = rows, current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes; more than fit on a line end in a plus sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for middle, numbers in self._rows.items():
            self._draw_row(painter, middle, shown_numbers(numbers, self._current))
        painter.end()

    def _draw_row(self, painter: QPainter, middle: int, texts: tuple[str, ...]) -> None:
        px = self._look.px
        side, x = px(_SIDE), self.width() - px(8)
        for text in reversed(texts):
            wide = max(side, round(self._look.metrics("caption").horizontalAdvance(text)) + px(6))
            x -= wide
            self._draw_box(painter, QRectF(x, middle - side / 2, wide, side), text)
            x -= px(_GAP)

    def _draw_box(self, painter: QPainter, box: QRectF, text: str) -> None:
        chosen = text == str(self._current)
        color = self._look.color
        painter.setPen(QPen(color("accent" if chosen else "border"), 1))
        painter.setBrush(color("accent") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(color("onaccent" if chosen else "text2"))
        painter.setFont(self._look.font("caption"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def shown_numbers(numbers: tuple[int, ...], current: int) -> tuple[str, ...]:
    """As many numbers of a line as have room, the current one among them."""
    if len(numbers) <= _MOST:
        return tuple(map(str, numbers))
    first = [number for number in numbers if number != current][: _MOST - 1]
    kept = sorted([*first[: _MOST - 2], current] if current in numbers else first)
    return (*map(str, kept), "+")
