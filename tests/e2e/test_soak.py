"""A long session: nothing that Qt calls give back wears out.

PySide6 6.12.0 on Python 3.11 loses a reference to None at every call that returns nothing; when none is left
the process aborts, some thousands of calls into a session. From Python 3.12 None is immortal and its count
never moves: the tests here then pass whatever Qt does. They speak for 3.11 alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 200_000
STEP = 500  # few enough that the test fails before the process aborts
SLACK = 200  # references to None that unrelated code may take or drop meanwhile


def drift_of_none(call: Callable[[], object]) -> int:
    """Return by how much a call made many times over changes the count of references to None."""
    before = sys.getrefcount(None)
    for _ in range(CALLS // STEP):
        for _ in range(STEP):
            call()
        if abs(sys.getrefcount(None) - before) > SLACK:
            break
    return sys.getrefcount(None) - before


def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label, timer, thing = QLabel(), QTimer(), QObject()
    qtbot.addWidget(label)

    def calls() -> None:
        label.setEnabled(True)
        label.update()
        timer.setInterval(5)
        thing.setObjectName("thing")

    assert abs(drift_of_none(calls)) <= SLACK


def test_signals_and_slots_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    titles = iter(range(CALLS))
    label.windowTitleChanged.connect(lambda _: None)
    assert abs(drift_of_none(lambda: label.setWindowTitle(str(next(titles))))) <= SLACK
