"""What takes the arguments of a command."""

from typing import Any, Protocol


class Arguments(Protocol):
    """What takes the arguments of a command: its parser, or nothing where another command was asked for."""

    def add_argument(self, *names: str, **settings: Any) -> object:  # noqa: ANN401  as argparse takes them
        """Take one argument."""


class Passed:
    """Takes the arguments of a command that was not asked for."""

    def add_argument(self, *names: str, **settings: Any) -> None:  # noqa: ANN401
        """Leave it."""
