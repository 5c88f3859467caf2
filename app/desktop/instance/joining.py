"""A start hands what it was asked to the window that is open on its data folder, or becomes that window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.desktop.instance.channel import OccupiedError

if TYPE_CHECKING:
    from app.coding.requests import Request

PATIENCE = 12.0
"""Seconds that a start waits for the other window. Two windows on one data folder do each other no harm."""


class Visitor(Protocol):
    """A start that came with a message."""

    def read(self) -> bytes:
        """The message, b"" for none."""

    def answer(self, word: bytes) -> None:
        """Say how it ended."""


class Door(Protocol):
    """Where later starts come to."""

    def wait(self) -> Visitor | None:
        """The next one who comes. Raises OSError once closed."""

    def close(self) -> None:
        """Let nobody in any more."""


def join(folder: Path, request: Request | None, patience: float = PATIENCE) -> tuple[bool, Door | None]:
    """Whether the open window took `request` (None: come forward); if not, where this one listens.

    There is no place to listen where the system has none for the user alone, and where another window is open
    but does not answer.
    """
    if sys.platform == "win32":
        from app.desktop.instance.pipe import hand_over, open_door
    else:
        from app.desktop.instance.channel import hand_over, open_door
    try:
        return False, open_door(folder)
    except OccupiedError:
        from app.coding.requests import ComeForward, write_request

        return hand_over(folder, write_request(request or ComeForward()), patience), None
