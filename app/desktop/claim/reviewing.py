"""The review in the background: done 150 ms after the last change, and only the latest counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.widgets.attempt import attempt
from app.desktop.widgets.ending import wait_at_the_end

PAUSE_MS = 150
FAILED = "The review stopped with an error of its own. Nothing typed is lost."


class Reviewer(QObject):
    """Runs `review(claim)` off the GUI thread, one at a time.

    Signals: `reviewed(Review, Claim)` for the latest claim asked for; `failed(str)` with one sentence.
    """

    reviewed = Signal(object, object)
    failed = Signal(str)
    _finished = Signal(int, object)

    def __init__(self, review: Callable[[Claim], Review], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review = review
        self._claim: Claim | None = None
        self._turn = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._start)
        self._finished.connect(self._deliver)
        wait_at_the_end(self.wait)

    def ask(self, claim: Claim) -> None:
        """Review `claim` once no other is asked for within the pause."""
        self._claim = claim
        self._turn += 1
        self._timer.start()

    def drop(self) -> None:
        """Forget what was asked for: there is no claim to review."""
        self._turn += 1
        self._timer.stop()

    def wait(self) -> None:
        """Let a running review end, before the library it reads is closed."""
        self.drop()
        self._pool.waitForDone()

    def _start(self) -> None:
        claim, turn = self._claim, self._turn
        if claim is not None:
            self._pool.start(lambda: self._run(claim, turn))

    def _run(self, claim: Claim, turn: int) -> None:
        """The part in the other thread: it touches no widget and ends in one signal."""
        if turn != self._turn:
            return

        def review() -> None:
            self._finished.emit(turn, (self.review(claim), claim))

        if problem := attempt(review, "The review of a claim failed", FAILED):
            self._finished.emit(turn, problem)

    def _deliver(self, turn: int, outcome: str | tuple[Review, Claim]) -> None:
        if turn != self._turn:
            return
        if isinstance(outcome, str):
            self.failed.emit(outcome)
        else:
            self.reviewed.emit(*outcome)
