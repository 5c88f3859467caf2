"""The keys of the mini window, at its foot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.look.look import Look

HINTS = (("Enter", "open"), ("Ctrl+Enter", "check"), ("Ctrl+C", "copy code"), ("Esc", "hide"))
_HEIGHT = 34


class KeyHints(QWidget):
    """Each key in its box, and what it does; those that have no room are left out."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        native = QKeySequence.SequenceFormat.NativeText
        self._hints = tuple((QKeySequence(key).toString(native), does) for key, does in HINTS)
        self.setAccessibleName(", ".join(f"{key}: {does}" for key, does in self._hints))
        look.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(self._look.px(400), self._look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, key, word, for each."""
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("window"))
        painter.setFont(look.font("caption"))
        metrics = look.metrics("caption")
        x = float(look.px(15))
        for key, does in self._hints:
            width, across = metrics.horizontalAdvance(key) + look.px(14), metrics.horizontalAdvance(does)
            if x + width + look.px(7) + across > self.width():
                break
            box = QRectF(x, (self.height() - look.px(18)) / 2, width, look.px(18))
            painter.setPen(look.color("line"))
            painter.setBrush(look.color("page"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(look.color("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            x += width + look.px(7)
            painter.drawText(QRectF(x, 0, across + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, does)
            x += across + look.px(14)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(self._look.px(_HEIGHT))
        self.update()
