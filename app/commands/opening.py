"""A start with a file or a link instead of a command: the window opens it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.coding.requests import Request

_SCHEME = "needlepoint:"
_DATA = "--data-dir"


class Opening(NamedTuple):
    """What to open, and the data folder if one was named."""

    request: Request
    data_dir: Path | None


def find_opening(argv: Sequence[str], commands: Sequence[str]) -> Opening | None:
    """What arguments ask to open; None when they are a command of `commands`, or something else altogether.

    Raises InputError with one sentence for a link that is none and a file that is not there.
    """
    first = _first_positional(argv)
    if first is None or first in commands or not _names_something(first):
        return None
    from app.coding.opening import read_target
    from app.commands.arguments import make_opening_parser

    arguments = make_opening_parser().parse_args(argv)
    return Opening(read_target(arguments.target), getattr(arguments, "data_dir", None))


def _first_positional(argv: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor the folder behind one."""
    behind = False
    for text in argv:
        if behind or text == _DATA:
            behind = text == _DATA and not behind
        elif not text.startswith("-"):
            return text
    return None


def _names_something(text: str) -> bool:
    """Whether a text is meant as a link or a file: a mistyped command has no ending and is not there."""
    link = text[: len(_SCHEME)].lower() == _SCHEME
    return link or bool(Path(text).suffix) or os.sep in text or "/" in text or Path(text).exists()
