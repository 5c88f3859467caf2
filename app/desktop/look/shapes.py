"""The severity shapes, drawn by one function at 12, 14 and 16 pixels (and any zoom of them).

Each state has its own shape, so that color is never the only sign: octagon with a cross, triangle with an
exclamation mark, open circle with an i, dashed circle with a bar, bare tick.
"""

import math
from functools import cache
from typing import Literal

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

State = Literal["error", "warning", "info", "none", "ok"]
STATE_WORDS: dict[State, str] = {
    "error": "Error",
    "warning": "Warning",
    "info": "Info",
    "none": "Not checked",
    "ok": "Checked",
}


def paint_shape(painter: QPainter, rect: QRectF, state: State, color: QColor) -> None:
    """Paint the shape of `state` into the square `rect`. The token of the color has the state's name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    _PAINTERS[state](painter, color)
    painter.restore()


def shape_pixmap(state: State, color: QColor, size: int, ratio: float) -> QPixmap:
    """The shape as a pixmap of `size` logical pixels, for labels and buttons."""
    side = max(1, round(size * ratio))
    pixmap = QPixmap(side, side)
    pixmap.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_shape(painter, QRectF(0, 0, side, side), state, color)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _stroke(color: QColor, width: float) -> QPen:
    qt = QtCore.Qt
    return QPen(color, width, qt.PenStyle.SolidLine, qt.PenCapStyle.RoundCap, qt.PenJoinStyle.RoundJoin)


def _cut(solid: QPainterPath, *strokes: QLineF, width: float) -> QPainterPath:
    """`solid` with round-ended strokes cut out of it, so that any background shows through."""
    from PySide6.QtGui import QPainterPathStroker

    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(QtCore.Qt.PenCapStyle.RoundCap)
    for stroke in strokes:
        path = QPainterPath(stroke.p1())
        path.lineTo(stroke.p2())
        solid = solid.subtracted(stroker.createStroke(path))
    return solid


@cache
def _octagon_path() -> QPainterPath:
    corners = [math.radians(22.5 + 45 * step) for step in range(8)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(8 + 7.6 * math.cos(a), 8 + 7.6 * math.sin(a)) for a in corners]))
    path.closeSubpath()
    cross = (QLineF(5.5, 5.5, 10.5, 10.5), QLineF(10.5, 5.5, 5.5, 10.5))
    return _cut(path, *cross, width=1.7)


def _octagon(painter: QPainter, color: QColor) -> None:
    painter.fillPath(_octagon_path(), color)


@cache
def _triangle_paths() -> tuple[QPainterPath, QPainterPath]:
    """The triangle and the same without its mark."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(8, 1.7), QPointF(15, 14), QPointF(1, 14)]))
    path.closeSubpath()
    mark = (QLineF(8, 6.2, 8, 9.4), QLineF(8, 11.9, 8, 11.95))
    return path, _cut(path, *mark, width=1.6)


def _triangle(painter: QPainter, color: QColor) -> None:
    path, cut = _triangle_paths()
    painter.fillPath(cut, color)
    # The rim rounds the corners, as the other shapes have none that are sharp.
    painter.setPen(_stroke(color, 1))
    painter.drawPath(path)


def _circle(painter: QPainter, color: QColor) -> None:
    painter.setPen(_stroke(color, 1.5))
    painter.drawEllipse(QPointF(8, 8), 6.6, 6.6)
    painter.drawLine(QLineF(8, 7.4, 8, 11.2))
    painter.drawLine(QLineF(8, 4.8, 8, 4.85))


def _dashes(painter: QPainter, color: QColor) -> None:
    pen = _stroke(color, 1.5)
    pen.setCapStyle(QtCore.Qt.PenCapStyle.FlatCap)
    # Eight dashes: the circumference 2 * pi * 6.6 in units of the pen's width, by sixteen.
    step = 2 * math.pi * 6.6 / 1.5 / 16
    pen.setDashPattern([step * 1.2, step * 0.8])
    painter.setPen(pen)
    painter.drawEllipse(QPointF(8, 8), 6.6, 6.6)
    painter.setPen(_stroke(color, 1.5))
    painter.drawLine(QLineF(5.6, 8, 10.4, 8))


def _tick(painter: QPainter, color: QColor) -> None:
    painter.setPen(_stroke(color, 1.8))
    painter.drawPolyline(QPolygonF([QPointF(2.6, 8.6), QPointF(6.2, 12.2), QPointF(13.4, 4.4)]))


_PAINTERS = {"error": _octagon, "warning": _triangle, "info": _circle, "none": _dashes, "ok": _tick}
