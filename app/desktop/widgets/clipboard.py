"""Reading the clipboard at a moment when the desktop lets a program read it, and a menu that fills it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QMenu, QWidget


def when_readable(show: Callable[[], object], then: Callable[[], object]) -> None:
    """Call `then` now; on Wayland, where only the window with the keyboard may read, once one of ours has it.

    `show` brings such a window forward.
    """
    application = QGuiApplication.instance()
    focused = QGuiApplication.focusWindow() is not None
    if not isinstance(application, QGuiApplication) or focused or application.platformName() != "wayland":
        then()
        return

    def follow(window: QWindow | None) -> None:
        if window is not None:
            application.focusWindowChanged.disconnect(follow)
            then()

    application.focusWindowChanged.connect(follow)
    show()


def offer_copy(widget: QWidget, text: str, at: QPoint) -> None:
    """A menu at a point of the screen that copies `text`."""
    menu = QMenu(widget)
    menu.addAction("Copy this text", lambda: QGuiApplication.clipboard().setText(text))
    menu.exec(at)
    menu.deleteLater()
