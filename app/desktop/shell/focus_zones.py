"""F6 walks the zones of the window: search, center, flags, status bar; Tab walks all of them in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_zone(zones: Sequence[QWidget], step: int) -> None:
    """Put the focus into the next (1) or previous (-1) zone that has something to take it."""
    focus = QApplication.focusWidget()
    here = next(
        (at for at, zone in enumerate(zones) if focus and (zone is focus or zone.isAncestorOf(focus))), 0
    )
    for distance in range(1, len(zones) + 1):
        target = first_focusable(zones[(here + step * distance) % len(zones)])
        if target:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def step_tab(zones: Sequence[QWidget], *, forward: bool) -> bool:
    """Tab and Shift+Tab: from zone to zone in their order, whatever order their parts were made in."""
    focus = QApplication.focusWidget()
    stops = [
        widget
        for zone in zones
        for widget in _widgets_in_order(zone)
        if widget is focus or _takes_focus(widget)
    ]
    if focus not in stops or len(stops) < 2:
        return False
    target = stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)]
    reasons = Qt.FocusReason
    target.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
    return True


def _widgets_in_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and what is in it, in the order of children.

    A widget whose children lie in another order than they stand has `tab_parts`, one that knows all that
    Tab stops at in it has `tab_stops`.

    Not by Qt's focus chain: what `nextInFocusChain` gives becomes, to PySide, a child of the one before it,
    and the window's menus are lost to Python when that one is let go of.
    """
    stops = getattr(widget, "tab_stops", None)
    if stops is not None:
        yield from stops()
        return
    yield widget
    parts = getattr(widget, "tab_parts", None)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for child in parts() if parts else widget.findChildren(QWidget, options=direct):
        yield from _widgets_in_order(child)


def tab_stops_in(zone: QWidget) -> list[QWidget]:
    """What Tab stops at in a zone, in its order."""
    return [widget for widget in _widgets_in_order(zone) if _takes_focus(widget)]


def first_focusable(zone: QWidget) -> QWidget | None:
    """The zone's focus proxy, else the first widget of it, itself included, that Tab reaches."""
    proxy = zone.focusProxy()
    if proxy is not None and proxy.isVisible():
        return proxy
    return next(iter(tab_stops_in(zone)), None)


def _takes_focus(widget: QWidget) -> bool:
    reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reachable and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
