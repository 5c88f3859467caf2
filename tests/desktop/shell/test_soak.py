"""A long session in short: many pages, themes and modes, and nothing piles up."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.pages.sheet import PageSheet
from app.desktop.shell.main_window import MainWindow
from tests.conftest import EVERY_EXAMPLE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)"),
]

STEPS = 40 if EVERY_EXAMPLE else 15  # a round
CODES = ("77002", "77003", "77001", "76942", "77012", "20610", "20611")


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is left to do after a pause, then let what was deleted go."""

    def at_rest() -> bool:
        waiting = [
            timer for timer in window.findChildren(QTimer) if timer.isSingleShot() and timer.isActive()
        ]
        # What is shown for seconds, such as a message, may stay.
        return all(timer.interval() > 1000 for timer in waiting)

    qtbot.waitUntil(at_rest, timeout=60_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_long_session_leaves_no_widgets_behind(window: MainWindow, qtbot: QtBot) -> None:
    dice = random.Random(77002)
    steps = {
        "type": lambda: QTest.keyClicks(
            window.search.field, dice.choice(["77", "fluoro", "20610 77002", "flouro"])
        ),
        "clear": lambda: QTest.keyClick(window.search.field, Qt.Key.Key_Escape),
        "down": lambda: QTest.keyClick(window.search.field, Qt.Key.Key_Down),
        "enter": lambda: QTest.keyClick(window.search.field, Qt.Key.Key_Return),
        "open": lambda: window.open_page(dice.choice([*CODES, "view:compare", "view:decision"])),
        "back": window.actions_by_name["back"].trigger,
        "forward": window.actions_by_name["forward"].trigger,
        "zone": window.actions_by_name["next_zone"].trigger,
        "flags": window.actions_by_name["flags_panel"].trigger,
        "check": window.actions_by_name["show_check"].trigger,
        "reference": window.actions_by_name["show_reference"].trigger,
        "favorite": window.actions_by_name["favorite"].trigger,
    }
    for step in steps.values():
        step()
    settle(window, qtbot)
    before = 0
    for round_ in range(4):
        for _ in range(STEPS):
            steps[dice.choice(list(steps))]()
            QApplication.processEvents()
        if round_ in (1, 2):  # to dark and back: each change draws every widget again, which takes seconds
            window.look.set_choice("dark" if round_ == 1 else "light")
        settle(window, qtbot)
        if round_ == 0:
            window.header.tabs.choose(0)
            window.open_page("77002")
            settle(window, qtbot)
            before = len(window.findChildren(QWidget))
    window.header.tabs.choose(0)
    window.open_page("77002")
    settle(window, qtbot)
    assert len(window.reference.findChildren(PageSheet)) == 1
    assert len(window.findChildren(QWidget)) <= before * 1.2
