"""Preferences with the keyboard alone: each control by Tab, with its ring and a name; Esc and Enter close."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.dialogs.preferences import Preferences
from app.desktop.dialogs.shortcuts import ShortcutSheet
from app.desktop.hotkey.choice import HotkeyChoice
from app.desktop.hotkey.system import NoHotkey
from app.desktop.look.look import Look
from app.desktop.shell.main_window import MainWindow
from app.desktop.user_data.store import UserDataStore
from app.library.library import Library

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")


@pytest.fixture
def dialog(
    look: Look, store: UserDataStore, library: Library, qtbot: QtBot, tmp_path: Path
) -> Iterator[Preferences]:
    made = Preferences(look, store, tmp_path, library.payers(), HotkeyChoice(store, NoHotkey, "", look))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    look.set_zoom(100)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_typing_a_zoom_chooses_it(dialog: Preferences, look: Look, qtbot: QtBot) -> None:
    dialog.zoom.setFocus()
    QTest.keyClicks(dialog.zoom, "150")
    assert look.zoom == 100  # what is passed on the way is not applied
    qtbot.waitUntil(lambda: look.zoom == 150)
    assert dialog.zoom.currentText() == "150 %"


def test_typing_a_payer_chooses_it(dialog: Preferences, store: UserDataStore) -> None:
    dialog.payer.setFocus()
    QTest.keyClicks(dialog.payer, dialog.payer.itemText(1)[:3])
    assert store.setting("payer", "") == dialog.payer.itemData(1)


def test_the_way_to_another_data_folder_is_said_where_the_folder_stands(dialog: Preferences) -> None:
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "--data-dir FOLDER" in said
    assert "README" not in said  # a packaged program has none beside it


def test_a_zoom_chosen_elsewhere_shows(dialog: Preferences, look: Look) -> None:
    before = dialog.width()
    look.set_zoom(125)
    assert dialog.width() > before
    dialog.move(dialog.screen().availableGeometry().bottomRight())
    look.set_zoom(150)
    assert dialog.screen().availableGeometry().contains(dialog.geometry())
    look.set_zoom(125)
    assert dialog.zoom.currentText() == "125 %"


def test_tab_rings_every_control_and_each_has_a_name(dialog: Preferences) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Tab)
    seen: list[QWidget] = []
    while focused() not in seen:
        seen.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert sum(isinstance(widget, QComboBox) for widget in seen) == 2
    for widget in seen:
        if isinstance(widget, QPushButton):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            assert widget.property("keyed"), widget.text()
        assert widget.accessibleName() or getattr(widget, "text", lambda: "")()


def test_esc_in_the_field_of_the_key_closes_and_chooses_nothing(
    dialog: Preferences, store: UserDataStore
) -> None:
    inner = dialog.hotkey.edit.findChild(QLineEdit)
    assert inner is not None
    inner.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert store.setting("hotkey", "") == ""


def test_every_key_shows_whole_and_enter_in_the_filter_closes_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    sheet = ShortcutSheet(window.look, window.actions_by_name)
    qtbot.addWidget(sheet)
    sheet.show()
    for column in (0, 2):
        assert sheet.table.columnWidth(column) >= sheet.table.sizeHintForColumn(column)
    assert [button.text() for button in sheet.findChildren(QPushButton) if button.isDefault()] == ["Close"]
    QTest.keyClick(sheet.filter, Qt.Key.Key_Return)
    assert sheet.isVisible()
