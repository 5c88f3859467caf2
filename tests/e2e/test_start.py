"""The whole program once: from the start to a page and a checked claim, over the built database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CLAIM_FIELDS = ("date_of_service", "place_of_service", "documentation", "modifiers", "diagnoses", "lines")
ROOT = Path(__file__).resolve().parents[2]
HANGS = 300
"""Seconds after which a state that the session waits for will never come, on however busy a machine."""
SESSION = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.desktop.shell import application
from app.desktop.shell.main_window import MainWindow
from app.library import Library
from app.library.shelf.shelf import Shelf

seen = {}
timers = []

def window():
    return next((item for item in QApplication.topLevelWidgets() if isinstance(item, MainWindow)), None)

def when(state, then):
    timer = QTimer(interval=10)
    def look():
        if state():
            timer.stop()
            then()
    timer.timeout.connect(look)
    timer.start()
    timers.append(timer)

def ready():
    return window() and window().is_filled and window().search.field.hasFocus()

def type_code():
    QTest.keyClicks(window().search.field, "77002")
    when(lambda: window().reference.key() == "77002", open_claim)

def open_claim():
    window().show_check()
    workspace = window().claims.workspace()
    workspace.open_claim(window().library.examples()[1].claim, "example")
    when(workspace.is_current, finish)

def finish():
    workspace = window().claims.workspace()
    seen["flags"] = [flag.rule for flag in workspace.review().flags]
    workspace.mark_saved()
    window().close()

folder = Path(sys.argv[1])
application.make_application([])
when(ready, type_code)
library = Library.open(Path(sys.argv[2]), Shelf.open(folder / "editions"))
status = application.start(lambda: library, folder, [])
print(json.dumps({**seen, "status": status}))
"""


@pytest.mark.slow
def test_from_start_to_a_page_to_a_checked_claim(tmp_path: Path, reference_db: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SESSION, str(tmp_path), str(reference_db)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )
    noise = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert noise == []
    told = json.loads(done.stdout)
    assert "addon-without-primary" in told["flags"]
    assert told["status"] == 0
    kept = json.loads((tmp_path / "personal.json").read_text(encoding="utf-8"))
    assert kept["settings"]["notice_shown"] is True
    assert kept["claims"] == []  # paths of files, and this claim was neither opened from one nor saved
    assert not [field for field in CLAIM_FIELDS if field in json.dumps(kept)]
