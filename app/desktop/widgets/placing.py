"""Where a window lies on its screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect


def place_on_screen(frame: QRect, room: QRect) -> QRect:
    """`frame`, a window with its title bar, made no larger than `room` and moved wholly into it.

    >>> place_on_screen(QRect(20, 10, 1282, 838), QRect(0, 0, 1280, 800))
    PySide6.QtCore.QRect(0, 0, 1280, 800)
    """
    size = frame.size().boundedTo(room.size())
    left = max(room.left(), min(frame.left(), room.left() + room.width() - size.width()))
    top = max(room.top(), min(frame.top(), room.top() + room.height() - size.height()))
    return QRect(QPoint(left, top), size)
