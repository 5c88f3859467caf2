"""The two windows whose start is measured, each run in a process of its own.

Nothing is imported here that one of them does not import itself: what the measurement needs is loaded after
the moment that is measured, so that the floor stays as low as a bare window is.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit

    from app.desktop.shell.main_window import MainWindow

SETTLE = 0.6  # seconds in which a started window does what it left for later
GIVE_UP = 30.0  # seconds


def bare() -> None:
    """The floor: a main window with one field, shown and focused."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

    app = QApplication([])  # noqa: F841 - Qt wants it kept
    window = QMainWindow()
    field = QLineEdit()
    window.setCentralWidget(field)
    window.resize(1280, 800)
    window.show()
    field.setFocus()
    _report_ready(field)


def ours(folder: str) -> None:
    """Needlepoint as `python -m app` starts it, until its field takes keys, and what it then needs."""
    _start(folder, lambda window: _report_ready(window.search.field))


def typed(folder: str) -> None:
    """Needlepoint with a key that waits from the first moment, until the results of that key are painted."""
    _start(folder, _report_typed)


def _start(folder: str, watch: Callable[[MainWindow], None]) -> None:
    """Run the program with the data folder `folder`; `watch` stands in for the event loop."""
    from PySide6.QtWidgets import QApplication

    import app.__main__

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
    _turn_until(lambda: painted.seen and field.hasFocus())
    at = time.time()
    from build_scripts.bench.children import peak_memory

    ready = peak_memory()
    _turn_until(lambda: time.time() - at > SETTLE)
    _end(at=at, ready_memory=ready, settled_memory=peak_memory())


def _report_typed(window: MainWindow) -> None:
    """Send a key with the very first events and report when its results are painted."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    field = window.search.field
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7")
        QCoreApplication.postEvent(field, key)
    _turn_until(lambda: field.text() == "7" and window.is_filled and window.search.model.first_hit() >= 0)
    QCoreApplication.processEvents()  # paints at the latest now
    _end(at=time.time())


def _turn_until(done: Callable[[], bool]) -> None:
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
