"""What a screen reader is told in addition to where the keyboard is."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

ON_BUS = sys.platform not in ("win32", "darwin")
"""Whether screen readers listen on the accessibility bus of Linux.

Orca takes announcements from version 45 on; what it took before, and takes still, is a notification that
comes to show.
"""
_NOTICES = 4


class Notice(QWidget):
    """A sentence on the bus, told by its name. It is never painted and takes no room."""

    interface: QAccessibleInterface | None = None


def announce(widget: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Let a screen reader say `sentence` when it has finished what it is saying; at once if it is urgent."""
    if ON_BUS:
        _show_notice(widget.window(), sentence)
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def describe_focused(widget: QWidget, sentence: str) -> None:
    """Let a screen reader say what is new about the widget that has the keyboard.

    On Linux it is the widget's description. Orca says it as it changes, also while a page that is being built
    floods the bus, where it leaves notifications out.
    """
    if ON_BUS:
        widget.setAccessibleDescription(sentence)
    else:
        announce(widget, sentence)


def _show_notice(window: QWidget, sentence: str) -> None:
    """Tell that a notice shows. They take turns: who listens asks for the name a moment later."""
    notices = window.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if len(notices) < _NOTICES:
        _know_notices()
        notice = Notice(window)
        notice.hide()
    else:
        notice = notices[0]
        notice.raise_()  # the last of its kind now
    notice.setAccessibleName(sentence)
    QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.ObjectShow))


@cache
def _know_notices() -> None:
    QAccessible.installFactory(_make_interface)


def _make_interface(_kind: str, item: QObject) -> QAccessibleInterface | None:
    """Notifications for notices. The interface lives as long as its widget has it."""
    if not isinstance(item, Notice):
        return None
    item.interface = QAccessibleWidget(item, QAccessible.Role.Notification)
    return item.interface


class Announcer:
    """Announces news of a widget: a sentence that was said last is not said again.

    `has_keyboard`: the widget is where the keyboard is while there is news of it.
    """

    def __init__(self, widget: QWidget, *, has_keyboard: bool = False) -> None:
        self._widget = widget
        self._has_keyboard = has_keyboard
        self._said = ""

    def say(self, sentence: str) -> None:
        """Announce a sentence, unless it was the last one."""
        if sentence != self._said:
            self._said = sentence
            (describe_focused if self._has_keyboard else announce)(self._widget, sentence)

    def forget(self) -> None:
        """Whatever comes next is news."""
        self._said = ""
