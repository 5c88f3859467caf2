"""Selecting text by pointer inside one painted text of a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.desktop.look.look import Look
    from app.desktop.pages.drawing import Piece


class Selection:
    """The selected range of one piece of `block`, the widget that paints it.

    The piece is laid out only while something is selected in it.
    """

    def __init__(self, block: QWidget, look: Look) -> None:
        self._block = block
        self._look = look
        self._piece: Piece | None = None
        self._layout: QTextLayout | None = None
        self._anchor = 0
        self._cursor = 0

    def begin(self, piece: Piece | None, point: QPointF) -> None:
        """Start at `point` of `piece`; what was selected before is not any more."""
        self._clear_others()
        self._piece = piece
        self._layout = lay_out(piece) if piece else None
        self._anchor = self._cursor = self._position(point)
        self._block.update()

    def grow(self, point: QPointF) -> None:
        """Move the end to `point`."""
        if self._layout:
            self._cursor = self._position(point)
            self._block.update()

    def select_word(self, piece: Piece | None, point: QPointF) -> None:
        """Select the word at `point`."""
        self.begin(piece, point)
        if self._layout and piece:
            at = self._position(point)
            start = max(piece.text.rfind(" ", 0, at), piece.text.rfind("\n", 0, at)) + 1
            end = piece.text.find(" ", at)
            self._anchor, self._cursor = start, len(piece.text) if end < 0 else end
            self._block.update()

    def text(self) -> str:
        """The selected text."""
        first, last = sorted((self._anchor, self._cursor))
        return self._piece.text[first:last] if self._piece else ""

    def clear(self) -> None:
        """Select nothing."""
        if self._piece:
            self._piece, self._layout = None, None
            self._block.update()

    def paint(self, painter: QPainter) -> None:
        """Paint the marked background; the text itself is painted by the block."""
        if not self._layout or not self._piece or self._anchor == self._cursor:
            return
        first, last = sorted((self._anchor, self._cursor))
        color = self._look.color("mark")
        for rect in range_rects(self._layout, self._piece, first, last):
            painter.fillRect(rect, color)

    def _position(self, point: QPointF) -> int:
        if not self._layout or not self._piece:
            return 0
        local = point - self._piece.rect.topLeft()
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            if local.y() < line.y() + line.height() or number == self._layout.lineCount() - 1:
                return int(line.xToCursor(local.x()))
        return 0

    def _clear_others(self) -> None:
        parent = self._block.parentWidget()
        for child in parent.children() if parent else ():
            clear = getattr(child, "clear_selection", None)
            if isinstance(child, QWidget) and clear:
                clear()


def range_rects(layout: QTextLayout, piece: Piece, first: int, last: int) -> list[QRectF]:
    """Where the signs from `first` to `last` of a piece stand: a rectangle for each line they touch."""
    rects = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = max(first, line.textStart())
        end = min(last, line.textStart() + line.textLength())
        if start < end:
            left, right = _x(line, start), _x(line, end)
            corner = piece.rect.topLeft() + QPointF(left, line.y())
            rects.append(QRectF(corner.x(), corner.y(), right - left, line.height()))
    return rects


def _x(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]  # PySide gives a tuple or a number
    return float(found[0] if isinstance(found, tuple) else found)


def lay_out(piece: Piece) -> QTextLayout:
    """The lines of a piece as it is painted."""
    layout = QTextLayout(piece.text, piece.font)
    option = QTextOption(Qt.AlignmentFlag(piece.flags & int(Qt.AlignmentFlag.AlignHorizontal_Mask)))
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(piece.rect.width())
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
