"""The claim's side, made ahead of its first use, so that Ctrl+2 shows it at once.

It stays out of sight: what is shown does not change until the user asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.desktop.claim.check_mode import CheckMode
    from app.desktop.shell.main_window import MainWindow

_QUIET_MS = 800
"""How long nobody must have typed or opened anything."""
_PAUSE_MS = 20
"""Between two steps, for whatever the user does meanwhile."""
_MODULES = ("combo", "blocks", "form", "flags_model", "flags", "workspace", "commands")
_END = object()


class Preloader(QObject):
    """Takes one step at a time while nobody types.

    A letter typed meanwhile waits for one step at most, and the next one for a pause in typing. It ends when
    all is made, by it or by the user's own way to the claim.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._claims = window.claims
        self._steps = _steps(window.claims)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take_step)
        window.search.field.textChanged.connect(self._wait)
        window.reference.shown.connect(self._wait)
        self._wait()

    def _wait(self) -> None:
        self._timer.start(_QUIET_MS)

    def _take_step(self) -> None:
        if self._claims.is_built() or next(self._steps, _END) is _END:
            self.deleteLater()
        else:
            self._timer.start(_PAUSE_MS)
        # What is out of sight is polished when it is shown. Polished at once, it would be so again with each
        # part that it is put into: under an application's style sheet (Qt 6.11) longer than making it takes.
        # None stands for every widget; PySide's stubs know of one alone.
        QCoreApplication.removePostedEvents(None, QEvent.Type.PolishRequest.value)  # type: ignore[arg-type]


def _steps(claims: CheckMode) -> Iterator[None]:
    """Load the modules of the claim's side, in parts of like length, and then make the form itself."""
    for name in _MODULES:
        import_module(f"app.desktop.claim.{name}")
        yield
    yield from claims.steps()
