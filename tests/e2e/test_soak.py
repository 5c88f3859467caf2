"""A long session: nothing that Qt calls give back wears out.

PySide6 6.12.0 on Python 3.11 loses a reference to None at every call that returns nothing; when none is left the
process aborts, some hundred thousand calls into a session. From Python 3.12 None is immortal, its count never moves,
and the first test here passes whatever Qt does; it speaks for 3.11 alone.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 200_000
SLACK = 200  # references to None that unrelated code may take or drop meanwhile


@pytest.mark.usefixtures("qapp")
def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label, timer, thing = QLabel(), QTimer(), QObject()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS // 4):
        label.setEnabled(True)
        label.update()
        timer.setInterval(5)
        thing.setObjectName("thing")
    assert abs(sys.getrefcount(None) - before) < SLACK


def test_signals_and_slots_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.windowTitleChanged.connect(lambda _: None)
    before = sys.getrefcount(None)
    for turn in range(CALLS // 10):
        label.setWindowTitle(str(turn))
    assert abs(sys.getrefcount(None) - before) < SLACK
