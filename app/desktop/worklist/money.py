"""The money at stake in a worklist: what the lines of its open flags pay, added up off the GUI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.claims.worklist.item import read_item
from app.claims.worklist.row import Row
from app.coding.stake import Stake
from app.desktop.widgets.attempt import attempt
from app.payment.stake import Stakes

_FEW, _MOMENT = 25, 0.0002  # claims, seconds
"""After so many claims the window's thread goes first."""


class MoneyAtStake(QObject):
    """One count at a time; a claim is paid again only when it, its flags or decisions on them changed.

    Signals: `counted(Stake or None)`, None where it cannot be known; not for a count that was given up.
    """

    counted = Signal(object)
    _came = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[int, tuple[Row, Stake]] = {}
        self._stop = threading.Event()
        self._turn = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._came.connect(self._deliver)

    def count(self, rows: Sequence[Row], lines: Sequence[bytes], stakes: Stakes) -> None:
        """Add up the rows of a worklist with the lines of their items."""
        self.give_up()
        self._stop = stop = threading.Event()
        turn = self._turn
        self._pool.start(lambda: self._run(turn, stop, lambda: self._add_up(rows, lines, stakes, stop)))

    def give_up(self) -> None:
        """Leave the count at the claim that it is at; nothing of it is told any more."""
        self._turn += 1
        self._stop.set()

    def forget(self) -> None:
        """End a count before the library that it reads is closed, and know no claim any more."""
        self.give_up()
        self._pool.waitForDone()
        self._known.clear()

    def _run(self, turn: int, stop: threading.Event, add_up: Callable[[], Stake]) -> None:
        """The part in the other thread."""
        found: list[Stake] = []
        attempt(
            lambda: found.append(add_up()),
            "What Medicare pays for the flagged lines could not be added up",
            "",
        )
        if not stop.is_set():
            self._came.emit(turn, found[0] if found else None)  # without what it reads nothing is known

    def _add_up(
        self, rows: Sequence[Row], lines: Sequence[bytes], stakes: Stakes, stop: threading.Event
    ) -> Stake:
        total = Stake()
        for row, line in zip(rows, lines, strict=True):
            if stop.is_set():
                break
            if row.open:
                total = total.plus(self._of(row, line, stakes))
        return total

    def _of(self, row: Row, line: bytes, stakes: Stakes) -> Stake:
        """What the open flags of a claim put in question."""
        before, found = self._known.get(row.number, (None, Stake()))
        if before is not row:
            claim = read_item(line).claim
            found = stakes.of(claim, row.open) if claim is not None else Stake()
            self._known[row.number] = (row, found)
            if len(self._known) % _FEW == 0:
                time.sleep(_MOMENT)
        return found

    def _deliver(self, turn: int, total: Stake | None) -> None:
        if turn == self._turn:
            self.counted.emit(total)
