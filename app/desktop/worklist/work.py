"""The work on a worklist that goes on by itself: its claims are read, then reviewed, and the view follows."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from app.batch.items import ReviewedLine
from app.claims.record import Entry
from app.coding.sentences import count_of
from app.desktop.widgets.announcing import announce
from app.desktop.worklist.background import Background, ItemReviewer, ReadEntry
from app.desktop.worklist.head import counts_words
from app.desktop.worklist.pace import progress_words, reading_words
from app.desktop.worklist.view import WorklistView


class WorklistWork(QObject):
    """Reads and reviews what is in the view. Signals: `progressed(str)` with words for the status bar.

    `finished()` when everything was reviewed, or what was asked for was broken off.
    """

    progressed = Signal(str)
    finished = Signal()

    def __init__(self, view: WorklistView, reviewer: ItemReviewer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._background = Background(reviewer, self)
        self._entries: Iterator[Entry] | None = None
        self._name = ""
        self._began, self._done, self._total = 0.0, 0, 0
        self._is_reading = self._is_canceled = False
        self._background.read.connect(self._take_items)
        self._background.reviewed.connect(self._take_reviews)
        self._background.ended.connect(self._end)
        view.table.verticalScrollBar().valueChanged.connect(self._background.give_way)
        view.table.pressed_key.connect(self._background.give_way)
        view.head.stop_asked.connect(self.cancel)
        view.head.resume_asked.connect(self.resume)

    def is_running(self) -> bool:
        """Whether anything is being read or reviewed."""
        return self._background.is_running()

    def is_read(self) -> bool:
        """Whether every claim of the file is in the worklist."""
        return self._entries is None

    def start(self, entries: Iterator[Entry] | None, name: str) -> None:
        """Read claims into the worklist of the view, if there are `entries`, and then review all of it."""
        self._entries, self._name = entries, name
        self.resume()

    def resume(self) -> None:
        """Go on where it was stopped."""
        self._is_canceled = False
        self._began = time.monotonic()
        rows = self._view.worklist.listing.rows
        if self._entries is not None:
            self._is_reading, self._done = True, 0
            self._background.read_entries(self._entries, self._name, len(rows) + 1)
        else:
            self._review()
        self._show()

    def pause(self) -> None:
        """End a review at once, because the library that it reads goes. Reading needs none and goes on."""
        if not (self._is_reading and self._background.is_running()):
            self._background.stop()

    def review_again(self) -> None:
        """Review every claim again: the editions changed."""
        if self._is_reading and self._background.is_running():
            return
        with self._view.changing():
            self._view.worklist.forget_reviews()
        if not self._is_canceled:
            self.resume()

    def cancel(self) -> None:
        """Stop after the claim at hand; what is done stays."""
        self._is_canceled = True
        self._background.cancel()

    def stop(self) -> None:
        """Stop at once, before the worklist goes or what a review reads is closed."""
        self._background.stop()

    def _review(self) -> None:
        worklist = self._view.worklist
        waiting = [row.number for row in worklist.listing.rows if row.stage == "waiting"]
        self._is_reading, self._done, self._total = False, 0, len(waiting)
        self._began = time.monotonic()
        if waiting:
            self._background.review_lines(waiting, tuple(worklist.lines))
        else:
            self._finish()

    def _take_items(self, entries: list[ReadEntry]) -> None:
        items = [item for item, _ in entries if item is not None]
        with self._view.changing():
            self._view.worklist.add(items)
            self._view.worklist.leave_out(left for _, left in entries if left is not None)
        self._done += len(items)
        self._show()

    def _take_reviews(self, reviewed: list[ReviewedLine]) -> None:
        with self._view.changing():
            self._view.worklist.take_reviews(reviewed)
        self._done += len(reviewed)
        self._show()

    def _end(self, problem: str) -> None:
        if problem:
            self._view.message.say(f"Not everything was read. {problem}" if self._is_reading else problem)
        if self._is_canceled:
            self._show_stopped()
        elif problem and not self._is_reading:
            self._is_canceled = True
            self._show_stopped()
        elif self._is_reading:
            self._entries = None
            self._review()
        else:
            self._finish()

    def _show(self) -> None:
        if not self._background.is_running():
            return
        seconds = time.monotonic() - self._began
        if self._is_reading:
            words, share = reading_words(self._done, seconds), 0.0
        else:
            words = progress_words(self._done, self._total, seconds)
            share = self._done / max(self._total, 1)
        self._view.head.show_progress(words, share)
        self.progressed.emit(words)

    def _show_stopped(self) -> None:
        listing = self._view.worklist.listing
        self._view.refresh()
        waiting = count_of(sum(row.stage == "waiting" for row in listing.rows), "claim")
        rest = f"{waiting} not reviewed" + (", and the file goes on" if self._entries is not None else "")
        self._view.head.show_progress(f"Stopped: {rest}", resume="Go on")
        self.progressed.emit("")
        self.finished.emit()

    def _finish(self) -> None:
        listing = self._view.worklist.listing
        self._view.refresh()
        self._view.head.show_progress("")
        announce(self._view, counts_words(listing))
        self.progressed.emit("")
        self.finished.emit()
