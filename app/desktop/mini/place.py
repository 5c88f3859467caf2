"""Where the mini window stands and how large it is: as it was left, on a screen that is still there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.desktop.look.look import Look
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.placing import place_on_screen

_SIZE, _LEAST = (460, 420), (360, 320)
_GAP = 24
_GRIP = 40  # of the title bar, by which a window is moved


class MiniPlace:
    """Remembers the frame of a window: the place in pixels of the desktop, the size at zoom 100 %."""

    def __init__(self, window: QWidget, look: Look, store: UserDataStore) -> None:
        self._window = window
        self._look = look
        self._store = store

    def first_size(self) -> QSize:
        """The size before anybody chose one."""
        return QSize(*map(self._look.px, _SIZE))

    def fit(self) -> None:
        """Set the least size that the zoom asks for, no more than the screen has."""
        room = self._window.screen().availableGeometry().size()
        self._window.setMinimumSize(QSize(*map(self._look.px, _LEAST)).boundedTo(room))

    def restore(self) -> None:
        """Size and place it as it was left; else at the right of the main window, below its header."""
        size = self._kept_size()
        left = self._kept_place()
        screen = QGuiApplication.screenAt(left + QPoint(_GRIP, _GRIP // 2)) if left else None
        if left is None or screen is None:
            left, screen = self._first_place(size), self._window.screen()
        placed = place_on_screen(QRect(left, size), screen.availableGeometry())
        self._window.resize(placed.size())
        self._window.move(placed.topLeft())

    def settle(self) -> None:
        """Now that it shows and its frame is known: take the title bar, too, onto the screen."""
        window = self._window
        frame, room = window.frameGeometry(), window.screen().availableGeometry()
        edges = frame.size() - window.size()
        placed = place_on_screen(frame, room)
        window.setMinimumSize(window.minimumSize().boundedTo(room.size() - edges))
        if placed != frame:
            window.resize(placed.size() - edges)
            window.move(placed.topLeft())

    def remember(self) -> None:
        """Keep place and size."""
        window, zoom = self._window, self._look.zoom
        self._store.set_setting("mini_place", [window.x(), window.y()])
        size = [round(side * 100 / zoom) for side in (window.width(), window.height())]
        self._store.set_setting("mini_size", size)

    def _kept_size(self) -> QSize:
        kept = self._store.two_numbers("mini_size")
        least = QSize(*map(self._look.px, _LEAST))
        return QSize(*map(self._look.px, kept)).expandedTo(least) if kept else self.first_size()

    def _kept_place(self) -> QPoint | None:
        kept = self._store.two_numbers("mini_place")
        return QPoint(*kept) if kept else None

    def _first_place(self, size: QSize) -> QPoint:
        main = self._window.parentWidget()
        frame = main.frameGeometry() if main else self._window.screen().availableGeometry()
        gap = self._look.px(_GAP)
        return QPoint(frame.right() - gap - size.width(), frame.top() + 4 * gap)
