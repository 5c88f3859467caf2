"""A key that a test presses, and that remembers what was asked of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.desktop.hotkey.keys import Keys


class FakeHotkey(QObject):
    """See `app.desktop.hotkey.hotkey.Hotkey`."""

    pressed = Signal()
    refused = Signal(str)
    remark = ""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.keys: Keys | None = None
        self.problem: str | None = None
        self.done: list[str] = []

    def register(self, keys: Keys) -> str | None:
        """Take them, or tell the problem once."""
        problem, self.problem = self.problem, None
        self.keys = None if problem else keys
        return problem

    def unregister(self) -> None:
        """Forget them."""
        self.keys = None

    def bring_forward(self, window: int) -> None:
        """Note it."""
        assert window
        self.done.append("forward")

    def give_back(self) -> None:
        """Note it."""
        self.done.append("back")
