"""A strip of what a line of the claim pays in every locality."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.coding.charts import Strip
from app.desktop.charts.strip import paint_strip, strip_height
from app.desktop.look.look import Look


class SpreadStrip(QWidget):
    """Shows nothing where there is nothing to compare; what it shows is said in its accessible name."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._strip: Strip | None = None
        look.changed.connect(self._fit)
        self._fit()

    def show_strip(self, strip: Strip | None) -> None:
        """Draw these amounts."""
        self._strip = strip
        words = strip.words if strip else ""
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(strip is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        if self._strip is not None:
            painter = QPainter(self)
            paint_strip(painter, QRectF(self.rect()), self._strip, self._look)
            painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(strip_height(self._look))
        self.update()
