"""Where everything is put together: arguments, resources, the user's folder; then a command or the window."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import app
from app.coding.errors import InputError, InstallationError
from app.commands.installation import Installation

if TYPE_CHECKING:
    from argparse import Namespace

RESOURCES = Path(app.__file__).resolve().parents[1] / "resources"
"""Beside the package, in the source tree as in the packaged program."""

_AT_FAULT = 2
_INTERRUPTED = 130
_PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program. Gives the exit status; every foreseen failure is one sentence on standard error."""
    if getattr(sys, "frozen", False):
        # The packaged program starts itself again for background work; this call then does that and ends.
        import multiprocessing

        multiprocessing.freeze_support()
    _speak_utf8()
    arguments = sys.argv[1:] if argv is None else argv
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (InputError, InstallationError) as error:
        print(f"needlepoint: {error}", file=sys.stderr)
        return _AT_FAULT
    except BrokenPipeError:
        _close_output()
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _run(argv: Sequence[str]) -> int:
    if not argv:
        return _open_window(Installation(RESOURCES, _data_folder(None)))
    from app.commands.arguments import make_parser

    arguments = make_parser().parse_args(argv)
    installation = Installation(RESOURCES, _data_folder(getattr(arguments, "data_dir", None)))
    if arguments.command is None:
        return _open_window(installation)
    return _command(arguments, installation)


def _command(arguments: Namespace, installation: Installation) -> int:
    """Run one command. Each is imported only when asked for, so that none waits for another's modules."""
    match arguments.command:
        case "lookup":
            from app.commands.lookups import lookup

            return lookup(arguments, installation)
        case "search":
            from app.commands.lookups import search

            return search(arguments, installation)
        case "check":
            from app.commands.checking import check

            return check(arguments, installation)
        case "checklist":
            from app.commands.exporting import checklist

            return checklist(arguments, installation)
        case "reopen":
            from app.commands.checking import reopen

            return reopen(arguments, installation)
        case "rules":
            from app.commands.rule_book import rules

            return rules(arguments, installation)
        case "import":
            from app.commands.editions import import_files

            return import_files(arguments, installation)
        case "editions":
            from app.commands.editions import list_editions

            return list_editions(arguments, installation)
        case "compare":
            from app.commands.comparing import compare

            return compare(arguments, installation)
        case _:
            from app.commands.selftest import selftest

            return selftest(arguments, installation)


def _open_window(installation: Installation) -> int:
    # A start makes what stays; looking through it for garbage, again and again, would only delay the window.
    # `start` turns collecting on again.
    gc.disable()
    from app.desktop.shell.application import start

    return start(lambda: installation.library, installation.data, [])


def _data_folder(chosen: Path | None) -> Path:
    """The user's folder: as asked for, or the environment variable's, or the platform's."""
    if chosen is not None:
        return chosen
    if named := os.environ.get("NEEDLEPOINT_DATA"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("needlepoint", appauthor=False)


def _close_output() -> None:
    """Let go of a pipe whose reader has seen enough, as in `| head`; Python would complain when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page. A program without console has no streams."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
