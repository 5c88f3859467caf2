"""The key on Wayland: the GlobalShortcuts portal, where the desktop has it.

The desktop asks the user for consent and may give another key than the one that was wished for. Methods and
signals: XDG Desktop Portal, org.freedesktop.portal.GlobalShortcuts and .Request; key names: the shortcuts
specification of freedesktop.org.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal

from app.desktop.hotkey.dbus import ERROR, SIGNAL, Bus, Message, NoBusError, ObjectPath, Value
from app.desktop.hotkey.hotkey import NOT_HERE
from app.desktop.hotkey.keys import Keys

SERVICE, PLACE = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
LOCAL = "/org/freedesktop/DBus/Local"
"""The path of what the library itself tells, as the end of the connection."""
REGISTRY = "org.freedesktop.host.portal.Registry"
APP_ID = "org.needlepoint.Needlepoint"
ANSWER = "answer"
"""The name of our one shortcut."""
NOT_GIVEN = "Your desktop gave no key. Choose it again, and allow it when your desktop asks."
ASKS = "Your desktop asks you to allow the key and may give another one; its keyboard settings show which."
_NAMES = {
    Qt.Key.Key_Space.value: "space",
    Qt.Key.Key_Insert.value: "Insert",
    Qt.Key.Key_Home.value: "Home",
    Qt.Key.Key_End.value: "End",
    Qt.Key.Key_PageUp.value: "Page_Up",
    Qt.Key.Key_PageDown.value: "Page_Down",
    Qt.Key.Key_Left.value: "Left",
    Qt.Key.Key_Up.value: "Up",
    Qt.Key.Key_Right.value: "Right",
    Qt.Key.Key_Down.value: "Down",
}


class SessionBus(Protocol):
    """What the portal needs of a bus: see `app.desktop.hotkey.dbus.Bus`."""

    def close(self) -> None:
        """Let go of the bus."""

    def descriptor(self) -> int:
        """The file descriptor that becomes readable with a message."""
        ...

    def name(self) -> str:
        """The name of this connection."""
        ...

    def watch(self, rule: str) -> None:
        """Receive signals that a match rule describes."""

    def call(self, service: str, path: str, interface: str, member: str, *values: Value) -> int:
        """Call a method without waiting; the number by which its answer names it."""
        ...

    def messages(self) -> Iterator[Message]:
        """What came so far."""
        ...


class PortalHotkey(QObject):
    """See `app.desktop.hotkey.hotkey.Hotkey`."""

    pressed = Signal()
    refused = Signal(str)
    remark = ASKS

    def __init__(self, parent: QObject, connect: Callable[[], SessionBus] = Bus) -> None:
        super().__init__(parent)
        self._connect = connect
        self._bus: SessionBus | None = None
        self._notifier: QSocketNotifier | None = None
        self._keys: Keys | None = None
        self._session = ""
        self._asked: dict[str, str] = {}  # the path of a request, what it asks
        self._calls: set[int] = set()

    def register(self, keys: Keys) -> str | None:
        """See the protocol. Whether the desktop gives the key is known only later."""
        self.unregister()
        try:
            self._bus = self._connect()
        except NoBusError:
            return NOT_HERE
        self._keys = keys
        self._bus.watch(f"type='signal',sender='{SERVICE}'")
        self._notifier = QSocketNotifier(self._bus.descriptor(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.read)
        # Without it the portal takes a program outside a sandbox for the terminal that it was started in.
        self._bus.call(SERVICE, PLACE, REGISTRY, "Register", APP_ID, {})
        self._ask("CreateSession", {"session_handle_token": "needlepoint"})
        self.read()  # what came with the connection wakes no notifier
        return None

    def unregister(self) -> None:
        """See the protocol. The session ends with the connection."""
        if self._notifier:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        if self._bus:
            self._bus.close()
        self._bus = self._notifier = self._keys = None
        self._session = ""
        self._asked.clear()
        self._calls.clear()

    def bring_forward(self, window: int) -> None:
        """See the protocol: the token that came with the key has done it."""

    def give_back(self) -> None:
        """See the protocol: the desktop does it when a window is hidden."""

    def read(self) -> None:
        """Take what came."""
        bus = self._bus
        for message in bus.messages() if bus else ():
            self._take(message)
            if self._bus is not bus:
                return

    def _take(self, message: Message) -> None:
        if message.kind == ERROR and message.answers in self._calls:
            self._refuse(NOT_HERE)
        elif message.kind != SIGNAL:
            return
        elif message.member == "Disconnected" and message.path == LOCAL:
            self.unregister()
        elif message.member == "Response" and message.path in self._asked:
            self._take_response(self._asked.pop(message.path), message)
        elif message.member == "Activated" and message.values[:2] == (self._session, ANSWER):
            if token := message.values[3].get("activation_token"):
                os.environ["XDG_ACTIVATION_TOKEN"] = (
                    token  # Qt takes it for the next window it brings forward
                )
            self.pressed.emit()

    def _take_response(self, what: str, message: Message) -> None:
        status, results = message.values
        if status:
            self._refuse(NOT_GIVEN)
        elif what == "CreateSession" and self._keys:
            self._session = results["session_handle"]
            wish = {"description": "Answer what is selected", "preferred_trigger": trigger_of(self._keys)}
            self._ask("BindShortcuts", {}, ObjectPath(self._session), [(ANSWER, wish)], "")

    def _ask(self, member: str, options: dict[str, str], *values: Value) -> None:
        """Call a method whose answer comes as the signal of a request."""
        if not self._bus:
            return
        token = f"needlepoint_{member}"
        sender = self._bus.name().removeprefix(":").replace(".", "_")
        self._asked[f"{PLACE}/request/{sender}/{token}"] = member
        options = {"handle_token": token, **options}
        self._calls.add(self._bus.call(SERVICE, PLACE, SHORTCUTS, member, *values, options))

    def _refuse(self, sentence: str) -> None:
        self.unregister()
        self.refused.emit(sentence)


def trigger_of(keys: Keys) -> str:
    """The keys as the portal writes them: "CTRL+ALT+n"."""
    pressed = ((keys.control, "CTRL"), (keys.alt, "ALT"), (keys.shift, "SHIFT"), (keys.meta, "LOGO"))
    number = keys.f_number()
    name = f"F{number}" if number else _NAMES.get(keys.key) or chr(keys.key).lower()
    return "+".join([*(word for on, word in pressed if on), name])
