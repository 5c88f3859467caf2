"""A start where no window can open ends with one sentence, not with a core dump of Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from app.desktop.shell.no_desktop import said_in_a_sentence

ROOT = Path(__file__).resolve().parents[3]
OF_A_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a desktop")


@pytest.mark.parametrize(
    ("screen", "sentence"),
    [
        ({}, "There is no desktop here to open the window on."),
        ({"DISPLAY": ":987"}, "The window cannot open on DISPLAY=:987 (could not connect to display :987)."),
        (
            {"WAYLAND_DISPLAY": "nothing", "QT_QPA_PLATFORM": "xcb"},
            "cannot open on WAYLAND_DISPLAY=nothing (",
        ),
    ],
)
def test_why_there_is_no_window_is_one_sentence(
    tmp_path: Path, screen: dict[str, str], sentence: str
) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in OF_A_DESKTOP}
    done = subprocess.run(
        [sys.executable, "-m", "app", "--data-dir", str(tmp_path)],
        env=kept | {"XDG_RUNTIME_DIR": str(tmp_path)} | screen,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("needlepoint: ")
    assert sentence in done.stderr
    assert done.stderr.endswith("Commands such as “needlepoint lookup 77002” need no window.\n")
    assert done.stderr.count("\n") == 1


def test_what_else_qt_says_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with said_in_a_sentence():
        qWarning("a screen of no size")
    assert capsys.readouterr().err == "a screen of no size\n"
