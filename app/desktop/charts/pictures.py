"""Drawings as pictures of a printed page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.coding.charts import Chart
from app.desktop.charts.ink import Paper
from app.desktop.charts.painting import chart_height, paint_chart

_WIDE = 600
_FINE = 4
"""Dots of a picture for each pixel of 1/96 inch."""


class ChartPictures:
    """Paints the drawings that a page in HTML names, and keeps the pictures by their names."""

    def __init__(self, family: str) -> None:
        """`family`: of the fonts in use."""
        self._paper = Paper(family)
        self.images: dict[str, QImage] = {}

    def add(self, chart: Chart) -> str:
        """Paint a drawing; return the HTML that shows it."""
        name = f"chart-{len(self.images) + 1}"
        tall = chart_height(chart, self._paper)
        self.images[name] = self._paint(chart, tall)
        return f'<p><img src="{name}" width="{_WIDE}" height="{tall}"></p>'

    def _paint(self, chart: Chart, tall: int) -> QImage:
        image = QImage(_WIDE * _FINE, tall * _FINE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_FINE)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_chart(painter, QRectF(0, 0, _WIDE, tall), chart, self._paper)
        painter.end()
        return image
