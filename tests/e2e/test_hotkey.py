"""The key on a real X server with a window manager: pressed in another program, answered, and back by Esc."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

HANGS = 120
"""Seconds after which a state that is waited for will never come, on however busy a machine."""

# The program as it is started, telling what its mini window shows and when the key is taken.
PROGRAM = """
import json, sys
from pathlib import Path
from app.desktop.shell import application
from app.desktop.shell.secondary_windows import SecondaryWindows
from app.library import Library
from app.library.shelf.shelf import Shelf

def tell(*words):
    print(json.dumps(words), flush=True)

take = SecondaryWindows.start_hotkey
def start_hotkey(windows):
    take(windows)
    windows.mini().rows.model_of_rows.modelReset.connect(lambda: tell("mini", windows.mini().rows.spoken()))
    tell("taken", windows.hotkey().problem)

SecondaryWindows.start_hotkey = start_hotkey
library = lambda: Library.open(Path(sys.argv[2]), Shelf({}))
sys.exit(application.start(library, Path(sys.argv[1]), []))
"""

# Another program: text that is selected by its own keys, as a user does.
OTHER = """
import json, sys
from PySide6.QtWidgets import QApplication, QPlainTextEdit
app = QApplication([])
window = QPlainTextEdit("Joint injection\\n20610-RT\\n77002-26")
window.setWindowTitle("Another program")
app.clipboard().selectionChanged.connect(lambda: print(json.dumps(["selected"]), flush=True))
window.show()
sys.exit(app.exec())
"""


class Desktop:
    """An X server of the test's own, and the programs on it."""

    def __init__(self, runtime: Path) -> None:
        self.programs: list[subprocess.Popen[str]] = []
        reading, writing = os.pipe()
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
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
        """Give the keyboard to a window, once it and the window manager are there."""
        window = self.do("search", "--sync", "--onlyvisible", "--name", title).splitlines()[0]
        ends = time.monotonic() + HANGS
        while (self.active(), self.focused()) != (title, title):
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


@pytest.fixture(params=["openbox", "icewm"])
def desktop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desktop]:
    """A desktop with one of two window managers."""
    for tool in ("Xvfb", "xdotool", request.param):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    tmp_path.chmod(0o700)
    made = Desktop(tmp_path)
    made.start(request.param)
    yield made
    made.close()


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


def open_program(desktop: Desktop, folder: Path, reference_db: Path) -> subprocess.Popen[str]:
    """Open Needlepoint with a key chosen before; its window is there and the key taken, or not."""
    folder.mkdir()
    kept = json.dumps({"settings": {"hotkey": "Ctrl+Alt+N"}})
    (folder / "personal.json").write_text(kept, encoding="utf-8")
    return desktop.python(PROGRAM, str(folder), str(reference_db))


@pytest.mark.slow
def test_a_key_in_another_program_is_answered_and_escape_leads_back(
    desktop: Desktop, tmp_path: Path, reference_db: Path
) -> None:
    program = open_program(desktop, tmp_path / "data", reference_db)
    assert hear(program, "taken") == ["taken", ""]
    other = desktop.python(OTHER)
    desktop.go_to("Another program")
    desktop.do("key", "ctrl+a")
    hear(other, "selected")
    for locks in ((), ("Num_Lock",), ("Caps_Lock",)):
        if locks:
            desktop.do("key", *locks)
        desktop.do("key", "ctrl+alt+n")
        assert "20610 with 77002" in hear(program, "mini")[1]
        desktop.wait_for("Needlepoint mini window")
        desktop.do("key", "Escape")
        desktop.wait_for("Another program")
        assert "20610" not in hear(program, "mini")[1]  # it is forgotten


@pytest.mark.slow
def test_a_key_that_another_program_has_is_told(desktop: Desktop, tmp_path: Path, reference_db: Path) -> None:
    first = open_program(desktop, tmp_path / "data", reference_db)
    assert hear(first, "taken") == ["taken", ""]
    second = open_program(desktop, tmp_path / "other", reference_db)
    assert hear(second, "taken") == ["taken", "Another program has this key already. Choose another one."]
