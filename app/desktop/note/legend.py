"""What the lines below marked words mean, drawn as they are drawn in the note."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.desktop.look.look import Look
from app.desktop.note.note_text import GROUNDS, LINES
from app.notes.filling import SAID_HOW
from app.notes.record import Certainty

_PENS: dict[Certainty, Qt.PenStyle] = {
    "stated": Qt.PenStyle.SolidLine,
    "negated": Qt.PenStyle.DashLine,
    "conditional": Qt.PenStyle.DotLine,
    "contradicted": Qt.PenStyle.DotLine,
}


class Legend(QWidget):
    """A swatch with its word for each way in which a note says something."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Marks: " + ", ".join(SAID_HOW.values()))
        look.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them in a row."""
        painter, x = QPainter(self), 0.0
        px, metrics = self._look.px, self._look.metrics("small")
        painter.setFont(self._look.font("small"))
        for certainty, word in SAID_HOW.items():
            box = QRectF(x, 2, metrics.horizontalAdvance(word) + px(12), self.height() - 4)
            painter.fillRect(box, self._look.color(GROUNDS[certainty]))
            painter.setPen(self._look.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
            painter.setPen(QPen(self._look.color(LINES[certainty]), 2, _PENS[certainty]))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            x = box.right() + px(14)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(self._look.px(24))
        words = sum(self._look.metrics("small").horizontalAdvance(word) for word in SAID_HOW.values())
        self.setMinimumWidth(round(words) + self._look.px(26) * len(SAID_HOW))
        self.update()
