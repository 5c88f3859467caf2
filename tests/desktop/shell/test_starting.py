"""The start: what the first frame waits for, that nothing typed is lost, and what is made while idle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.claims.record import write_claim
from app.coding.claim import Claim, Line
from app.desktop.claim.workspace import BEING_CHECKED
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.preload import Preloader, claim_steps

ROOT = Path(__file__).resolve().parents[3]

# Records, library and rules, and each part of the window that its first frame does not show.
LATER = (
    *("msgspec", "sqlite3", "typst", "rapidfuzz", "pypdf", "python_calamine", "xlsxwriter"),
    "multiprocessing",
    *("app.library", "app.rules", "app.review", "app.checklist", "app.releases"),
    *("app.coding.pages", "app.coding.claim", "app.coding.findings"),
    *(
        "app.desktop.claim",
        "app.desktop.pages",
        "app.desktop.reference.comparison",
        "app.desktop.reference.decision",
        "app.desktop.imports",
    ),
    "app.desktop.hotkey",
    *("app.desktop.search.results_view", "app.desktop.search.results_delegate", "app.desktop.look.style"),
    *(
        "app.desktop.shell.edges",
        "app.desktop.shell.secondary_windows",
        "app.desktop.mini.window",
        "app.desktop.shell.preload",
        "app.desktop.reference.view",
    ),
)

# A start over the reference database. `first_frame` is called when the frame is painted, before all else.
PROGRAM = """
import enum, json, sys
from pathlib import Path
from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

turn = QApplication.exec
waiting = []
seen = {}

def window():
    return next(top for top in QApplication.topLevelWidgets() if type(top).__name__ == "MainWindow")

def first_frame():
    pass

def library():
    first_frame()
    from app.library import Library
    from app.library.shelf.shelf import Shelf
    return Library.open(Path(sys.argv[2]), Shelf({}))

def close_when(done):
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: done() and window().close())
    timer.start()
    waiting.append(timer)

def start(before, **asked):
    QApplication.exec = staticmethod(lambda: before() or turn())
    from app.desktop.shell import application
    seen["status"] = application.start(library, Path(sys.argv[1]), [], **asked)
    print(json.dumps(seen))

def press(receiver, letter, key=None, held=None):
    key = key or QtCore.Qt.Key(ord(letter.upper()))
    held = held or QtCore.Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(receiver, QKeyEvent(kind, key, held, letter))
"""

SNAPSHOT = """
def enums(kind=enum.Enum):
    for known in kind.__subclasses__():
        yield known.__name__
        yield from enums(known)

def first_frame():
    seen["modules"] = sorted(sys.modules)
    seen["enums"] = sorted(set(enums()))

start(lambda: close_when(lambda: window().is_filled))
"""

TYPED = """
def post():
    field = window().search.field
    for letter in "77002":
        press(field, letter)
    press(field, "\\r", QtCore.Qt.Key.Key_Return)
    close_when(opened)

def first_frame():
    seen["before"] = window().search.field.text()

def opened():
    if not window().is_filled:
        return False
    seen["text"] = window().search.field.text()
    seen["recent"] = list(window().store.data.recent)
    return bool(seen["recent"])

start(post)
"""

# A command pressed before the library is open, typed behind at once.
COMMANDED = """
def post():
    held = QtCore.Qt.KeyboardModifier
    shift = held.ControlModifier | held.ShiftModifier
    top = window().windowHandle()
    press(top, "", QtCore.Qt.Key.Key_Control, held.ControlModifier)
    press(top, "1")
    press(top, "", QtCore.Qt.Key.Key_D, shift)
    for letter in "CO-50":
        press(top, letter)
    close_when(asked)

def first_frame():
    seen["kept"] = len(window().frame.early_keys)

def asked():
    dialogs = [top for top in QApplication.topLevelWidgets() if type(top).__name__ == "DenialWindow"]
    if not dialogs or not dialogs[0].numbers.text().endswith("50"):
        return False
    seen["numbers"], seen["search"] = dialogs[0].numbers.text(), window().search.field.text()
    dialogs[0].close()
    return True

start(post)
"""

# Idle, it makes what is left; a key that was chosen is taken before.
IDLE = """
def idle():
    from app.desktop.shell.preload import Preloader
    if not window().is_filled or window().findChild(Preloader):
        return False
    seen["hotkey"] = sorted(name for name in sys.modules if name.startswith("app.desktop.hotkey."))
    return True

start(lambda: close_when(idle))
"""

# With its icon, and the images of its style sheet drawn into the folder for temporary files.
DRAWN = """
def drawn():
    seen["images"] = sorted(path.name for path in Path(sys.argv[3]).glob("needlepoint-*/*.png"))
    seen["has icon"] = window().testAttribute(QtCore.Qt.WidgetAttribute.WA_SetWindowIcon)
    return window().is_filled and seen["images"]

start(lambda: close_when(drawn))
"""

# Closed while a review runs, which goes on until after that.
REVIEWING = """
import threading
from app.desktop.shell import application

begun, closed = threading.Event(), threading.Event()
review = application.run_review

def long_review(claim, library):
    begun.set()
    closed.wait()
    for _ in range(50):
        answer = review(claim, library)
    return answer

application.run_review = long_review

def reviews():
    if not window().is_filled:
        return False
    if not window().claims.is_built():
        window().show_check()
        workspace = window().claims.workspace()
        workspace.open_claim(window().library.examples()[1].claim, "example")
        workspace.mark_saved()
    if begun.is_set():
        closed.set()
    return closed.is_set()

start(lambda: close_when(reviews))
"""

# With a claim as its argument, typed into the moment that its form is there, at a size of window; the claim
# has flags.
WITH_CLAIM = """
from app.coding.requests import OpenFile
from app.desktop.shell import application

finish = application._answer_requests

def then_type(app, top, *others):
    made = finish(app, top, *others)
    workspace = top.claims.workspace()
    seen["focus"] = top.focusWidget().objectName()
    seen["is shown"] = workspace.form.lines.view.isVisible()
    seen["panel"] = workspace.panel.notice.text()
    # The windowing system sends keys to whatever has the keyboard when they come.
    QTimer.singleShot(0, type_into_focus)
    return made

def type_into_focus():
    for letter in "76942":
        press(window().windowHandle(), letter)
    press(window().windowHandle(), "\\r", QtCore.Qt.Key.Key_Return)

def checked():
    workspace = window().claims.workspace() if window().is_filled else None
    if workspace is None or workspace.review() is None or len(workspace.form.draft().lines) < 2:
        return False
    seen["codes"] = [line.code for line in workspace.form.claim().lines]
    seen["after"] = window().focusWidget().objectName()
    workspace.mark_saved()
    return True

application._answer_requests = then_type
start(lambda: close_when(checked), request=OpenFile(sys.argv[3]))
"""

MISSING = """
from app.coding import errors
from app.coding.errors import InstallationError

def first_frame():
    raise getattr(errors, sys.argv[3])("The reference database is missing.")

try:
    start(lambda: None)
except InstallationError as error:
    print(json.dumps({"error": str(error)}))
"""


def run(script: str, *arguments: Path, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Run a script after `PROGRAM` in an interpreter of its own; give what it told."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM + script, *map(str, arguments)],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,  # it hangs
        check=False,
    )
    noise = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, noise) == (0, [])
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_first_frame_waits_for_nothing_that_it_does_not_show(tmp_path: Path, reference_db: Path) -> None:
    told = run(SNAPSHOT, tmp_path, reference_db)
    assert "app.desktop.shell.main_window" in told["modules"]
    assert set(told["modules"]) & set(LATER) == set()


def test_the_first_frame_makes_no_large_class_of_qt_known_for_nothing(
    tmp_path: Path, reference_db: Path
) -> None:
    """Qt's own names, QStyle, QGradient and the item views bring hundreds of enum members, each an object."""
    told = run(SNAPSHOT, tmp_path, reference_db)
    assert "StandardKey" in told["enums"]
    assert set(told["enums"]) & {"KeyboardModifier", "ComplexControl", "Preset", "ScrollHint"} == set()


@pytest.mark.parametrize("zoom", [100, 175, 200])
def test_the_window_is_filled_also_where_the_search_has_no_room_in_it(
    tmp_path: Path, reference_db: Path, zoom: int
) -> None:
    kept = {"favourites": [], "recent": [], "claims": [], "notes": {}, "settings": {"zoom": zoom}}
    (tmp_path / "personal.json").write_text(json.dumps(kept), encoding="utf-8")
    assert run(SNAPSHOT, tmp_path, reference_db)["status"] == 0


def test_nothing_of_a_key_is_loaded_until_one_was_chosen(tmp_path: Path, reference_db: Path) -> None:
    assert run(IDLE, tmp_path / "off", reference_db)["hotkey"] == []
    (tmp_path / "on").mkdir()
    (tmp_path / "on" / "personal.json").write_text('{"settings": {"hotkey": "Ctrl+Alt+N"}}', encoding="utf-8")
    assert "app.desktop.hotkey.system" in run(IDLE, tmp_path / "on", reference_db)["hotkey"]


def test_what_is_typed_before_the_library_is_open_is_answered(tmp_path: Path, reference_db: Path) -> None:
    told = run(TYPED, tmp_path, reference_db)
    assert told["before"] == "77002"
    assert told["text"] == "77002"
    assert told["recent"] == ["77002"]


def test_a_command_before_the_library_is_open_is_answered_and_what_is_typed_behind_it_too(
    tmp_path: Path, reference_db: Path
) -> None:
    told = run(COMMANDED, tmp_path, reference_db)
    assert told["kept"] > 0
    assert (told["search"], told["numbers"]) == ("1", "CO-50")


@pytest.mark.parametrize("size", [(960, 600), (1280, 800)])
def test_a_claim_given_at_the_start_has_the_keyboard(
    tmp_path: Path, reference_db: Path, size: tuple[int, int]
) -> None:
    claim = tmp_path / "claim.json"
    alone = Claim(schema=1, date_of_service=date(2026, 9, 15), place_of_service="22", lines=(Line("77002"),))
    claim.write_bytes(write_claim(alone))
    (tmp_path / "personal.json").write_text(json.dumps({"settings": {"window_size": size}}), encoding="utf-8")
    told = run(WITH_CLAIM, tmp_path, reference_db, claim)
    assert told["focus"] == told["after"] == "claimLines"
    assert told["is shown"], "what does not show keeps no keyboard"
    assert told["codes"] == ["77002", "76942"]
    assert told["panel"] == BEING_CHECKED


def test_a_window_has_its_icon_and_leaves_no_temporary_folder(tmp_path: Path, reference_db: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environ = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    told = run(DRAWN, tmp_path / "data", reference_db, temporary, environ=environ)
    assert told["images"]
    assert told["has icon"], "of its own: on Windows that of the application comes too late"
    assert list(temporary.iterdir()) == []


def test_a_window_closed_while_a_review_runs_ends_in_silence(tmp_path: Path, reference_db: Path) -> None:
    assert run(REVIEWING, tmp_path, reference_db) == {"status": 0}


@pytest.mark.parametrize("kind", ["InstallationError", "InputError"])
def test_a_missing_library_or_folder_ends_the_start_with_its_sentence(
    tmp_path: Path, reference_db: Path, kind: str
) -> None:
    told = run(MISSING, tmp_path, reference_db, Path(kind))
    assert told == {"error": "The reference database is missing."}


def test_an_idle_window_makes_the_claim_form_out_of_sight(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window(flags_in_reference=True)
    with qtbot.waitSignal(Preloader(window, claim_steps(window.claims)).destroyed, timeout=120_000):
        pass
    made = window.claims.prepare()
    assert not window.claims.is_built()
    assert not made.view.isVisible()
    assert not window.flags.shows_panel()
    labels = made.view.findChildren(QLabel)
    polished = [label for label in labels if label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)]
    assert labels
    assert not polished, "once, when it is shown, and not with each part it is put into"
    window.show_check()
    assert window.claims.workspace() is made
    assert made.view.isVisible()


def test_the_way_to_the_claim_ends_the_idle_work(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    idle = Preloader(window, claim_steps(window.claims))
    window.show_check()
    made = window.claims.workspace()
    with qtbot.waitSignal(idle.destroyed, timeout=120_000):
        pass
    assert window.claims.workspace() is made
