"""The answer as it is heard and read by keys: headings with levels, items of lists, links."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.denial.answer_text import make_answer_text
from app.desktop.denial.answer_view import AnswerView
from app.desktop.heard.painted_access import hear_painted
from app.desktop.look.look import Look
from tests.desktop import heard
from tests.desktop.heard import Role

ANSWER = (
    '<h3>Line 2, <a href="77002">77002</a>: CO, 50</h3><h4>What the codes mean</h4>'
    '<ul><li>CO: somebody pays.</li><li><a href="denial:50">50</a>: not needed.</li></ul>'
    "<h4>Sources</h4><ul><li>A source</li></ul>"
)
LONG = "".join(f"<h4>Point {number}</h4><ul><li>Sentence {number}</li></ul>" for number in range(60))


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> Iterator[AnswerView]:
    """An answer below a field."""
    hear_painted()
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    field, shown = QLineEdit(), make_answer_text(look)
    for part in (field, shown):
        column.addWidget(part)
    shown.setHtml(ANSWER)
    whole.resize(500, 300)
    whole.show()
    qtbot.waitExposed(whole)
    field.setFocus()
    whole.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    yield shown
    whole.close()


def read(view: AnswerView) -> str:
    """What the part that has the keyboard says."""
    return heard.name(heard.focused(view))


def press(view: AnswerView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view, key)


def test_headings_have_levels_and_sentences_are_items(view: AnswerView) -> None:
    assert heard.headings(view) == [
        (1, "Line 2, 77002: CO, 50"),
        (2, "What the codes mean"),
        (2, "Sources"),
    ]
    assert heard.names(view, Role.ListItem) == ["CO: somebody pays.", "50: not needed.", "A source"]
    assert heard.names(view, Role.Link) == ["77002", "50"]


def test_another_answer_has_its_own_parts(view: AnswerView) -> None:
    view.setPlainText("Type the codes.")
    assert heard.headings(view) == []
    assert heard.names(view, Role.Paragraph) == ["Type the codes."]


def test_who_comes_by_tab_reads_from_the_first_line_on_by_arrows(view: AnswerView) -> None:
    QTest.keyClick(view.window(), Qt.Key.Key_Tab)
    assert read(view) == "Line 2, 77002: CO, 50"
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert read(view) == "CO: somebody pays."
    press(view, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert read(view) == "Line 2, 77002: CO, 50"  # nothing lies above it
    press(view, Qt.Key.Key_End)
    assert view.reader.caret == len("Line 2, 77002: CO, 50")


def test_tab_goes_from_link_to_link_and_enter_follows(view: AnswerView, qtbot: QtBot) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    press(view, Qt.Key.Key_Tab)
    assert (read(view), heard.focused(view).role()) == ("77002", Role.Link)
    press(view, Qt.Key.Key_Tab)
    assert read(view) == "50"
    with qtbot.waitSignal(view.anchorClicked) as followed:
        press(view, Qt.Key.Key_Return)
    assert followed.args is not None
    assert followed.args[0].toString() == "denial:50"
    press(view, Qt.Key.Key_Down)  # reading goes on in the line of the link
    assert read(view) == "50: not needed."
    with qtbot.assertNotEmitted(view.anchorClicked):
        press(view, Qt.Key.Key_Return)  # a line is no link


def test_tab_looks_for_a_link_from_the_line_that_is_read(view: AnswerView) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert read(view) == "50"
    press(view, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert read(view) == "77002"


def test_a_link_is_followed_by_what_a_screen_reader_presses(view: AnswerView, qtbot: QtBot) -> None:
    link = heard.of_role(view, Role.Link)[1]
    with qtbot.waitSignal(view.anchorClicked) as followed:
        link.actionInterface().doAction("Press")
    assert followed.args is not None
    assert followed.args[0].toString() == "denial:50"


def test_what_is_read_comes_into_sight_and_its_place_is_told(view: AnswerView) -> None:
    view.setHtml(LONG)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    press(view, *[Qt.Key.Key_Down] * 80)
    assert read(view) == "Point 40"
    inside = view.viewport().geometry()
    place = view.reader.lines()[view.reader.line].rect()
    assert inside.top() <= place.top()
    assert place.bottom() <= inside.bottom()
    told = heard.focused(view).rect()
    assert told.topLeft() == view.mapToGlobal(place.topLeft())
    press(view, *[Qt.Key.Key_Up] * 80)
    assert read(view) == "Point 0"
    assert view.verticalScrollBar().value() <= view.document().documentMargin() + 4


def test_a_new_answer_is_read_from_its_top(view: AnswerView) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    view.setHtml(LONG)
    assert view.reader.line == -1
    press(view, Qt.Key.Key_Down)
    assert read(view) == "Point 0"
