"""Following an import that runs in its own process, from the event loop of the window."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.desktop.imports.progress import ImportProgress
from app.releases import background

POLL_MS = 60
CANCELED = "Canceled. Nothing more was installed; what is on the shelf stays in use."


class ImportRunner(QObject):
    """Starts, follows and cancels one import at a time.

    Signals: moved() when `progress` changed; ended() after the last message, a failure or a cancel.
    """

    moved = Signal()
    ended = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.progress = ImportProgress()
        self._folder = folder
        self._process: background.ImportProcess | None = None
        self._began = 0.0
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    def is_running(self) -> bool:
        """Whether an import goes on."""
        return self._process is not None

    def seconds(self) -> float:
        """Seconds since the import began."""
        return time.monotonic() - self._began

    def start(self, paths: list[Path]) -> None:
        """Import these paths; nothing while another import goes on."""
        if self._process is None:
            self.progress = ImportProgress()
            self._began = time.monotonic()
            self._process = background.start(paths, self._folder)
            self._timer.start()
            self.moved.emit()

    def cancel(self) -> None:
        """End the import; what it was writing is cleared."""
        if self._process is not None:
            self._process.cancel()
            self.progress.stop(CANCELED)
            self._finish()

    def _poll(self) -> None:
        if self._process is None:
            return
        messages = self._process.messages()
        for message in messages:
            self.progress.take(message, self.seconds())
        if messages:
            self.moved.emit()
        if not self._process.running:
            self._finish()

    def _finish(self) -> None:
        self._process = None
        self._timer.stop()
        self.moved.emit()
        self.ended.emit()
