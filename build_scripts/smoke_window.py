"""Starts the real window on a display of its own, types a code, and fails unless it answers and ends well.

    python -m build_scripts.smoke_window [PICTURE.png]

Needs Xvfb, xdotool and ImageMagick's `import` on Linux. This is no test of behavior, tests/e2e has those: it
shows that the program as a person starts it comes up on a display, takes keys, paints, and closes quietly.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 30.0  # seconds for a slow machine to do what takes half of one


class SmokeError(Exception):
    """The window did not do what it must."""


@contextlib.contextmanager
def display() -> Iterator[dict[str, str]]:
    """Run a virtual display and give the environment in which programs use it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise SmokeError("Xvfb did not start")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        yield kept | {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait(10)


def xdotool(environ: dict[str, str], *words: str) -> str:
    """Run xdotool and return what it prints; nothing found is an empty text."""
    return subprocess.run(
        ["xdotool", *words], env=environ, capture_output=True, text=True, check=False
    ).stdout


def picture(environ: dict[str, str], out: Path) -> bytes:
    """Write what the display shows as PNG and return its pixels."""
    subprocess.run(["import", "-window", "root", str(out)], env=environ, check=True)
    return subprocess.run(["convert", str(out), "rgb:-"], capture_output=True, check=True).stdout


def wait_for(what: str, condition: Callable[[], object], program: subprocess.Popen[str]) -> None:
    """Wait until a condition holds; fail when the program ends before, or patience does."""
    limit = time.monotonic() + PATIENCE
    while not condition():
        if program.poll() is not None:
            raise SmokeError(f"the program ended with status {program.returncode} before {what}")
        if time.monotonic() > limit:
            raise SmokeError(f"{what} did not come within {PATIENCE:.0f} s")
        time.sleep(0.1)


def drive(environ: dict[str, str], program: subprocess.Popen[str], out: Path) -> None:
    """Wait for the window, type a code, see the picture change, and close."""

    def window() -> str:
        return xdotool(environ, "search", "--onlyvisible", "--name", "Needlepoint").split("\n")[0]

    wait_for("a visible window", window, program)
    xdotool(environ, "windowfocus", "--sync", window())
    time.sleep(1.0)  # the first page comes after the window
    before = picture(environ, out)
    xdotool(environ, "type", "--delay", "40", "77002")
    wait_for("an answer to 77002 on the screen", lambda: picture(environ, out) != before, program)
    time.sleep(1.0)
    if len(set(picture(environ, out))) < 16:
        raise SmokeError("the window is blank")
    xdotool(environ, "key", "ctrl+q")
    wait_for("the end of the program", lambda: program.poll() is not None, program)


def main(arguments: list[str]) -> int:
    """Run the smoke test; returns the exit status."""
    with tempfile.TemporaryDirectory() as name, display() as environ:
        out = Path(arguments[0]) if arguments else Path(name) / "window.png"
        command = [sys.executable, "-m", "app", "--data-dir", str(Path(name) / "data")]
        program = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True)
        try:
            drive(environ, program, out)
        except SmokeError as error:
            program.kill()
            print(f"The real window: {error}.\n{program.communicate()[1]}", file=sys.stderr)
            return 1
        complaints = program.communicate()[1]
    if program.returncode or complaints.strip():
        print(
            f"The real window ended with status {program.returncode} and wrote:\n{complaints}",
            file=sys.stderr,
        )
        return 1
    print("The real window came up, answered 77002 and closed without a word.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
