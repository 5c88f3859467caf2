"""The key by the portal of a Wayland desktop: what is asked of it, and what its answers do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.desktop.hotkey.dbus import ERROR, SIGNAL, Message, NoBusError, ObjectPath, Value
from app.desktop.hotkey.hotkey import NOT_HERE
from app.desktop.hotkey.keys import Keys, read_keys
from app.desktop.hotkey.portal import LOCAL, NOT_GIVEN, PLACE, PortalHotkey, trigger_of

KEYS = read_keys("Ctrl+Alt+N")
SESSION = f"{PLACE}/session/1_7/needlepoint"
TOKEN = "XDG_ACTIVATION_TOKEN"


class FakeBus:
    """A bus whose messages a test writes. It reads as many files as there are: none."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        self.calls: list[tuple[str, tuple[Value, ...]]] = []
        self.coming: list[Message] = []
        self.is_open = True

    def close(self) -> None:
        os.close(self.reading)
        os.close(self.writing)
        self.is_open = False

    def descriptor(self) -> int:
        return self.reading

    def name(self) -> str:
        return ":1.7"

    def watch(self, rule: str) -> None:
        assert "sender='org.freedesktop.portal.Desktop'" in rule

    def call(self, service: str, path: str, interface: str, member: str, *values: Value) -> int:
        assert (service, path) == ("org.freedesktop.portal.Desktop", PLACE)
        assert interface
        self.calls.append((member, values))
        return len(self.calls)

    def messages(self) -> Iterator[Message]:
        while self.coming:
            yield self.coming.pop(0)


class Portal:
    """The key under test, its bus, and what it told."""

    def __init__(self, parent: QApplication) -> None:
        assert isinstance(KEYS, Keys)
        self.bus = FakeBus()
        self.hotkey = PortalHotkey(parent, lambda: self.bus)
        self.told: list[str] = []
        self.hotkey.pressed.connect(lambda: self.told.append("pressed"))
        self.hotkey.refused.connect(self.told.append)
        assert self.hotkey.register(KEYS) is None

    def send(self, kind: int, member: str, path: str, *values: Any, answers: int = 0) -> None:  # noqa: ANN401  as libdbus takes them
        self.bus.coming.append(Message(kind, member, path, answers, values))
        self.hotkey.read()

    def respond(self, member: str, status: int, **results: str) -> None:
        self.send(SIGNAL, "Response", f"{PLACE}/request/1_7/needlepoint_{member}", status, results)

    def press(self, session: str = SESSION, name: str = "answer", **options: str) -> None:
        self.send(SIGNAL, "Activated", PLACE, session, name, 12345, options)


@pytest.fixture
def portal(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.delenv(TOKEN, raising=False)
    made = Portal(qapp)
    yield made
    made.hotkey.unregister()
    assert not made.bus.is_open


def test_a_key_is_wished_for_in_a_session_and_answers(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.press()
    portal.respond("CreateSession", 0, session_handle=SESSION)
    member, values = portal.bus.calls[-1]
    wish = {"description": "Answer what is selected", "preferred_trigger": "CTRL+ALT+n"}
    options = {"handle_token": "needlepoint_BindShortcuts"}
    assert (member, values) == ("BindShortcuts", (SESSION, [("answer", wish)], "", options))
    assert isinstance(values[0], ObjectPath)
    portal.respond("BindShortcuts", 0)
    portal.press(session="/another")
    portal.press(name="another")
    assert portal.told == []
    monkeypatch.setenv(TOKEN, "")
    portal.press(activation_token="given")
    assert portal.told == ["pressed"]
    assert os.environ[TOKEN] == "given"


@pytest.mark.parametrize("member", ["CreateSession", "BindShortcuts"])
def test_a_user_who_says_no_is_told_how_to_choose_again(portal: Portal, member: str) -> None:
    if member == "BindShortcuts":
        portal.respond("CreateSession", 0, session_handle=SESSION)
    portal.respond(member, 1)
    assert portal.told == [NOT_GIVEN]
    assert not portal.bus.is_open


def test_a_desktop_without_the_portal_is_told_with_the_command_to_bind(portal: Portal) -> None:
    portal.send(ERROR, "", "", "no such method", answers=1)  # the registry is newer than the portal
    assert portal.told == []
    portal.send(ERROR, "", "", "no such interface", answers=2)
    assert portal.told == [NOT_HERE]


def test_without_a_bus_there_is_no_key(qapp: QApplication) -> None:
    def connect() -> FakeBus:
        raise NoBusError

    assert isinstance(KEYS, Keys)
    assert PortalHotkey(qapp, connect).register(KEYS) == NOT_HERE


def test_a_bus_that_ends_is_let_go(portal: Portal) -> None:
    portal.send(SIGNAL, "Disconnected", LOCAL)
    assert not portal.bus.is_open
    assert portal.told == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("Meta+Space", "LOGO+space"), ("Ctrl+Shift+F2", "CTRL+SHIFT+F2"), ("Ctrl+Alt+PgUp", "CTRL+ALT+Page_Up")],
)
def test_keys_are_written_as_the_portal_has_them(text: str, trigger: str) -> None:
    keys = read_keys(text)
    assert isinstance(keys, Keys)
    assert trigger_of(keys) == trigger
