"""Search and filter fields are emptied by a button of our own, which keeps the keyboard in the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.desktop.dialogs.shortcuts import ShortcutSheet
from app.desktop.look.look import Look
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets.clearable_edit import ClearableEdit


@pytest.fixture
def edit(look: Look, qtbot: QtBot) -> ClearableEdit:
    made = ClearableEdit(look, "Filter rows", "Filter codes", "Clear the filter", "Esc")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_the_button_shows_while_there_is_text(edit: ClearableEdit) -> None:
    assert not edit.clear_button.isVisible()
    QTest.keyClicks(edit, "77002")
    assert edit.clear_button.isVisible()
    QTest.mouseClick(edit.clear_button, Qt.MouseButton.LeftButton)
    assert (edit.text(), edit.clear_button.isVisible(), edit.hasFocus()) == ("", False, True)


def test_it_has_a_name_and_a_tip_and_is_no_stop_of_tab(edit: ClearableEdit) -> None:
    button = edit.clear_button
    assert (button.accessibleName(), button.toolTip()) == ("Clear the filter", "Clear the filter (Esc)")
    assert button.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_it_lies_in_the_field_and_over_no_text(edit: ClearableEdit, look: Look, zoom: int) -> None:
    look.set_zoom(zoom)
    edit.setText("77002")
    edit.resize(edit.sizeHint())
    assert edit.rect().contains(edit.clear_button.geometry())
    assert edit.textMargins().right() >= edit.width() - edit.clear_button.x() - edit.height() // 2
    look.set_zoom(100)


def test_no_field_has_the_stock_button(window: MainWindow, qtbot: QtBot) -> None:
    sheet = ShortcutSheet(window.look, window.actions_by_name)
    qtbot.addWidget(sheet)
    window.open_page("view:modifiers")
    fields = [*window.findChildren(QLineEdit), *sheet.findChildren(QLineEdit)]
    assert not any(field.isClearButtonEnabled() for field in fields)
    clearable = {field.accessibleName() for field in fields if isinstance(field, ClearableEdit)}
    assert {"Filter shortcuts", "Find on this page", "Search codes, modifiers, rules and topics"} < clearable
