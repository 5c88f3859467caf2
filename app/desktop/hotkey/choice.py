"""The user's choice of a key: kept as a setting, off until chosen, and the system asked only then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.coding.policy import Policy
from app.desktop.hotkey.hotkey import Hotkey
from app.desktop.hotkey.keys import read_keys
from app.desktop.user_data.store import UserDataStore

HOTKEY = "hotkey"
"""The setting: keys as "Ctrl+Alt+N", "" for none."""


def hotkey_forbidden(policy: Policy) -> str:
    """Why the administrator lets there be no key, "" if there may be one: it would have nothing to read."""
    if not policy.hotkey_allowed:
        return policy.refusal("A key for any program")
    return "" if policy.clipboard_allowed else policy.refusal("Reading the clipboard for a question")


class HotkeyChoice(QObject):
    """Which key answers, and why it does not where it should.

    Signals: pressed(); changed() when the key or its problem became another one.
    """

    pressed = Signal()
    changed = Signal()

    def __init__(
        self, store: UserDataStore, make: Callable[[QObject], Hotkey], forbidden: str, parent: QObject
    ) -> None:
        """`make` makes the key of this system. `forbidden` says why there must be none, "" if there may."""
        super().__init__(parent)
        self._store = store
        self._make = make
        self._made: Hotkey | None = None
        self.forbidden = forbidden
        self.problem = ""

    def text(self) -> str:
        """The chosen keys, "" for none."""
        return "" if self.forbidden else str(self._store.setting(HOTKEY, ""))

    def start(self) -> None:
        """Answer to the key that was chosen before, if there is one."""
        if self.text():
            self._tell(self._register(self.text()))

    def choose(self, text: str) -> None:
        """Answer to other keys, or with "" to none; where they cannot be had, to those before."""
        if self.forbidden or text == self.text():
            return
        problem = self._register(text)
        if problem:
            self._register(self.text())
        else:
            self._store.set_setting(HOTKEY, text)
        self._tell(problem)

    def hotkey(self) -> Hotkey | None:
        """The key of the system, None until there was one to answer to."""
        return self._made

    def remark(self) -> str:
        """What the user has to know of the chosen key on this system, mostly ""."""
        return self._made.remark if self._made and self.text() else ""

    def stop(self) -> None:
        """Leave the key to other programs."""
        if self._made:
            self._made.unregister()

    def _register(self, text: str) -> str:
        if not text:
            self.stop()
            return ""
        keys = read_keys(text)
        if isinstance(keys, str):
            return keys
        if self._made is None:
            self._made = self._make(self)
            self._made.pressed.connect(self.pressed)
            self._made.refused.connect(self._tell)
        return self._made.register(keys) or ""

    def _tell(self, problem: str) -> None:
        self.problem = problem
        self.changed.emit()
