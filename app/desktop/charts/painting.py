"""A drawing of any kind: the height that it takes, and painting it into a rectangle."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.coding.charts import Chart, Strip, Timeline
from app.desktop.charts.bars import bars_height, paint_bars
from app.desktop.charts.ink import Ink
from app.desktop.charts.strip import paint_strip, strip_height
from app.desktop.charts.timeline import paint_timeline, timeline_height


def chart_height(chart: Chart, ink: Ink) -> int:
    """The height in pixels that a drawing takes."""
    if isinstance(chart, Strip):
        return strip_height(ink)
    if isinstance(chart, Timeline):
        return timeline_height(chart, ink)
    return bars_height(chart, ink)


def paint_chart(painter: QPainter, rect: QRectF, chart: Chart, ink: Ink) -> None:
    """Paint a drawing into a rectangle of its height."""
    painter.save()
    if isinstance(chart, Strip):
        paint_strip(painter, rect, chart, ink)
    elif isinstance(chart, Timeline):
        paint_timeline(painter, rect, chart, ink)
    else:
        paint_bars(painter, rect, chart, ink)
    painter.restore()
