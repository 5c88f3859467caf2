"""A desktop of a test's own: an X server, a window manager, and programs on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.conftest import ROOT

HANGS = 120
"""Seconds after which a state that is waited for will never come, on however busy a machine."""


class Desktop:
    """An X server of the test's own, and the programs on it."""

    def __init__(self, runtime: Path) -> None:
        self.programs: list[subprocess.Popen[str]] = []
        reading, writing = os.pipe()
        # Without -noreset it starts again when a short program ends, and a window manager hangs in between.
        screen = ["-screen", "0", "1280x800x24", "-noreset"]
        server = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", *screen]
        self.environment = os.environ | {"XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "xcb"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.start(*server, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.environment["DISPLAY"] = f":{told.readline().strip()}"

    def start(self, *command: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[str]:
        """Start a program on it."""
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            pass_fds=pass_fds,
        )
        self.programs.append(started)
        return started

    def python(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a program in Python."""
        return self.start(sys.executable, "-c", code, *arguments)

    def do(self, *arguments: str) -> str:
        """Let xdotool do something; what it says, "" when it cannot."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=HANGS,
            check=False,
        )
        return done.stdout.strip()

    def go_to(self, title: str) -> None:
        """Give the keyboard to the window whose title ends so, once it and the window manager are there."""
        window = self.do("search", "--sync", "--onlyvisible", "--name", f"{title}$").splitlines()[0]
        ends = time.monotonic() + HANGS
        while not (self.active().endswith(title) and self.focused().endswith(title)):
            assert time.monotonic() < ends, f"{self.active()} has the keyboard, not {title}"
            self.do("windowactivate", window)

    def active(self) -> str:
        """The title of the window that has the keyboard."""
        return self.do("getactivewindow", "getwindowname")

    def focused(self) -> str:
        """The title of the window to which the server sends keys."""
        return self.do("getwindowfocus", "getwindowname")

    def wait_for(self, title: str) -> None:
        """Wait until a window has the keyboard."""
        ends = time.monotonic() + HANGS
        while not (self.active().startswith(title) and self.focused().startswith(title)):
            assert time.monotonic() < ends, f"{self.active()} has the keyboard, not {title}"

    def close(self) -> None:
        """End what is on it, and then itself."""
        for program in reversed(self.programs):
            program.kill()
            program.communicate()


def hear(program: subprocess.Popen[str], wanted: str) -> list[str]:
    """The next thing that a program tells and that begins with `wanted`."""
    assert program.stdout is not None
    end = threading.Timer(HANGS, program.kill)
    end.start()
    try:
        for line in program.stdout:
            told: list[str] = json.loads(line)
            if told[0] == wanted:
                return told
    finally:
        end.cancel()
    raise AssertionError(f"it ended without telling {wanted}")
