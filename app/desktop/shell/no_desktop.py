"""A Linux without a desktop, as over ssh: a sentence in place of the core dump with which Qt ends there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.coding.sentences import complain

_AT_FAULT = 2
_SCREENS = ("WAYLAND_DISPLAY", "DISPLAY")
_INSTEAD = "Commands such as “needlepoint lookup 77002” need no window."


@contextmanager
def said_in_a_sentence() -> Iterator[None]:
    """While Qt makes its application: where it would abort, say why no window opens, and end with status 2.

    What else Qt says meanwhile goes to standard error afterwards. On other systems it is left alone.
    """
    if sys.platform != "linux":
        yield
        return
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:  # nothing that is raised here would hold Qt back
            complain(reason(heard))
            os._exit(_AT_FAULT)
        heard.append(message)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    for message in heard:
        sys.stderr.write(f"{message}\n")


def reason(heard: list[str]) -> str:
    """Why no window can open, of what Qt said before it gave up."""
    named = [f"{name}={os.environ[name]}" for name in _SCREENS if os.environ.get(name)]
    if not named:
        return f"There is no desktop here to open the window on. {_INSTEAD}"
    why = f" ({heard[0].strip(' .')})" if heard else ""
    return f"The window cannot open on {' or '.join(named)}{why}. {_INSTEAD}"
