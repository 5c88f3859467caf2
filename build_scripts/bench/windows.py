"""The two windows whose start is measured, each run in a process of its own.

Nothing is imported here that one of them does not import itself: what the measurement needs is loaded after
the moment that is measured, so that the floor stays as low as a bare window is.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit

    from app.desktop.shell.main_window import MainWindow

SETTLE = 0.6  # seconds in which a started window does what it left for later
GIVE_UP = 30.0  # seconds
IDLE_AFTER = 6.0  # seconds
PAUSE = 0.002  # seconds between two turns of a window that is left alone


def bare(watch: Callable[[QLineEdit], None] | None = None) -> None:
    """The floor: a main window with one field, shown and focused."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

    app = QApplication([])  # noqa: F841 - Qt wants it kept
    window = QMainWindow()
    field = QLineEdit()
    window.setCentralWidget(field)
    window.resize(1280, 800)
    window.show()
    field.setFocus()
    (watch or _report_ready)(field)


def ours(folder: str) -> None:
    """Needlepoint as `python -m app` starts it, until its field takes keys, and what it then needs."""
    start_program(folder, lambda window: _report_ready(window.search.field))


def typed(folder: str) -> None:
    """Needlepoint with a key that waits from the first moment, until the results of that key are painted."""
    start_program(folder, _report_typed)


def bare_idle() -> None:
    """The floor of what a start costs in all: the bare window, left alone."""
    bare(lambda _field: _report_idle())


def idle(folder: str) -> None:
    """Needlepoint started and left alone until it does nothing more."""

    def watch(window: MainWindow) -> None:
        turn_until(lambda: window.is_filled)
        _report_idle()

    start_program(folder, watch)


def paged(folder: str) -> None:
    """Needlepoint until its first page is painted."""
    start_program(folder, _report_paged)


def start_program(folder: str, watch: Callable[[MainWindow], None]) -> None:
    """Run the program with the data folder `folder`; `watch` stands in for the event loop."""
    import app.__main__

    _load_qt()
    from PySide6.QtWidgets import QApplication

    def run() -> int:
        # Not among all widgets: those that Qt made would each be looked up in Python, and that measured too.
        tops = QApplication.topLevelWidgets()
        watch(next(widget for widget in tops if type(widget).__name__ == "MainWindow"))  # type: ignore[arg-type]
        return 0

    QApplication.exec = staticmethod(run)  # type: ignore[method-assign] # the loop is ours to watch
    # On Linux the folder is found as for any user; elsewhere only our own variable leaves theirs alone.
    os.environ.pop("NEEDLEPOINT_DATA", None)
    os.environ["XDG_DATA_HOME" if sys.platform == "linux" else "NEEDLEPOINT_DATA"] = folder
    app.__main__.main([])


def _load_qt() -> None:
    """Load Qt as the program does, before anything here names it; earlier builds have no way of their own."""
    with suppress(ImportError):
        from app.desktop.shell.qt_loading import load_qt

        load_qt()


def _report_ready(field: QLineEdit) -> None:
    """Turn the event loop until a painted field takes keys, then let it settle; report memory at both."""
    from PySide6.QtCore import QEvent, QObject

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return super().eventFilter(watched, event)

    painted = Painted()
    field.installEventFilter(painted)
    turn_until(lambda: painted.seen and field.hasFocus())
    at = time.time()
    from build_scripts.bench.children import peak_memory

    ready = peak_memory()
    turn_until(lambda: time.time() - at > SETTLE)
    _end(at=at, ready_memory=ready, settled_memory=peak_memory())


def _report_idle() -> None:
    """Turn the event loop for some seconds; report processor time since the start, and the longest turn."""
    from PySide6.QtCore import QCoreApplication

    longest, began = 0.0, time.monotonic()
    while time.monotonic() - began < IDLE_AFTER:
        turn = time.thread_time()
        QCoreApplication.processEvents()
        longest = max(longest, time.thread_time() - turn)
        time.sleep(PAUSE)
    processor = time.process_time()
    from build_scripts.bench.children import resident_memory

    _end(processor=processor, longest=longest * 1000, memory=resident_memory())


def _report_paged(window: MainWindow) -> None:
    """Turn the event loop until the first page was painted, with the list beside it."""
    from PySide6.QtCore import QCoreApplication

    turn_until(lambda: window.is_filled)
    QCoreApplication.processEvents()  # what came with the page is painted now
    _end(at=time.time())


def _report_typed(window: MainWindow) -> None:
    """Send a key with the very first events and report when its results are painted."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    field = window.search.field
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7")
        QCoreApplication.postEvent(field, key)
    turn_until(lambda: field.text() == "7" and window.is_filled and window.search.model.first_hit() >= 0)
    QCoreApplication.processEvents()  # paints at the latest now
    _end(at=time.time())


def rest(seconds: float) -> None:
    """Run an event loop for so long, so that what was left for later is done.

    A loop of its own, because turns outside of any delete nothing that was left to be deleted later.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def turn_until(done: Callable[[], bool]) -> None:
    """Turn the event loop until something is so."""
    from PySide6.QtCore import QCoreApplication

    limit = time.monotonic() + GIVE_UP
    while not done():
        QCoreApplication.processEvents()
        if time.monotonic() > limit:
            raise SystemExit("what is measured never came")


def _end(**values: float) -> None:
    """Report and end without the work of an orderly end."""
    from build_scripts.bench.children import report

    report(**values)
    os._exit(0)
