"""Amounts side by side: a bar each, the part that is for 26 filled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.coding.charts import Bar, Bars
from app.desktop.charts.ink import Ink, Scale
from app.payment.record import show_dollars

_ROW, _BAR, _GAP = 20, 12, 8
_LEGEND = "Filled: the part that is for 26"
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def bars_height(bars: Bars, ink: Ink) -> int:
    """The height that the bars take."""
    return ink.px(_ROW) * (len(bars.bars) + _has_parts(bars))


def paint_bars(painter: QPainter, rect: QRectF, bars: Bars, ink: Ink) -> None:
    """A row a bar: name, bar, amount; below them what the filled part is."""
    names, figures = (ink.metrics("small", 600, code=code).horizontalAdvance for code in (True, False))
    left = rect.left() + max(names(bar.name) for bar in bars.bars) + ink.px(_GAP)
    right = rect.right() - max(figures(show_dollars(bar.amount)) for bar in bars.bars) - ink.px(_GAP)
    most = max((bar.amount for bar in bars.bars if bar.amount is not None), default=1)
    scale = Scale(0, float(most), left, right)
    for number, bar in enumerate(bars.bars):
        row = QRectF(rect.left(), rect.top() + number * ink.px(_ROW), rect.width(), ink.px(_ROW))
        painter.setFont(ink.font("small", 600 if bar.marked else 400, code=True))
        painter.setPen(ink.color("text" if bar.marked else "text2"))
        painter.drawText(row, _LEFT, bar.name)
        end = _paint_bar(painter, row, bar, scale, ink)
        painter.setFont(ink.font("small", 600 if bar.marked else 400))
        painter.setPen(ink.color("text" if bar.amount is not None else "text3"))
        place = QRectF(end + ink.px(_GAP), row.top(), rect.right() - end, row.height())
        painter.drawText(place, _LEFT, show_dollars(bar.amount))
    if _has_parts(bars):
        foot = QRectF(left, rect.top() + len(bars.bars) * ink.px(_ROW), rect.right() - left, ink.px(_ROW))
        painter.setFont(ink.font("caption"))
        painter.setPen(ink.color("text2"))
        painter.drawText(foot, _LEFT, _LEGEND)


def _has_parts(bars: Bars) -> bool:
    return any(bar.part is not None for bar in bars.bars)


def _paint_bar(painter: QPainter, row: QRectF, bar: Bar, scale: Scale, ink: Ink) -> float:
    """The bar with its frame and filled part; returns where it ends."""
    if bar.amount is None:
        return scale.start
    end = scale.at(bar.amount)
    top = row.top() + (row.height() - ink.px(_BAR)) / 2
    whole = QRectF(scale.start, top, end - scale.start, ink.px(_BAR))
    color = ink.color("accent" if bar.marked else "border")
    painter.fillRect(whole, ink.color("nonebg"))
    if bar.part is not None:
        painter.fillRect(QRectF(scale.start, top, scale.at(bar.part) - scale.start, ink.px(_BAR)), color)
    painter.setPen(QPen(color, 1))
    painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
    return end
