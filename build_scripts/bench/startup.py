"""Cold start until the window takes keys, and peak memory, against a bare PySide6 window in the same run."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from build_scripts.bench.children import child, peak_memory, report
from build_scripts.bench.table import Figure

RUNS = 12
SETTLE = 0.6  # seconds in which a started window does what it left for later


def measure() -> list[Figure]:
    """Start both windows turn about and return the medians."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(child("startup", "ours", folder), child("startup", "bare")) for _ in range(RUNS + 1)][1:]
    until = [statistics.median(pair[at]["until"] for pair in pairs) for at in (0, 1)]
    ready = [statistics.median(pair[at]["ready_memory"] for pair in pairs) for at in (0, 1)]
    settled = [statistics.median(pair[at]["settled_memory"] for pair in pairs) for at in (0, 1)]
    floor = "a bare PySide6 window with a field"
    return [
        Figure(
            "cold start, ready to type", until[0] * 1000, "ms", until[1] * 1000, floor, 2.0, of_floor=True
        ),
        Figure("peak memory, ready to type", ready[0], "MB", ready[1], floor, 2.0, of_floor=True),
        Figure("peak memory, first page open", settled[0], "MB", settled[1], floor, 2.0, of_floor=True),
    ]


def bare() -> None:
    """The floor: a main window with one field, shown and focused."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    field = QLineEdit()
    window.setCentralWidget(field)
    window.resize(1280, 800)
    window.show()
    field.setFocus()
    report_ready(app.processEvents)


def ours(folder: str) -> None:
    """Needlepoint as `python -m app` starts it, until its event loop would run."""
    from PySide6.QtWidgets import QApplication

    import app.__main__

    def run() -> int:
        report_ready(QApplication.processEvents)
        return 0

    QApplication.exec = staticmethod(run)  # type: ignore[method-assign] # the loop is ours to watch
    app.__main__.main(["--data-dir", str(Path(folder) / "data")])


def report_ready(process_events: Callable[[], object]) -> None:
    """Turn the event loop until a painted field takes keys, then let it settle; report memory at both."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QLineEdit

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return super().eventFilter(watched, event)

    field = next(w for w in QApplication.allWidgets() if isinstance(w, QLineEdit) and w.isVisible())
    painted = Painted()
    field.installEventFilter(painted)
    limit = time.monotonic() + 30
    while not (painted.seen and field.hasFocus()):
        process_events()
        if time.monotonic() > limit:
            raise SystemExit("the window never took keys")
    at, ready = time.time(), peak_memory()
    while time.time() - at < SETTLE:
        process_events()
    report(at=at, ready_memory=ready, settled_memory=peak_memory())
    sys.stdout.flush()
    os._exit(0)
