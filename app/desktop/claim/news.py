"""What a screen reader is told of the claim as it changes: counts, wrong entries, that it was cleared."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.claims.draft import Problem
from app.coding.sentences import count_of
from app.desktop.widgets.announcing import Announcer, announce

# Counts wait until the typing pauses. Parts that come to show with the first flags tell of it one by one, and
# while they do, Orca leaves out what it is told besides.
PAUSE_MS = 1000
CLEARED = "The form is empty. Ctrl+Z brings the claim back."


class ClaimNews:
    """Says what is new, once: counts that are the same are no news, nor is an entry that was wrong before."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._counts = Announcer(widget)
        self._sentence = ""
        self._pause = QTimer(widget, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self._counts.say(self._sentence))
        self._problems: frozenset[Problem] = frozenset()

    def say_counts(self, sentence: str) -> None:
        """Say what a review found."""
        self._problems = frozenset()
        self._sentence = sentence
        self._pause.start()

    def say_problems(self, problems: Sequence[Problem]) -> None:
        """Say which entry cannot be read and so keeps the claim from being checked."""
        new = [problem for problem in problems if problem not in self._problems]
        self.forget()
        self._problems = frozenset(problems)
        if new:
            more = (
                f" {count_of(len(new) - 1, 'more entry', 'more entries')} cannot be read." if new[1:] else ""
            )
            announce(self._widget, f"Not checked. {new[0].sentence}{more}", urgent=True)

    def say_cleared(self) -> None:
        """Say that a claim, which was kept elsewhere, left the form."""
        announce(self._widget, CLEARED)

    def forget(self) -> None:
        """There is no claim: what comes next is news, even if it is the same."""
        self._problems = frozenset()
        self._pause.stop()
        self._counts.forget()
