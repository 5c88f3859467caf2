"""What a key of the whole desktop does, whatever the system; and what Needlepoint says where it cannot."""

from __future__ import annotations

from typing import Any, Protocol

from app.desktop.hotkey.keys import Keys

TAKEN = "Another program has this key already. Choose another one."
NOT_HERE = (
    "This desktop lets no program have a key of its own. In its keyboard settings, bind a key to the command "
    "needlepoint ask --clipboard."
)


class Hotkey(Protocol):
    """One key, answered while any program has the keyboard.

    `remark` says what the user has to know of keys on this system, mostly "".

    Signals: pressed(); refused(sentence) when the system says only later that the key cannot be had.
    """

    remark: str

    pressed: Any  # a signal
    refused: Any

    def register(self, keys: Keys) -> str | None:
        """Answer to these keys from now on, in place of others; the problem in one sentence if that fails."""

    def unregister(self) -> None:
        """Answer to none."""

    def bring_forward(self, window: int) -> None:
        """Give the keyboard to a window of Needlepoint (its `winId`), for which the user pressed the key."""

    def give_back(self) -> None:
        """Give the keyboard back to the window that had it when the key was pressed."""
