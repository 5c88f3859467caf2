"""Files and links that the Finder opens with a program that runs already: macOS sends them as events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

if TYPE_CHECKING:
    from app.coding.requests import Request


class FinderOpenings(QObject):
    """Reads what comes, and keeps it until the window can answer."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._waiting: list[str] = []
        self._do: Callable[[Request], object] | None = None
        self._tell: Callable[[str], object] | None = None
        application.installEventFilter(self)

    def answer_with(self, do: Callable[[Request], object], tell: Callable[[str], object]) -> None:
        """From now on `do` does what is asked, and `tell` says what cannot be done."""
        self._do, self._tell = do, tell
        waiting, self._waiting = self._waiting, []
        for target in waiting:
            self._open(target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events that open something."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return False
        target = event.file() or event.url().toString()
        if self._do is None:
            self._waiting.append(target)
        else:
            self._open(target)
        return True

    def _open(self, target: str) -> None:
        from app.coding.errors import InputError
        from app.coding.opening import read_target

        if self._do is None or self._tell is None:
            return
        try:
            self._do(read_target(target))
        except InputError as error:
            self._tell(str(error))
