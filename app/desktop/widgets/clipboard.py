"""Reading the clipboard at a moment when the desktop lets a program read it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QWindow


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
