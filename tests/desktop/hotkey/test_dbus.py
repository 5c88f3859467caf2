"""Values over a real bus: what one connection sends, another one reads."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from multiprocessing.connection import wait
from typing import Any

import pytest

from app.desktop.hotkey.dbus import ERROR, Bus, NoBusError, ObjectPath

HANGS = 60
PATH = "/org/example/place"


@pytest.fixture(scope="module")
def daemon() -> Iterator[str]:
    """The address of a bus of these tests; one for all, because libdbus reads the variable once."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("dbus-daemon is not installed")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as started:
        assert started.stdout is not None
        yield started.stdout.readline().strip()
        started.kill()


@pytest.fixture
def bus(daemon: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    """A connection to it."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon)
    made = Bus()
    yield made
    made.close()


def receive(bus: Bus, member: str) -> tuple[Any, ...]:
    """The values of the next message of a name."""
    while wait([bus.descriptor()], HANGS):
        for message in bus.messages():
            if message.member == member:
                return message.values
    raise AssertionError(f"no {member} came")


def test_what_is_sent_is_read(bus: Bus) -> None:
    receiver = Bus()
    shortcuts = [("answer", {"description": "Answer", "preferred_trigger": "CTRL+ALT+n"}), ("other", {})]
    values = (ObjectPath("/a/b"), shortcuts, "", {"handle_token": "täst"})
    bus.call(receiver.name(), PATH, "org.example.Interface", "Bind", *values)
    path, listed, text, options = receive(receiver, "Bind")
    assert path == "/a/b"
    assert listed == tuple(shortcuts)
    assert (text, options) == ("", {"handle_token": "täst"})
    receiver.close()


def test_an_error_is_told_with_the_call_that_it_answers(bus: Bus) -> None:
    serial = bus.call("org.example.nobody", PATH, "org.example.Interface", "Ask")
    answers = 0
    while not answers:
        assert wait([bus.descriptor()], HANGS)
        answers = next((message.answers for message in bus.messages() if message.kind == ERROR), 0)
    assert answers == serial


@pytest.mark.parametrize("address", ["", "tcp:host=localhost,port=1", "autolaunch:"])
def test_only_a_bus_at_a_socket_of_this_computer_is_spoken_to(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    with pytest.raises(NoBusError):
        Bus()
