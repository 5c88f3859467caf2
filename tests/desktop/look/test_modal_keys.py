"""What is typed while a dialog opens goes to it, though the system still gives it to the window behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.look.style import NeedlepointStyle


@pytest.fixture
def window(style: NeedlepointStyle, qtbot: QtBot) -> Iterator[QWidget]:
    """A window with a field that has the keyboard."""
    assert style is not None  # it watches windows
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    field_of(made).setFocus()
    yield made
    made.close()


def field_of(widget: QWidget) -> QLineEdit:
    found = widget.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def give(window: QWidget, key: Qt.Key, text: str = "") -> None:
    """A key as Qt gives it to a window; the functions of QTest leave out one behind a dialog."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(window.windowHandle(), event)


def type_abc(window: QWidget) -> None:
    for letter in "abc":
        give(window, Qt.Key(ord(letter.upper())), letter)


def open_dialog(window: QWidget, *, modal: bool) -> QDialog:
    dialog = QDialog(window)
    dialog.setModal(modal)
    QVBoxLayout(dialog).addWidget(QLineEdit())
    dialog.show()
    field_of(dialog).setFocus()
    return dialog


def test_letters_go_into_the_field_of_the_dialog(window: QWidget) -> None:
    dialog = open_dialog(window, modal=True)
    type_abc(window)
    assert (field_of(dialog).text(), field_of(window).text()) == ("abc", "")


def test_esc_closes_the_dialog_and_what_follows_is_the_windows_own(window: QWidget) -> None:
    dialog = open_dialog(window, modal=True)
    give(window, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    type_abc(window)
    assert field_of(window).text() == "abc"


def test_a_window_that_lies_beside_takes_no_keys_of_another(window: QWidget) -> None:
    dialog = open_dialog(window, modal=False)
    type_abc(window)
    assert (field_of(dialog).text(), field_of(window).text()) == ("", "abc")


def test_a_menu_before_the_dialog_keeps_its_keys(window: QWidget) -> None:
    dialog = open_dialog(window, modal=True)
    menu = QMenu(dialog)
    menu.addAction("One")
    menu.popup(dialog.pos())
    give(window, Qt.Key.Key_B, "b")
    menu.close()
    assert field_of(dialog).text() == ""
