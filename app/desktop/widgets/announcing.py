"""What a screen reader is told in addition to where the keyboard is."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Let a screen reader say `sentence` when it has finished what it is saying."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)


class Announcer:
    """Announces news of a widget: a sentence that was said last is not said again."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._said = ""

    def say(self, sentence: str) -> None:
        """Announce a sentence, unless it was the last one."""
        if sentence != self._said:
            self._said = sentence
            announce(self._widget, sentence)

    def forget(self) -> None:
        """Whatever comes next is news."""
        self._said = ""
