"""What stands about a note: titles, what becomes of it, and what the lines below marked words mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.desktop.look.look import Look
from app.desktop.note.note_text import GROUNDS, LINES
from app.desktop.widgets.labels import make_heading
from app.notes.filling import SAID_HOW
from app.notes.record import Certainty

HELD = (
    "Held in memory only, cleared when this window closes.",
    "Rules on words, no judgment: read each sentence.",
)
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
        """Draw them in a row, or in as many as the width asks for."""
        painter = QPainter(self)
        painter.setFont(self._look.font("small"))
        for (certainty, word), box in zip(SAID_HOW.items(), self._boxes(self.width()), strict=True):
            painter.fillRect(box, self._look.color(GROUNDS[certainty]))
            painter.setPen(self._look.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
            painter.setPen(QPen(self._look.color(LINES[certainty]), 2, _PENS[certainty]))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the rows that the width asks for."""
        super().resizeEvent(event)
        self._fit()

    def _boxes(self, room: int) -> list[QRectF]:
        """Where each swatch lies, in as many rows as needed."""
        px, metrics = self._look.px, self._look.metrics("small")
        row, x, y, found = px(24), 0.0, 0, []
        for word in SAID_HOW.values():
            wide = metrics.horizontalAdvance(word) + px(12)
            if x and x + wide > room:
                x, y = 0.0, y + row
            found.append(QRectF(x, y + 2, wide, row - 4))
            x += wide + px(14)
        return found

    def _fit(self) -> None:
        boxes = self._boxes(self.width())
        self.setFixedHeight(round(boxes[-1].bottom()) + 2)
        self.setMinimumWidth(round(max(box.width() for box in boxes)))
        self.update()


def make_head(look: Look, about: QWidget, text: str, beside: QLabel) -> QHBoxLayout:
    """A title with its key, which leads to `about`, and a few words beside it."""
    head = QHBoxLayout()
    title = make_heading(text, "section", 2)
    title.setTextFormat(Qt.TextFormat.AutoText)
    title.setBuddy(about)
    head.addWidget(title)
    head.addSpacing(look.px(8))
    head.addWidget(beside)
    head.addStretch(1)
    return head
