"""The head of the center: actions that do not fit are in its menu, never out of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.look.look import Look
from app.desktop.shell.header import CenterHeader
from app.desktop.shell.modes import CHECK
from app.desktop.worklist.stepper import Stepper

# A menu asks for the keyboard, which the offscreen platform cannot give and need not.
pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")


@pytest.fixture
def header(look: Look, qtbot: QtBot) -> Iterator[CenterHeader]:
    center = QWidget()
    qtbot.addWidget(center)
    made = CenterHeader(look)
    made.setParent(center)
    made.set_codes(("77002",))
    center.show()
    yield made
    center.hide()


def shown(header: CenterHeader) -> list[str]:
    QApplication.processEvents()
    buttons = (button for button in header.findChildren(QPushButton) if button.isVisible())
    return [button.text() for button in buttons if button.text()]


def test_with_room_every_action_is_a_button_and_there_is_no_menu(header: CenterHeader) -> None:
    header.resize(1000, 45)
    assert shown(header) == ["Compare…", "Copy", "Check with 77002"]
    assert header.folded() == []


@pytest.mark.parametrize("width", [620, 560, 500, 440, 380])
def test_an_action_is_a_button_or_in_the_menu(header: CenterHeader, width: int) -> None:
    header.resize(width, 45)
    folded = [button.text() for button in header.folded()]
    assert header.more.isVisible() is bool(folded)
    assert [*folded, *(text for text in shown(header) if text != "More")] == [
        "Compare…",
        "Copy",
        "Check with 77002",
    ]
    QApplication.processEvents()
    inside = [button for button in header.findChildren(QPushButton) if button.isVisible()]
    assert all(button.geometry().right() < width for button in inside)


def test_the_menu_does_what_the_button_would(header: CenterHeader, qtbot: QtBot) -> None:
    header.resize(440, 45)
    header.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == "Compare…")
    with qtbot.waitSignal(header.asked) as asked:
        action.trigger()
    menu.close()
    assert asked.args == ["compare"]


def test_the_menu_follows_the_mode(header: CenterHeader) -> None:
    header.resize(380, 45)
    header.tabs.choose(CHECK)
    assert all(button.text() not in ("Compare…", "Copy") for button in header.folded())


@pytest.mark.parametrize("stepping", [False, True])
@pytest.mark.parametrize("width", [900, 620, 560, 500, 440, 400])
def test_three_tabs_stay_whole_and_the_ways_are_buttons_or_in_the_menu(
    header: CenterHeader, look: Look, width: int, stepping: bool
) -> None:
    header.show_worklist()
    stepper = Stepper(look)
    header.set_stepper(stepper)
    stepper.show_place("12 of 40" if stepping else "")
    header.show_ways()
    header.resize(width, 45)
    for _ in range(3):  # layouts settle over several turns
        QApplication.processEvents()
    assert width >= header.minimumSizeHint().width()
    for at in range(3):
        tab = header.tabs.tab(at)
        assert tab.width() >= tab.sizeHint().width()
        assert tab.accessibleName() == ("Reference", "Check a claim", "Worklist")[at]
        assert tab.mapTo(header, tab.rect().topRight()).x() < width
    ways = (stepper.back, stepper.forward) if stepping else (header.back, header.forward)
    if not ways[0].isVisible():
        header.more.click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        names = [action.text() for action in menu.actions()]
        menu.close()
        assert {way.accessibleName() for way in ways} <= set(names)
