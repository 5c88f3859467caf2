"""News reach a screen reader in the way that it listens to on each system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets import announcing
from app.desktop.widgets.announcing import Announcer, Notice, announce, describe_focused


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[QAccessibleEvent]:
    """Every event that is told."""
    told: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    return told


def notices(window: QWidget) -> list[str]:
    found = window.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [notice.accessibleName() for notice in found]


def test_on_linux_a_notification_of_the_window_comes_to_show(
    window: QWidget, events: list[QAccessibleEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "ON_BUS", True)
    label = QLabel(window)
    announce(label, "2 errors")
    (event,) = events
    assert event.type() == QAccessible.Event.ObjectShow
    heard = QAccessible.queryAccessibleInterface(event.object())
    assert heard.role() == QAccessible.Role.Notification
    assert heard.text(QAccessible.Text.Name) == "2 errors"
    assert not any(notice.isVisible() for notice in window.findChildren(Notice))


def test_who_asks_late_still_hears_the_last_sentences(
    window: QWidget, events: list[QAccessibleEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "ON_BUS", True)
    for number in range(10):
        announce(window, str(number))
    assert notices(window) == ["6", "7", "8", "9"]
    assert len(events) == 10


@pytest.mark.parametrize("urgent", [True, False])
def test_elsewhere_it_is_an_announcement(
    window: QWidget, events: list[QAccessibleEvent], monkeypatch: pytest.MonkeyPatch, urgent: bool
) -> None:
    monkeypatch.setattr(announcing, "ON_BUS", False)
    announce(window, "2 errors", urgent=urgent)
    (event,) = events
    assert isinstance(event, QAccessibleAnnouncementEvent)
    assert event.message() == "2 errors"
    assertive = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
    assert assertive is urgent
    assert notices(window) == []


@pytest.mark.parametrize("on_bus", [True, False])
def test_what_is_new_about_the_focus_is_its_description_or_an_announcement(
    window: QWidget, events: list[QAccessibleEvent], monkeypatch: pytest.MonkeyPatch, on_bus: bool
) -> None:
    monkeypatch.setattr(announcing, "ON_BUS", on_bus)
    describe_focused(window, "1 of 9")
    assert window.accessibleDescription() == ("1 of 9" if on_bus else "")
    assert len(events) == (0 if on_bus else 1)


def test_news_are_said_once(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(announcing, "announce", lambda _widget, sentence: said.append(sentence))
    announcer = Announcer(window)
    for sentence in ("1 error", "1 error", "no flags"):
        announcer.say(sentence)
    announcer.forget()
    announcer.say("no flags")
    assert said == ["1 error", "no flags", "no flags"]
