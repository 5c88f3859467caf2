"""Whoever has no mouse reaches everything: no field keeps a key of the window, Tab comes round in dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.desktop.shell.main_window import MainWindow
from tests.desktop.every_window.windows import Windows

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QTextEdit)
_MANY = 300


def keeps(field: QWidget, key: Qt.Key) -> bool:
    """Whether a field would take Ctrl and a key before the shortcuts of its window."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    asked.ignore()
    QApplication.sendEvent(field, asked)
    return asked.isAccepted()


def test_no_field_keeps_a_key_of_the_window(windows: Windows) -> None:
    kept, fields = [], 0
    for name, window in windows.each():
        for field in window.findChildren(QWidget):
            if isinstance(field.parentWidget(), QKeySequenceEdit):
                continue  # it takes every key, to be chosen
            if isinstance(field, FIELDS) and field.isVisible() and field.window() is window:
                fields += 1
                keys = (key for key in (Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_D) if keeps(field, key))
                kept += [f"{name}: {field} {key.name}" for key in keys]
    assert fields > 20
    assert kept == []


def test_f10_opens_the_menu_and_esc_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    window.show_check()
    focus = QApplication.focusWidget()
    assert focus is not None
    window.actions_by_name["menu_bar"].trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "&File"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    QTest.keyClick(window.menuBar(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert QApplication.focusWidget() is focus


def walk(key: Qt.Key) -> list[QWidget]:
    """The stops from where the keyboard is until it comes to one of them again."""
    stops: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in stops and len(stops) < _MANY:
        stops.append(focus)
        QTest.keyClick(focus, key)
    return stops


@pytest.mark.parametrize(
    "name",
    [
        "compare",
        "editions",
        "export",
        "export worklist",
        "import",
        "licenses",
        "mapping",
        "pair",
        "preferences",
        "shortcuts",
    ],
)
def test_tab_comes_round_in_a_dialog_and_back(windows: Windows, name: str) -> None:
    window = windows.show(name)
    window.activateWindow()
    there = walk(Qt.Key.Key_Tab)
    back = walk(Qt.Key.Key_Backtab)
    assert all(stop.window() is window for stop in there)
    assert len(there) > 1
    assert set(there) == set(back)
