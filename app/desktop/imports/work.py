"""Work off the GUI thread for what takes more than a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.desktop.widgets.attempt import attempt
from app.desktop.widgets.ending import wait_at_the_end

BROKEN = "It stopped with an error of its own."


class Work(QObject):
    """One job at a time off the GUI thread.

    Signals: `done(result)`; `failed(sentence)`.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        wait_at_the_end(self.wait)

    def start(self, job: Callable[[], object]) -> None:
        """Do `job` next."""
        self._pool.start(lambda: self._run(job))

    def wait(self) -> None:
        """Let a running job end, before what it reads is closed."""
        self._pool.waitForDone()

    def _run(self, job: Callable[[], object]) -> None:
        if problem := attempt(lambda: self.done.emit(job()), "Work beside the window failed", BROKEN):
            self.failed.emit(problem)
