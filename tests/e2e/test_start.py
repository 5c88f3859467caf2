"""The whole program once: from the start to a page and a checked claim, over the built database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
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

def window():
    return next(item for item in QApplication.topLevelWidgets() if isinstance(item, MainWindow))

def type_code():
    seen["ready"] = window().search.field.hasFocus()
    QTest.keyClicks(window().search.field, "77002")
    QTimer.singleShot(500, open_claim)

def open_claim():
    seen["page"] = window().reference.key()
    window().show_check()
    workspace = window().claims.workspace()
    workspace.open_claim(window().library.examples()[1].claim, "example")
    QTimer.singleShot(1500, finish)

def finish():
    workspace = window().claims.workspace()
    review = workspace.review()
    seen["flags"] = [flag.rule for flag in review.flags] if review else None
    workspace.mark_saved()
    window().close()

folder = Path(sys.argv[1])
application.make_application([])
QTimer.singleShot(400, type_code)
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
        timeout=60,
        check=False,
    )
    noise = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert noise == []
    told = json.loads(done.stdout)
    assert told["ready"]
    assert told["page"] == "77002"
    assert "addon-without-primary" in told["flags"]
    assert told["status"] == 0
    kept = json.loads((tmp_path / "personal.json").read_text(encoding="utf-8"))
    assert kept["settings"]["notice_shown"] is True
    assert "claim" not in json.dumps(kept)
