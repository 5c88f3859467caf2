"""The read side: the bundled book and the shelf of imported editions.

`Library` is imported when it is asked for: a process that packs a part of a pair table needs the form of an
edition alone, and starts in two thirds of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.library.library import Library

__all__ = ["Library"]


def __getattr__(name: str) -> type[Library]:
    if name == "Library":
        from app.library.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
