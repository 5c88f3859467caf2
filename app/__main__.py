"""Where everything is put together: arguments, resources, the user's folder; then a command or the window."""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import stat
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import app
from app.coding.console import OUTPUT, OUTPUT_ERRORS, has_console
from app.coding.errors import InputError, InstallationError
from app.coding.policy import NO_POLICY, Policy
from app.coding.policy_place import read_policy
from app.coding.process import collect_seldom, forbid_core_dumps
from app.coding.sentences import complain
from app.commands.installation import Installation

if TYPE_CHECKING:
    from argparse import Namespace

    from app.coding.requests import Request
    from app.commands.opening import Opening
    from app.library import Library

    Command = Callable[[Namespace, Installation], int]

RESOURCES = Path(app.__file__).resolve().parents[1] / "resources"
"""Beside the package, in the source tree as in the packaged program."""

_HOLD_A_CLAIM = ("check", "pay", "checklist", "reopen", "verify", "sample", "appraise", "note")
_AT_FAULT = 2
_INTERNAL_FAULT = 70  # EX_SOFTWARE of sysexits.h
_INTERRUPTED = 130
_PIPE_CLOSED = 141
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program. Gives the exit status; every foreseen failure is one sentence on standard error."""
    if getattr(sys, "frozen", False):
        # The packaged program starts itself again for background work; this call then does that and ends.
        import multiprocessing

        multiprocessing.freeze_support()
    if sys.stdout is None:  # a program without console
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            return main(argv)
    _prepare_output()
    arguments = sys.argv[1:] if argv is None else argv
    start = _output_begins()
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except (InputError, InstallationError) as error:
        complain(str(error))
        return _AT_FAULT
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        if _is_closed_pipe(error):
            _close_output()
            return _PIPE_CLOSED
        if error.errno not in _NO_ROOM:
            return _report(error, arguments)
        _take_back_output(start)
        complain(f"The output cannot be written ({error.strerror}). Choose another place for it.")
        return _AT_FAULT
    except Exception as error:  # noqa: BLE001 - whatever else happens is an internal fault, and is told apart
        return _report(error, arguments)
    return status


def _is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of a pipe has seen enough, as in `| head`. Windows says "invalid argument"."""
    return isinstance(error, BrokenPipeError) or (
        sys.platform == "win32" and error.errno == errno.EINVAL and not sys.stdout.isatty()
    )


def _report(error: Exception, arguments: Sequence[str]) -> int:
    """Keep a report of an internal fault and say where it lies. Gives the exit status."""
    from app.coding.faults import report_fault

    chosen = [value for name, value in pairwise(arguments) if name == "--data-dir"]
    complain(report_fault(data_folder(Path(chosen[-1]) if chosen else None, read_policy()), error))
    return _INTERNAL_FAULT


def _run(argv: Sequence[str]) -> int:
    # A start makes what stays; looking through it for garbage, again and again, would only delay it. Whoever
    # does the work turns collecting on again.
    usual = gc.get_threshold()
    gc.disable()
    try:
        if not argv:
            return _open_window(_find_installation(None))
        if list(argv) == ["--version"]:  # as the parser writes it, which takes twice as long to load as this
            sys.stdout.write(f"needlepoint {app.__version__}\n")
            return 0
        opening = _find_opening(argv)
        if opening is not None:
            return _open_window(_find_installation(opening.data_dir), opening.request)
        return _run_command(argv)
    finally:
        gc.set_threshold(*usual)
        gc.enable()


def _find_opening(argv: Sequence[str]) -> Opening | None:
    """The file or link in place of a command. What is wrong with it is told in a box if need be."""
    from app.commands.arguments import COMMANDS
    from app.commands.opening import find_opening

    try:
        return find_opening(argv, COMMANDS)
    except InputError as error:
        if not has_console():
            from app.desktop.shell.application import say_in_box

            say_in_box(str(error))
        raise


def _run_command(argv: Sequence[str]) -> int:
    from app.commands.arguments import make_parser

    arguments = make_parser(argv[0]).parse_args(argv)
    installation = _find_installation(getattr(arguments, "data_dir", None))
    if arguments.command is None:
        return _open_window(installation)
    if arguments.command == "ask":
        return _ask_clipboard(installation)
    if arguments.command in _HOLD_A_CLAIM:
        forbid_core_dumps()
    command = _read_command(arguments.command)
    collect_seldom()
    return command(arguments, installation)


def _ask_clipboard(installation: Installation) -> int:
    """Have the window answer what is on the clipboard, where the administrator allows that."""
    if not installation.policy.clipboard_allowed:
        raise InputError(installation.policy.refusal("Reading the clipboard"))
    from app.coding.requests import AskClipboard

    return _open_window(installation, AskClipboard())


def _read_command(name: str) -> Command:
    """Import one command. Each only when asked for, so that none waits for another's modules."""
    match name:
        case "lookup":
            from app.commands.lookups import lookup

            return lookup
        case "search":
            from app.commands.lookups import search

            return search
        case "coverage":
            from app.commands.covering import coverage

            return coverage
        case "rules":
            from app.commands.rule_book import rules

            return rules
        case "import":
            from app.commands.editions import import_files

            return import_files
        case "editions":
            from app.commands.editions import list_editions

            return list_editions
        case "compare":
            from app.commands.comparing import compare

            return compare
        case "selftest":
            from app.commands.selftest import selftest

            return selftest
        case _:
            from app.commands.claim_commands import read_claim_command

            return read_claim_command(name)


def _open_window(installation: Installation, request: Request | None = None) -> int:
    """Open the window, or hand what was asked to the one that is open on the same data folder."""
    from app.desktop.instance.joining import join

    taken, door = join(installation.data, request)
    if taken:
        return 0
    from app.desktop.shell.qt_loading import load_qt

    load_qt()  # before any other module of the window
    from app.desktop.shell.application import start

    def open_library() -> Library:
        forbid_core_dumps()  # nothing of a claim is held before
        return installation.own_library()

    return start(
        open_library,
        installation.data,
        [],
        request=request,
        door=door,
        policy=installation.policy._replace(shared_shelf=installation.shared_shelf),
    )


def _find_installation(chosen: Path | None) -> Installation:
    """The installation under the policy of this computer; what is wrong with that is said."""
    policy = read_policy()
    if policy.fault:
        complain(policy.fault)
    asked = _asked_folder(chosen)
    if policy.data_folder is not None and asked not in {None, policy.data_folder}:
        name = "NEEDLEPOINT_DATA" if chosen is None else "--data-dir"
        complain(f"{name} is not used: your administrator set the data folder ({policy.source}).")
    return Installation(RESOURCES, data_folder(chosen, policy), policy)


def data_folder(chosen: Path | None, policy: Policy = NO_POLICY) -> Path:
    """The user's folder: the policy's, or as asked for, or the platform's."""
    folder = policy.data_folder or _asked_folder(chosen)
    if folder is not None:
        return folder
    if sys.platform == "linux":  # as platformdirs has it, which takes 5 ms to load before the window
        given = Path(os.environ.get("XDG_DATA_HOME", "").strip())
        return (given if given.is_absolute() else Path("~/.local/share").expanduser()) / "needlepoint"
    else:
        from platformdirs import user_data_path

        return user_data_path("needlepoint", appauthor=False)


def _asked_folder(chosen: Path | None) -> Path | None:
    """The folder of the argument, or that of the environment variable, if there is one."""
    named = os.environ.get("NEEDLEPOINT_DATA")
    return chosen if chosen is not None else Path(named) if named else None


def _close_output() -> None:
    """Let go of a pipe whose reader has seen enough, as in `| head`; Python would complain when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _output_begins() -> int | None:
    """Where in a regular file the output begins; None when it goes elsewhere."""
    with contextlib.suppress(OSError, ValueError):
        there = os.fstat(sys.stdout.fileno())
        if stat.S_ISREG(there.st_mode):
            return there.st_size
    return None


def _take_back_output(start: int | None) -> None:
    """Leave no half of an output in its file."""
    if start is not None:
        with contextlib.suppress(OSError, ValueError):
            os.ftruncate(sys.stdout.fileno(), start)
    _close_output()


def _prepare_output() -> None:
    """Write UTF-8 whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=OUTPUT, errors=OUTPUT_ERRORS)


if __name__ == "__main__":
    sys.exit(main())
