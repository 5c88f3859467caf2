"""Which key this system has."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.desktop.hotkey.hotkey import NOT_HERE

if TYPE_CHECKING:
    from app.desktop.hotkey.hotkey import Hotkey
    from app.desktop.hotkey.keys import Keys


class NoHotkey(QObject):
    """Where no program can have a key."""

    pressed = Signal()
    refused = Signal(str)
    remark = ""

    def register(self, keys: Keys) -> str | None:
        """Say so."""
        return NOT_HERE

    def unregister(self) -> None:
        """There is none."""

    def bring_forward(self, window: int) -> None:
        """There is none."""

    def give_back(self) -> None:
        """There is none."""


def system_hotkey(parent: QObject) -> Hotkey:
    """The key of the desktop that the window is on."""
    if sys.platform == "win32":
        from app.desktop.hotkey.windows import WindowsHotkey

        return WindowsHotkey(parent)
    if sys.platform == "darwin":
        from app.desktop.hotkey.macos import MacHotkey

        return MacHotkey(parent)
    on_wayland = bool(os.environ.get("WAYLAND_DISPLAY"))  # Qt may show its window by X11 there
    match QGuiApplication.platformName():
        case "xcb" if not on_wayland:
            from app.desktop.hotkey.x11 import X11Hotkey

            return X11Hotkey(parent)
        case "xcb" | "wayland":
            from app.desktop.hotkey.portal import PortalHotkey

            return PortalHotkey(parent)
        case _:
            return NoHotkey(parent)
