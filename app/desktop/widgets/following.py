"""Laying something over a part of the window, wherever that part comes to lie."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_PLACED = (QEvent.Type.Resize, QEvent.Type.Move)


class Follower(QObject):
    """Calls `place` whenever a widget has another place or size: a menu bar grows after the zoom was told."""

    def __init__(self, followed: QWidget, place: Callable[[], None]) -> None:
        super().__init__(followed)
        self._place = place
        followed.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the class."""
        if event.type() in _PLACED:
            self._place()
        return super().eventFilter(watched, event)
