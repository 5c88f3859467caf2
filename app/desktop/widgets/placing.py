"""Where a window lies on its screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

_BORDERS, _TITLE_BAR = 4, 40  # of a window's frame, which nobody knows before it shows


def place_on_screen(frame: QRect, room: QRect) -> QRect:
    """`frame`, a window with its title bar, made no larger than `room` and moved wholly into it.

    >>> place_on_screen(QRect(20, 10, 1282, 838), QRect(0, 0, 1280, 800))
    PySide6.QtCore.QRect(0, 0, 1280, 800)
    """
    size = frame.size().boundedTo(room.size())
    left = max(room.left(), min(frame.left(), room.left() + room.width() - size.width()))
    top = max(room.top(), min(frame.top(), room.top() + room.height() - size.height()))
    return QRect(QPoint(left, top), size)


def first_size(window: QWidget, width: int, height: int) -> None:
    """Give a window its first size, in pixels; a smaller screen bounds it, the title bar within.

    One that shows already, as another zoom is chosen in it, stays on the screen as a whole.
    """
    room = window.screen().availableGeometry()
    edges = QSize(_BORDERS, _TITLE_BAR)
    size = QSize(width, height).boundedTo(room.size() - edges)
    window.resize(size)
    if window.isVisible():
        window.move(place_on_screen(QRect(window.pos(), size + edges), room).topLeft())
