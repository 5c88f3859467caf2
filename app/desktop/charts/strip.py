"""A strip of amounts in every locality: a tick each, quartiles as a band, the chosen one marked."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.coding.charts import Strip
from app.desktop.charts.ink import Ink, Scale
from app.payment.record import show_dollars

_TALL, _BAND, _TOP, _EDGE, _FOOT = 62, 22, 20, 8, 18


def strip_height(ink: Ink) -> int:
    """The height that a strip takes."""
    return ink.px(_TALL)


def paint_strip(painter: QPainter, rect: QRectF, strip: Strip, ink: Ink) -> None:
    """Band, median, ticks, the chosen amount above, the ends below."""
    top, tall, edge = rect.top() + ink.px(_TOP), ink.px(_BAND), ink.px(_EDGE)
    low, high = float(strip.amounts[0]), float(strip.amounts[-1])
    scale = Scale(low, high, rect.left() + edge, rect.right() - edge)
    first, middle, third = map(scale.at, strip.quartiles)
    painter.fillRect(QRectF(first, top, third - first, tall), ink.color("nonebg"))
    painter.setPen(QPen(ink.color("text3"), 1))
    places = dict.fromkeys(round(scale.at(amount)) for amount in strip.amounts)
    painter.drawLines([QLineF(x + 0.5, top, x + 0.5, top + tall) for x in places])
    painter.setPen(QPen(ink.color("text"), ink.px(2)))
    painter.drawLine(QLineF(middle, top - ink.px(3), middle, top + tall + ink.px(3)))
    _write_ends(
        painter, QRectF(rect.left() + edge, top + tall, rect.width() - 2 * edge, ink.px(_FOOT)), strip, ink
    )
    if strip.marked is not None:
        _mark(painter, rect, scale.at(strip.marked), show_dollars(strip.marked), ink)


def _write_ends(painter: QPainter, row: QRectF, strip: Strip, ink: Ink) -> None:
    painter.setFont(ink.font("small"))
    painter.setPen(ink.color("text2"))
    middle = Qt.AlignmentFlag.AlignVCenter
    for side, amount in (
        (Qt.AlignmentFlag.AlignLeft, strip.amounts[0]),
        (Qt.AlignmentFlag.AlignRight, strip.amounts[-1]),
    ):
        painter.drawText(row, int(side | middle), show_dollars(amount))


def _mark(painter: QPainter, rect: QRectF, x: float, text: str, ink: Ink) -> None:
    """The chosen amount as a stroke across the band with its figure above, which stays inside."""
    top, tall, over = rect.top() + ink.px(_TOP), ink.px(_BAND), ink.px(3)
    painter.setPen(QPen(ink.color("accent"), ink.px(3)))
    painter.drawLine(QLineF(x, top - over, x, top + tall + over))
    painter.setFont(ink.font("small", 600))
    painter.setPen(ink.color("text"))
    wide = ink.metrics("small", 600).horizontalAdvance(text) + ink.px(4)
    left = min(max(x - wide / 2, rect.left()), rect.right() - wide)
    painter.drawText(
        QRectF(left, rect.top(), wide, ink.px(_TOP) - over), int(Qt.AlignmentFlag.AlignCenter), text
    )
