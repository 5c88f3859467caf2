"""A segment: one tab stop, and keys that choose by initial."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.look.look import Look
from app.desktop.widgets.segment import Segment, SegmentButton

FORMS = (("professional", "Professional"), ("institutional", "Institutional"))


@pytest.fixture
def segment(look: Look, qtbot: QtBot) -> Segment:
    """The claim form, nothing chosen."""
    made = Segment(look, "Claim form", FORMS, optional=True)
    qtbot.addWidget(made)
    return made


def stops(segment: Segment) -> list[str]:
    buttons = segment.findChildren(SegmentButton)
    return [button.text() for button in buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_tab_stops_at_the_chosen_button_from_either_side(segment: Segment) -> None:
    assert stops(segment) == ["Professional"]
    segment.set_value("institutional")
    assert stops(segment) == ["Institutional"]
    segment.set_value("professional")
    assert stops(segment) == ["Professional"]
    segment.set_value(None)
    assert stops(segment) == ["Professional"]


def test_initials_choose(segment: Segment) -> None:
    for key, value in ((Qt.Key.Key_I, "institutional"), (Qt.Key.Key_P, "professional")):
        QTest.keyClick(segment.focus_target(), key)
        assert segment.value() == value
    QTest.keyClick(segment.focus_target(), Qt.Key.Key_Minus)
    assert segment.value() is None


def test_yes_no_and_not_stated_keep_their_keys(look: Look, qtbot: QtBot) -> None:
    asked = Segment(look, "Permanent image")
    qtbot.addWidget(asked)
    QTest.keyClick(asked.focus_target(), Qt.Key.Key_N)
    assert asked.value() is False
