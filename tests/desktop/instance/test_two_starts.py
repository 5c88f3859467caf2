"""Two starts of the program, as two processes: the second hands over and ends, the first does it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import ROOT

# A window as the program opens it, which tells each change of its page and its mini window, a line each.
WINDOW = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.desktop.instance.joining import join
from app.desktop.shell import application

def library():
    from app.library import Library
    from app.library.shelf.shelf import Shelf
    return Library.open(Path(sys.argv[2]), Shelf({}))

def tell(*words):
    print(json.dumps(words), flush=True)

finish = application._answer_requests
def answer(app, window, windows, request, door):
    reference = window.reference
    reference.shown.connect(lambda _page: tell("page", reference.key(), str(reference.on)))
    windows.mini().rows.model_of_rows.modelReset.connect(lambda: tell("mini", windows.mini().rows.spoken()))
    window.claims.built.connect(lambda workspace, commands: commands.files.used.connect(
        lambda path: tell("file", str(path))))
    finish(app, window, windows, request, door)
    tell("open", door is not None)
    def listen(line):
        if line == "quit":
            window.claims.is_built() and window.claims.workspace().mark_saved()
            window.close()
        elif line:
            app.clipboard().setText(line)
            tell("copied")
    window.heard.connect(listen)

application._answer_requests = answer

# What the test says comes in at standard input, read by a thread.
import threading
from PySide6.QtCore import Qt, Signal
from app.desktop.shell.main_window import MainWindow

class Window(MainWindow):
    heard = Signal(str)
    def __init__(self, *parts):
        super().__init__(*parts)
        threading.Thread(target=self._read, daemon=True).start()
    def _read(self):
        for line in sys.stdin:
            self.heard.emit(line.strip())

application.MainWindow = Window
folder = Path(sys.argv[1])
taken, door = join(folder, None)
sys.exit(0 if taken else application.start(library, folder, [], door=door))
"""

pytestmark = pytest.mark.usefixtures("runtime")
Opened = Callable[[], "Process"]


class Process:
    """A window in a process of its own."""

    def __init__(self, data: Path, reference_db: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(data), str(reference_db)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def hear(self, *wanted: str) -> list[str]:
        """The next thing told that begins with `wanted`."""
        for line in self._stream(self.process.stdout):
            told: list[str] = json.loads(line)
            if told[: len(wanted)] == list(wanted):
                return told
        raise AssertionError(f"it ended without telling {wanted}")

    def say(self, line: str) -> None:
        """Say a line to it."""
        stream = self._stream(self.process.stdin)
        stream.write(f"{line}\n")
        stream.flush()

    def _stream(self, stream: IO[str] | None) -> IO[str]:
        assert stream is not None
        return stream


@pytest.fixture
def open_window(tmp_path: Path, reference_db: Path) -> Iterator[Opened]:
    """Open windows on one data folder; whatever is still open at the end is ended."""
    made: list[Process] = []

    def make() -> Process:
        made.append(Process(tmp_path / "data", reference_db))
        return made[-1]

    yield make
    for each in made:
        each.process.kill()
        each.process.communicate()


def start(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the program as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "app", "--data-dir", str(data), *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=300,  # it hangs
        check=False,
    )


def test_a_second_start_hands_over_what_it_was_asked(open_window: Opened, tmp_path: Path) -> None:
    window = open_window()
    assert window.hear("open") == ["open", True]
    for arguments, told in (
        (["needlepoint://lookup/20610?date=2026-03-10"], ["page", "20610", "2026-03-10"]),
        (["needlepoint://lookup/20610+77002"], ["page", "answer:20610+77002", "2026-03-10"]),
        (["needlepoint://page/modifier:59"], ["page", "modifier:59", "2026-03-10"]),
    ):
        done = start(tmp_path / "data", *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert window.hear("page", told[1]) == told
    claim = tmp_path / "claim.json"
    claim.write_text('{"schema": 1, "date_of_service": "2026-03-10", "lines": [{"code": "77002"}]}', "utf-8")
    assert start(tmp_path / "data", str(claim)).returncode == 0
    assert window.hear("file") == ["file", str(claim)]
    window.say("77002 20610")
    window.hear("copied")
    assert start(tmp_path / "data", "ask", "--clipboard").returncode == 0
    assert "20610 with 77002" in window.hear("mini")[1]
    assert start(tmp_path / "data").returncode == 0
    window.say("quit")
    assert window.process.wait() == 0


def test_after_a_window_was_killed_the_next_one_takes_its_place(open_window: Opened, tmp_path: Path) -> None:
    first = open_window()
    first.hear("open")
    first.process.kill()
    first.process.wait()
    second = open_window()
    assert second.hear("open") == ["open", True]
    assert start(tmp_path / "data", "needlepoint://lookup/77003").returncode == 0
    assert second.hear("page", "77003")[1] == "77003"


def test_a_link_that_is_none_reaches_no_window(open_window: Opened, tmp_path: Path) -> None:
    window = open_window()
    window.hear("open")
    done = start(tmp_path / "data", "needlepoint://page/command:quit")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert start(tmp_path / "data", "needlepoint://lookup/77012").returncode == 0
    assert window.hear("page")[1] == "77012"
