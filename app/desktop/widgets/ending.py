"""The end of the program: threads that read end before what they read, and whom they would tell, is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication


def wait_at_the_end(wait: Callable[[], None]) -> None:
    """Call `wait`, a method of a QObject, when the last window is closed and nothing is taken down yet."""
    program = QCoreApplication.instance()
    if program is not None:
        program.aboutToQuit.connect(wait)
