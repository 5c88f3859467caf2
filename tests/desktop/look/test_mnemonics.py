"""Alt gives each button of a dialog a letter of its own, and the letter presses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.desktop.look.look import Look
from app.desktop.look.mnemonics import choose_letters


@pytest.mark.parametrize(
    ("texts", "taken", "marked"),
    [
        (["Close", "Copy"], "", ["&Close", "C&opy"]),
        (["Save PDF…", "Save"], "", ["&Save PDF…", "S&ave"]),
        (["Save PDF…", "Print…"], "s", ["Save &PDF…", "P&rint…"]),
        (["Cancel", "&Close"], "", ["C&ancel", "&Close"]),
        (["A", "A"], "", ["&A", "A"]),
        (["90 %", ""], "", ["90 %", ""]),
        (["R&&D"], "", ["R&&D"]),
    ],
)
def test_each_text_has_a_letter_that_no_other_has(texts: list[str], taken: str, marked: list[str]) -> None:
    assert choose_letters(texts, taken) == marked


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> QDialog:  # noqa: ARG001 - the look sets the habits
    """A field that marks c, a box and two buttons, one of which is hidden."""
    made = QDialog()
    column = QVBoxLayout(made)
    field, label = QLineEdit(), QLabel("&Codes")
    label.setBuddy(field)
    for widget in (label, field, QCheckBox("Compare"), QPushButton("Copy"), QPushButton("Close")):
        column.addWidget(widget)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is made.windowHandle())
    return made


def press_alt(dialog: QDialog) -> None:
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
        QApplication.sendEvent(dialog.windowHandle(), event)


def test_alt_gives_letters_and_a_letter_presses(dialog: QDialog, qtbot: QtBot) -> None:
    copy, close = dialog.findChildren(QPushButton)
    (box,) = dialog.findChildren(QCheckBox)
    assert copy.text() == "Copy"
    press_alt(dialog)
    assert (copy.text(), close.text(), box.text()) == ("C&opy", "C&lose", "Co&mpare")
    with qtbot.waitSignal(close.clicked):
        QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    close.setText("Done")
    press_alt(dialog)
    assert close.text() == "&Done"
