"""Ctrl+Q ends the program from each of its windows, not only from the main one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.desktop.shell.main_window import MainWindow


def test_ctrl_q_in_a_window_beside_the_main_one_closes_it(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    beside = QDialog(window)
    beside.show()
    beside.activateWindow()
    qtbot.waitUntil(beside.isActiveWindow)
    QTest.keySequence(beside, "Ctrl+Q")
    qtbot.waitUntil(lambda: not window.isVisible())
