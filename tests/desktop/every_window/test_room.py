"""At every zoom, and on a small screen, each text has its room and no action leaves the window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.desktop.look.look import Look
from tests.conftest import EVERY_EXAMPLE
from tests.desktop.every_window.windows import Windows

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")

TITLE_BAR = 40
ROOMS = {
    "80 %": (80, 1280, 800),
    "100 %": (100, 1280, 800),
    "150 %": (150, 1280, 800),
    "200 %": (200, 1280, 800),
    "text 1.5 on 1280 x 800": (100, 853, 533),
    "scale 2 on 1280 x 800": (100, 640, 400),
}
"""Zoom, and the logical pixels of the screen.

Larger text that a desktop asks for comes as more dots an inch, by which Qt scales the whole window.
"""


@pytest.fixture(params=ROOMS if EVERY_EXAMPLE else ["100 %", "200 %"])
def room(request: pytest.FixtureRequest, look: Look) -> Iterator[tuple[int, int, int]]:
    """A zoom and a screen; the zoom is put back."""
    yield ROOMS[request.param]
    look.set_zoom(100)


def fit_into(window: QWidget, width: int, height: int) -> None:
    """Give a window the size that a screen leaves it."""
    if window.windowType() != Qt.WindowType.Popup:
        window.resize(min(window.width(), width), min(window.height(), height - TITLE_BAR))


def scrolls(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget lies in what can be scrolled to it."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea | QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def shown(window: QWidget) -> list[QWidget]:
    return [each for each in window.findChildren(QWidget) if each.window() is window and each.isVisible()]


def cut_texts(window: QWidget) -> list[str]:
    """Texts of labels, buttons, fields and lists that have less room than they ask for."""
    return [
        f"{type(each).__name__} {_text(each)!r}: {why}" for each in shown(window) if (why := _lacks(each))
    ]


def _text(widget: QWidget) -> str:
    read = getattr(widget, "text", None) or getattr(widget, "currentText", None)
    return str(read()) if read else ""


def _lacks(widget: QWidget) -> str:
    size, hint = widget.size(), widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
        return _lacks_height(widget, widget.heightForWidth(size.width()))
    if isinstance(widget, QComboBox) and not widget.isEditable() and (cut := _cut_choice(widget)):
        return cut
    if isinstance(widget, QLineEdit | QComboBox):
        return _lacks_height(widget, QFontMetricsF(widget.font()).height())
    if not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
        return ""
    if widget.minimumSizeHint().width() < hint.width():  # cut with an ellipsis, its tooltip is whole
        hint.setWidth(size.width())
    small = size.width() + 1 < hint.width() or size.height() + 1 < hint.height()
    return f"{size.toTuple()} of {hint.toTuple()}" if small else ""


def _cut_choice(chosen: QComboBox) -> str:
    """How much of what is chosen shows, where not all does; an editable list ends in an ellipsis."""
    option = QStyleOptionComboBox()
    chosen.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    style = chosen.style()
    room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, chosen).width()
    needed = chosen.fontMetrics().horizontalAdvance(chosen.currentText())
    return f"{room} wide of {needed}" if room + 1 < needed else ""


def _lacks_height(widget: QWidget, needed: float) -> str:
    return f"{widget.height()} high of {needed}" if widget.height() + 1 < needed else ""


def lost_actions(window: QWidget) -> list[str]:
    """Buttons and fields that lie outside the window, and cannot be scrolled to."""
    found = []
    for each in shown(window):
        if not isinstance(each, QAbstractButton | QLineEdit | QComboBox) or scrolls(each, window):
            continue
        place = QRect(each.mapTo(window, each.rect().topLeft()), each.size())
        if not window.rect().contains(place):
            found.append(f"{type(each).__name__} {_text(each) or each.accessibleName()!r} at {place}")
    return found


def faults(window: QWidget, width: int, height: int) -> list[str]:
    """What does not fit in a window on a screen."""
    too_large = [] if window.width() <= width and window.height() <= height else [f"it is {window.size()}"]
    return [*cut_texts(window), *lost_actions(window), *too_large]


def fits(window: QWidget, width: int, height: int) -> bool:
    """Whether all of a window does."""
    return not faults(window, width, height)


def test_nothing_is_cut_and_no_action_is_lost(
    windows: Windows, look: Look, qtbot: QtBot, room: tuple[int, int, int]
) -> None:
    zoom, width, height = room
    look.set_zoom(zoom)
    windows.main.resize(width, height - TITLE_BAR)
    found = {}
    for name, window in windows.each():
        fit_into(window, width, height)
        try:  # layouts settle over several turns of the event loop
            qtbot.waitUntil(partial(fits, window, width, height), timeout=1_000)
        except qtbot.TimeoutError:
            found[name] = faults(window, width, height)
    assert found == {}
