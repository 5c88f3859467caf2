"""Reading claims and reviewing them off the GUI thread, in portions that the window takes as they come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from app.batch.items import ReviewedLine
from app.claims.record import Entry
from app.claims.worklist.file_left import FileLeft, left_of
from app.claims.worklist.item import Item, item_of
from app.claims.worklist.row import Reviewed
from app.desktop.widgets.attempt import attempt
from app.desktop.worklist.pace import PORTION_SECONDS, READ_AT_ONCE, REVIEWED_AT_ONCE

BROKEN = "It stopped with an error of its own. What was done until then is kept."
ReadEntry = tuple[Item | None, FileLeft | None]
"""What a reader gave: an item, and what it left out."""

_REST, _NAP = 0.25, 0.02  # seconds
_FEW, _MOMENT = 25, 0.0002  # lines, seconds
_AHEAD, _BREATH_MS = 2, 5
"""Portions that may wait for the window, and the time that it has for the user between two."""


class ItemReviewer(Protocol):
    """Reviews the items of a worklist."""

    def look_around(self, read: Callable[[], Iterable[bytes]]) -> None:
        """Learn which claims stand beside one another; `read` gives all lines of the worklist, each time."""

    def review(self, item: Item) -> Reviewed:
        """Review one."""

    def review_lines(self, lines: Sequence[tuple[int, bytes]]) -> Iterator[ReviewedLine]:
        """Review many, given by number and line."""


class Background(QObject):
    """One job at a time in a thread of its own.

    Signals: `read(list of ReadEntry)` and `reviewed(list of ReviewedLine)` as portions are done; `ended(str)`
    with a sentence when a job was broken off by a fault, "" when it was done. A job that was stopped sends
    nothing any more.
    """

    read = Signal(object)
    reviewed = Signal(object)
    ended = Signal(str)
    _came = Signal(int, str, object)

    def __init__(self, reviewer: ItemReviewer, parent: QObject | None = None) -> None:
        """`reviewer` is called in the thread."""
        super().__init__(parent)
        self._reviewer = reviewer
        self._turn = 0
        self._running = False
        self._stop = threading.Event()
        self._quiet_until = 0.0
        self._room = threading.Semaphore(_AHEAD)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._came.connect(self._deliver)

    def is_running(self) -> bool:
        """Whether a job goes on."""
        return self._running

    def read_entries(self, entries: Iterator[Entry], name: str, first: int = 1) -> None:
        """Make items, numbered from `first`, of what a reader gives. `name` begins its sentences."""
        self._start("read", lambda: _items(entries, name, first))

    def review_lines(self, numbers: Sequence[int], lines: Sequence[bytes]) -> None:
        """Review items by their numbers, in this order. `lines` are all of the worklist, by number."""
        self._start("reviewed", lambda: self._review_each(numbers, lines, self._stop))

    def give_way(self) -> None:
        """Go slowly for a moment: two threads share one interpreter, and the user is scrolling."""
        self._quiet_until = time.monotonic() + _REST

    def cancel(self) -> None:
        """End the job after the claim that it is at; what it has done until then still comes."""
        self._stop.set()

    def stop(self) -> None:
        """Drop the job after the claim that it is at, and wait for that: what it reads may be closed then."""
        self._turn += 1
        self._running = False
        self._stop.set()
        self._pool.waitForDone()

    def _start(self, kind: str, job: Callable[[], Iterator[object]]) -> None:
        self.stop()
        self._stop, self._running = threading.Event(), True
        self._room = threading.Semaphore(_AHEAD)
        turn, stop, room = self._turn, self._stop, self._room
        most = READ_AT_ONCE if kind == "read" else REVIEWED_AT_ONCE
        portions = _kept_back(self._resting(job, stop), most, room, stop)
        self._pool.start(lambda: self._run(turn, stop, kind, portions))

    def _review_each(
        self, numbers: Sequence[int], lines: Sequence[bytes], stop: threading.Event
    ) -> Iterator[ReviewedLine]:
        self._reviewer.look_around(lambda: _until(stop, lines))
        if stop.is_set():
            return
        yield from self._reviewer.review_lines([(number, lines[number - 1]) for number in numbers])

    def _run(self, turn: int, stop: threading.Event, kind: str, portions: Iterator[list[object]]) -> None:
        """The part in the other thread: it touches no widget and speaks by one signal."""

        def send() -> None:
            for portion in portions:
                self._came.emit(turn, kind, portion)

        what = "The claims of a worklist could not be worked through"
        problem = attempt(send, what, BROKEN, lambda error: f"It cannot be read on ({error.strerror}).")
        self._came.emit(turn, "ended", problem)

    def _resting(self, job: Callable[[], Iterator[object]], stop: threading.Event) -> Iterator[object]:
        for thing in job():
            yield thing
            if time.monotonic() < self._quiet_until and not stop.is_set():
                time.sleep(_NAP)

    def _deliver(self, turn: int, kind: str, what: object) -> None:
        if turn != self._turn:
            return
        QTimer.singleShot(_BREATH_MS, self._room.release)
        if kind == "ended":
            self._running = False
            self.ended.emit(what)
        else:
            (self.read if kind == "read" else self.reviewed).emit(what)


def _until(stop: threading.Event, lines: Sequence[bytes]) -> Iterator[bytes]:
    """The lines until the work is stopped; now and then the window's thread goes first."""
    for number, line in enumerate(lines):
        if stop.is_set():
            return
        if number % _FEW == 0:
            time.sleep(_MOMENT)
        yield line


def _items(entries: Iterator[Entry], name: str, number: int) -> Iterator[ReadEntry]:
    for entry in entries:
        item, left = item_of(entry, number, name), left_of(entry, name)
        if item is not None or left is not None:
            yield item, left
        number += item is not None


def _kept_back(
    things: Iterator[object], most: int, room: threading.Semaphore, stop: threading.Event
) -> Iterator[list[object]]:
    """Portions of at most so many things, no faster than the window takes them."""
    for portion in _portions(things, most, stop):
        while not room.acquire(timeout=_NAP) and not stop.is_set():
            pass
        yield portion


def _portions(things: Iterator[object], most: int, stop: threading.Event) -> Iterator[list[object]]:
    """What comes within a moment, at most so much.

    It ends where it is stopped, with what was taken from `things` by then.
    """
    portion: list[object] = []
    due = time.monotonic() + PORTION_SECONDS
    for thing in things:
        portion.append(thing)
        if len(portion) >= most or time.monotonic() >= due or stop.is_set():
            yield portion
            portion, due = [], time.monotonic() + PORTION_SECONDS
        if stop.is_set():
            return
    if portion:
        yield portion
