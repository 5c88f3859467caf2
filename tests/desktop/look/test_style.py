"""Habits of keys and wheel: the ring by key only, no stray wheel, mnemonics only while Alt is down."""

import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QStyle, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.look.look import Look


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> QWidget:  # noqa: ARG001 - the look sets the style
    """A button and a combo, made after the habits began."""
    made = QWidget()
    column = QVBoxLayout(made)
    combo = QComboBox()
    combo.addItems(["one", "two"])
    for widget in (QPushButton("Do"), combo):
        column.addWidget(widget)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is made.windowHandle())
    return made


@pytest.mark.parametrize(
    ("reason", "keyed"),
    [
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.ShortcutFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
    ],
)
def test_a_button_has_its_ring_when_the_focus_came_by_key(
    window: QWidget, reason: Qt.FocusReason, keyed: bool
) -> None:
    button, combo = window.findChild(QPushButton), window.findChild(QComboBox)
    assert button is not None
    assert combo is not None
    combo.setFocus()
    button.setFocus(reason)
    assert bool(button.property("keyed")) is keyed
    combo.setFocus()
    assert not button.property("keyed")


@pytest.mark.parametrize("by_key", [True, False])
def test_focus_that_the_program_gives_has_its_ring_after_a_key_only(window: QWidget, by_key: bool) -> None:
    button, combo = window.findChild(QPushButton), window.findChild(QComboBox)
    assert button is not None
    assert combo is not None
    handle = window.windowHandle()
    combo.setFocus()
    if by_key:
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    else:
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert bool(button.property("keyed")) is by_key


def turn_wheel(widget: QWidget) -> None:
    """Turn the wheel by a notch over a widget."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_a_combo_only_with_the_focus(window: QWidget) -> None:
    combo = window.findChild(QComboBox)
    button = window.findChild(QPushButton)
    assert combo is not None
    assert button is not None
    button.setFocus()
    turn_wheel(combo)
    assert combo.currentIndex() == 0
    combo.setFocus()
    turn_wheel(combo)
    assert combo.currentIndex() == 1


def test_mnemonics_are_underlined_while_alt_is_down(window: QWidget) -> None:
    none = Qt.KeyboardModifier.NoModifier
    press, release, alt = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, Qt.Key.Key_Alt
    steps = ((press, alt, 1), (release, alt, 0), (press, alt, 1), (press, Qt.Key.Key_Return, 0))
    for kind, key, underlined in steps:
        QApplication.sendEvent(window.windowHandle(), QKeyEvent(kind, key, none))
        hint = QStyle.StyleHint.SH_UnderlineShortcut
        assert QApplication.style().styleHint(hint) == underlined


def test_enter_presses_the_button_that_has_the_focus(window: QWidget) -> None:
    button = window.findChild(QPushButton)
    assert button is not None
    pressed: list[bool] = []
    button.clicked.connect(lambda checked: pressed.append(bool(checked)))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [False]


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_alt_and_a_letter_of_no_button_types_no_letter_but_for_option_of_macos(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    field = QLineEdit(window)
    field.show()
    for altered in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier):
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_W, altered, "w"))
    assert field.text() == ("ww" if system == "darwin" else "w")
