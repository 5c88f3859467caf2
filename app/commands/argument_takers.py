"""What takes the arguments of a command, and what a name of a file must be."""

import argparse
from pathlib import Path
from typing import Any, Protocol


class Arguments(Protocol):
    """What takes the arguments of a command: its parser, or nothing where another command was asked for."""

    def add_argument(self, *names: str, **settings: Any) -> object:  # noqa: ANN401  as argparse takes them
        """Take one argument."""


class Passed:
    """Takes the arguments of a command that was not asked for."""

    def add_argument(self, *names: str, **settings: Any) -> None:  # noqa: ANN401
        """Leave it."""


def file_name(typed: str) -> str:
    """A typed name of a file or folder.

    Raises ArgumentTypeError for an empty one, as a script gives it whose variable is not set: as a path it is
    the folder one is in.
    """
    if not typed:
        raise argparse.ArgumentTypeError("give the name of a file or folder")
    return typed


def file_path(typed: str) -> Path:
    """The same as a path."""
    return Path(file_name(typed))
