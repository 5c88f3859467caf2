"""Whoever has no mouse reaches everything: Tab comes round in dialogs, F10 leads to the menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.shell.main_window import MainWindow
from tests.desktop.every_window.windows import Windows

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
_MANY = 300
DIALOGS = (
    "about", "appraisal", "articles", "compare", "denial", "editions", "export", "export worklist", "import",
    "licenses", "mapping", "note", "pair", "payment", "preferences", "questions", "sample", "shortcuts",
)  # fmt: skip


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


def test_tab_comes_round_in_a_dialog_and_back(windows: Windows) -> None:
    for name in DIALOGS:
        window = windows.show(name)
        window.activateWindow()
        there = walk(Qt.Key.Key_Tab)
        back = walk(Qt.Key.Key_Backtab)
        assert all(stop.window() is window for stop in there), name
        assert len(there) > 1, name
        assert set(there) == set(back), name
        windows.put_away()
