"""The key on a real X server with a window manager: pressed in another program, answered, and back by Esc."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.x11 import Desktop, hear

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
