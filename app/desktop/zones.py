"""F6 walks the zones of the window: search, centre, flags, status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_zone(zones: Sequence[QWidget], step: int) -> None:
    """Put the focus into the next (1) or previous (-1) zone that has something to take it."""
    focus = QApplication.focusWidget()
    here = next(
        (at for at, zone in enumerate(zones) if focus and (zone is focus or zone.isAncestorOf(focus))), 0
    )
    for distance in range(1, len(zones) + 1):
        target = entrance(zones[(here + step * distance) % len(zones)])
        if target:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def entrance(zone: QWidget) -> QWidget | None:
    """The zone's focus proxy, else the first widget of it, itself included, that Tab reaches."""
    proxy = zone.focusProxy()
    if proxy is not None and proxy.isVisible():
        return proxy
    candidates = [zone, *zone.findChildren(QWidget)]
    return next((widget for widget in candidates if _takes_focus(widget)), None)


def _takes_focus(widget: QWidget) -> bool:
    reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reachable and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
