"""The claim's side, made ahead of its first use, so that Ctrl+2 shows it at once.

It stays out of sight: what is shown does not change until the user asks for it.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.desktop.shell.main_window import MainWindow

_QUIET_MS = 800
"""How long nobody must have typed or opened anything."""
_PAUSE_MS = 40
"""Between two steps, for whatever the user does meanwhile."""


class Preloader(QObject):
    """Takes one step at a time while nobody types.

    A letter typed meanwhile waits for one step at most, and the next one for a pause in typing. It ends when
    all is made, by it or by the user's own way to the claim.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._claims = window.claims
        self._steps = _steps(window)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take_step)
        window.search.field.textChanged.connect(self._wait)
        window.reference.shown.connect(self._wait)
        self._wait()

    def _wait(self) -> None:
        self._timer.start(_QUIET_MS)

    def _take_step(self) -> None:
        step = None if self._claims.is_built() else next(self._steps, None)
        if step is None:
            self.deleteLater()
            return
        step()
        self._timer.start(_PAUSE_MS)


def _steps(window: MainWindow) -> Iterator[Callable[[], object]]:
    """What the claim's side loads, in parts of like length, and then the form itself."""
    yield partial(import_module, "app.desktop.claim.form")
    yield partial(import_module, "app.desktop.claim.flags")
    yield partial(import_module, "app.desktop.claim.commands")
    yield window.claims.prepare
