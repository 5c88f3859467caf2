"""Where a looked-for text stands among the painted texts of a block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from app.desktop.pages.selection import lay_out, range_rects

if TYPE_CHECKING:
    from app.desktop.look.look import Look
    from app.desktop.pages.drawing import Piece


class FoundTexts:
    """The places of `text` (lower case) in the pieces of one block; `current` is the one that is framed."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.text = ""
        self.current = -1
        self._places: list[list[QRectF]] = []

    def search(self, pieces: Sequence[Piece]) -> None:
        """Find the text again: it or the pieces changed."""
        self._places = [place for piece in pieces for place in self._in(piece)] if self.text else []

    def places(self) -> list[QRect]:
        """Each place as one rectangle of the block, from the top."""
        return [place[0].toAlignedRect() for place in self._places]

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the ground of every place, and the frame of the current one."""
        for number, place in enumerate(self._places):
            for rect in place:
                if rect.intersects(exposed):
                    painter.fillRect(rect, self._look.color("mark"))
                    if number == self.current:
                        painter.setPen(self._look.color("accent"))
                        painter.drawRect(rect.adjusted(-1, 0, 1, -1))

    def _in(self, piece: Piece) -> list[list[QRectF]]:
        low, size = piece.text.lower(), len(self.text)
        at = low.find(self.text)
        if at < 0:
            return []
        layout, places = lay_out(piece), []
        while at >= 0:
            rects = range_rects(layout, piece, at, at + size)
            if rects:
                places.append(rects)
            at = low.find(self.text, at + size)
        return sorted(places, key=lambda rects: rects[0].y())
