"""Keys on a real X server, where one press is read in several ways: each does what its menu says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.x11 import Desktop, hear

# The program as it is started, telling of every zoom and of all that Qt complains about.
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import qInstallMessageHandler
from app.desktop.shell import application
from app.desktop.shell.main_window import MainWindow
from app.library import Library
from app.library.shelf.shelf import Shelf

def tell(*words):
    print(json.dumps(words), flush=True)

qInstallMessageHandler(lambda _kind, _place, words: tell("zoom", words))
take = MainWindow.take_input
def take_input(window):
    take(window)
    window.look.changed.connect(lambda: tell("zoom", window.look.zoom))

MainWindow.take_input = take_input
library = lambda: Library.open(Path(sys.argv[2]), Shelf({}))
sys.exit(application.start(library, Path(sys.argv[1]), []))
"""


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A desktop with a keyboard of the United States."""
    for tool in ("Xvfb", "xdotool", "openbox", "setxkbmap"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    tmp_path.chmod(0o700)
    made = Desktop(tmp_path)
    made.start("openbox")
    made.start("setxkbmap", "us").wait()
    yield made
    made.close()


@pytest.mark.slow
def test_every_way_to_type_plus_zooms_in(desktop: Desktop, tmp_path: Path, reference_db: Path) -> None:
    program = desktop.python(PROGRAM, str(tmp_path / "data"), str(reference_db))
    desktop.go_to("Needlepoint")
    for key in ("ctrl+plus", "ctrl+shift+equal", "ctrl+equal", "ctrl+KP_Add"):
        desktop.do("key", key)
        assert hear(program, "zoom") == ["zoom", 110], key
        desktop.do("key", "ctrl+0")
        assert hear(program, "zoom") == ["zoom", 100]
        desktop.do("key", "ctrl+minus")
        assert hear(program, "zoom") == ["zoom", 90]
        desktop.do("key", "ctrl+0")
        assert hear(program, "zoom") == ["zoom", 100]
