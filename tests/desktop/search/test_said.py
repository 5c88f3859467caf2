"""What the search says while the keyboard is in its field: the selected hit and its place, or that none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.reference import view
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets import announcing


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every sentence that is said."""
    heard: list[str] = []
    monkeypatch.setattr(view, "announce", lambda _widget, sentence: heard.append(sentence))
    monkeypatch.setattr(announcing, "describe_focused", lambda _widget, sentence: heard.append(sentence))
    return heard


def test_after_typing_the_selected_hit_and_its_place_are_said_once(
    window: MainWindow, qtbot: QtBot, said: list[str]
) -> None:
    QTest.keyClicks(window.search.field, "77002")
    qtbot.waitUntil(lambda: bool(said))
    total = window.search.model.hits()
    assert said == [f"77002, add-on, Fluoro needle guidance, non-spine, 1 of {total}"]
    QTest.keyClick(window.search.field, Qt.Key.Key_Down)
    assert said[1].endswith(f", 2 of {total}")
    QTest.keyClick(window.search.field, Qt.Key.Key_Up)
    assert said[2] == said[0]
    QTest.keyClick(window.search.field, Qt.Key.Key_Up)
    assert len(said) == 3


def test_that_nothing_is_found_is_said(window: MainWindow, qtbot: QtBot, said: list[str]) -> None:
    QTest.keyClicks(window.search.field, "zzzzqqq")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Nothing found for “zzzzqqq”."]


def test_the_answer_for_two_codes_is_said(window: MainWindow, qtbot: QtBot, said: list[str]) -> None:
    QTest.keyClicks(window.search.field, "20610 77002")
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("Answer: ")


def test_nothing_is_said_once_the_keyboard_is_elsewhere(
    window: MainWindow, qtbot: QtBot, said: list[str]
) -> None:
    QTest.keyClicks(window.search.field, "77002")
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    window.reference.take_focus()
    qtbot.waitUntil(lambda: not window.search._say_soon.isActive())
    assert said == []


def test_a_favorite_is_said(window: MainWindow, said: list[str]) -> None:
    window.open_page("20610")
    window.actions_by_name["favorite"].trigger()
    window.actions_by_name["favorite"].trigger()
    title = window.reference.title()
    assert said == [f"{title} is a favorite.", f"{title} is no favorite any more."]
