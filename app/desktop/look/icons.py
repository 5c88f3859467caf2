"""Fluent icons, tinted by a token and rendered at the screen's ratio."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

import app

ICONS = Path(app.__file__).resolve().parents[1] / "resources" / "icons"


@cache
def _read(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    """The icon `name` (for example "search_16_regular") in `color`, `size` logical pixels square.

    The files carry no fill, so the color goes into the text before it is rendered.
    """
    from PySide6.QtSvg import QSvgRenderer

    svg = _read(name).replace("<svg ", f'<svg fill="{color}" ', 1)
    side = max(1, round(size * ratio))
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
