"""What is typed before a window that was brought forward has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.desktop.widgets import forward


class Slow(QDialog):
    """A window that the system has not made active yet."""

    def activateWindow(self) -> None:  # noqa: N802 - Qt's own name
        """The system takes its time."""


@pytest.fixture
def before(qtbot: QtBot) -> QLineEdit:
    """The field of the window that is active."""
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    return field


def press(field: QLineEdit, text: str) -> None:
    """Keys as the system sends them: to the window that is active for it."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(letter)), Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(field, event)
    QCoreApplication.sendPostedEvents()


def open_slowly(qtbot: QtBot) -> tuple[Slow, QLineEdit]:
    window = Slow()
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    field = QLineEdit(window)
    qtbot.addWidget(window)
    forward.bring_forward(window)
    field.setFocus()
    return window, field


def test_keys_are_for_the_window_that_comes_forward_until_it_is_active(
    before: QLineEdit, qtbot: QtBot
) -> None:
    window, field = open_slowly(qtbot)
    press(before, "236")
    assert (before.text(), field.text()) == ("", "236")
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    press(before, "45")
    assert (before.text(), field.text()) == ("45", "236")


def test_a_window_that_is_gone_takes_no_keys(before: QLineEdit, qtbot: QtBot) -> None:
    window, field = open_slowly(qtbot)
    window.hide()
    press(before, "45")
    assert (before.text(), field.text()) == ("45", "")
