"""Tries a packaged program as a user meets it: read-only, a space in its path, no Python near."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
WANTED = (
    (r"^needlepoint \d+\.\d+\.\d+", "its version"),
    (r"\bedition", "its editions"),
    (r"\b\d+ rules\b", "the number of rules"),
    (r"\bok\b", "the word ok"),
)


class TrialError(Exception):
    """The packaged program does not do what it must; the message says what it did instead."""


def starter(folder: Path) -> Path:
    """Return the executable for the command line inside a packaged folder."""
    return folder / ("needlepoint.exe" if sys.platform == "win32" else "needlepoint")


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder, each counted once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def listing(folder: Path) -> set[tuple[str, int]]:
    """Return the name and size of every file in a folder, to see what a run wrote."""
    return {(str(path.relative_to(folder)), path.lstat().st_size) for path in folder.rglob("*")}


def set_writable(folder: Path, *, writable: bool) -> None:
    """Make every file and folder under a folder, and itself, read-only or writable again."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IWUSR if writable else mode & ~WRITE)


def bare_environment(home: Path) -> dict[str, str]:
    """Return the variables of a machine without our tools, with an empty home."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "TEMP", "TMP", "LANG")
    }
    paths = {"HOME": str(home), "NEEDLEPOINT_DATA": str(home / "data"), "PATH": os.defpath}
    return kept | paths | {"QT_QPA_PLATFORM": "offscreen"}


def faults(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what is missing or too much in what `selftest` printed."""
    found = [f"standard error holds: {done.stderr.strip()}"] if done.stderr.strip() else []
    if done.returncode:
        found.append(f"exit status {done.returncode}")
    missing = [
        name for pattern, name in WANTED if not re.search(pattern, done.stdout, re.IGNORECASE | re.MULTILINE)
    ]
    return found + [f"standard output lacks {name}" for name in missing]


def run_selftest(command: list[str], place: Path) -> str:
    """Run `selftest` of a program in a folder that is no home of ours; return what it printed.

    Raises:
        TrialError: it failed, wrote to standard error, or left out something that it must print.
    """
    environ = bare_environment(place)
    done = subprocess.run(
        [*command, "selftest"],
        env=environ,
        cwd=place,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if found := faults(done):
        raise TrialError("selftest of the packaged program: " + "; ".join(found) + f"\n{done.stdout}")
    return done.stdout


def try_selftest(built: Path) -> str:
    """Run selftest of a packaged folder from a read-only copy; return what it printed.

    Raises:
        TrialError: selftest failed, wrote to standard error, or left out something that it must print.
    """
    with tempfile.TemporaryDirectory(prefix="needlepoint trial ") as place:
        folder = Path(place) / "Program Files" / built.name
        shutil.copytree(built, folder, symlinks=True)
        before = listing(folder)
        set_writable(folder, writable=False)
        try:
            printed = run_selftest([str(starter(folder))], Path(place))
        finally:
            set_writable(folder, writable=True)
        # Permissions do not bind an administrator, so look as well.
        written = sorted(name for name, _ in listing(folder) ^ before)
    if written:
        raise TrialError("the packaged program wrote beside itself: " + ", ".join(written))
    return printed
