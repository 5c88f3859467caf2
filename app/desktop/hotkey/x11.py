"""The key on X11: grabbed on the root window, with every state of the lock keys."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal

from app.desktop.hotkey.hotkey import NOT_HERE, TAKEN
from app.desktop.hotkey.keys import Keys
from app.desktop.hotkey.xcb import KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY, Event, NoServerError, Server

_SHIFT, _CAPS_LOCK, _CONTROL, _ALT, _NUM_LOCK, _META = 1, 2, 4, 8, 16, 64
_LOCKS = tuple(caps | num for caps, num in product((0, _CAPS_LOCK), (0, _NUM_LOCK)))
_F1 = 0xFFBE
_SYMBOLS = {
    Qt.Key.Key_Insert.value: 0xFF63,
    Qt.Key.Key_Home.value: 0xFF50,
    Qt.Key.Key_Left.value: 0xFF51,
    Qt.Key.Key_Up.value: 0xFF52,
    Qt.Key.Key_Right.value: 0xFF53,
    Qt.Key.Key_Down.value: 0xFF54,
    Qt.Key.Key_PageUp.value: 0xFF55,
    Qt.Key.Key_PageDown.value: 0xFF56,
    Qt.Key.Key_End.value: 0xFF57,
}
NO_SUCH_KEY = "The keyboard has no such key. Choose another one."


class X11Hotkey(QObject):
    """See `app.desktop.hotkey.hotkey.Hotkey`."""

    pressed = Signal()
    refused = Signal(str)
    remark = ""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: Server | None = None
        self._notifier: QSocketNotifier | None = None
        self._keys: Keys | None = None
        self._code = 0
        self._pressed_at = self._released_at = 0
        self._ours = self._former = 0

    def register(self, keys: Keys) -> str | None:
        """See the protocol."""
        self.unregister()
        try:
            self._server = Server()
        except NoServerError:
            return NOT_HERE
        problem = self._grab(keys)
        if problem:
            self.unregister()
            return problem
        self._keys = keys
        self._notifier = QSocketNotifier(self._server.descriptor(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._read()  # what came with the replies wakes no notifier
        return None

    def unregister(self) -> None:
        """See the protocol."""
        if self._notifier:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        if self._server:
            self._server.close()
        self._server = self._notifier = self._keys = None
        self._code = 0

    def bring_forward(self, window: int) -> None:
        """See the protocol. A window manager takes what no key asked of it for an intrusion."""
        self._ours = window
        if self._server:
            self._server.activate(window, self._pressed_at)

    def give_back(self) -> None:
        """See the protocol."""
        if self._server and self._former:
            self._server.activate(self._former, 0)
        self._former = 0

    def _grab(self, keys: Keys) -> str | None:
        server = self._server
        self._code = server.key_code(symbol_of(keys)) if server else 0
        if not server or not self._code:
            return NO_SUCH_KEY
        wanted = modifiers_of(keys)
        return None if all(server.grab(self._code, wanted | locks) for locks in _LOCKS) else TAKEN

    def _read(self) -> None:
        server = self._server
        if not server:
            return
        for event in server.events():
            self._take(event, server)
            if self._server is not server:  # whoever heard the key gave it up
                return
        if server.is_lost():
            self.unregister()

    def _take(self, event: Event, server: Server) -> None:
        kind = event.kind()
        if kind == KEY_PRESS:
            held_down = event.time == self._released_at
            self._pressed_at = event.time
            if not held_down:
                active = server.active_window()
                self._former = active if active != self._ours else self._former
                # Qt's own connection may hold news that came before: what is selected in another program.
                QTimer.singleShot(0, self, self.pressed.emit)
        elif kind == KEY_RELEASE:
            self._released_at = event.time
        elif kind == MAPPING_NOTIFY:
            self._follow_keyboard(server)

    def _follow_keyboard(self, server: Server) -> None:
        """Another keyboard or layout: the key may lie elsewhere now."""
        if self._keys and server.key_code(symbol_of(self._keys)) not in (0, self._code):
            server.release(self._code)
            problem = self._grab(self._keys)
            if problem:
                self.refused.emit(problem)


def symbol_of(keys: Keys) -> int:
    """The symbol of a key (X11/keysymdef.h): ASCII in small letters, else from a table."""
    if number := keys.f_number():
        return _F1 + number - 1
    return _SYMBOLS.get(keys.key) or ord(chr(keys.key).lower())


def modifiers_of(keys: Keys) -> int:
    """The bits of the modifiers as nearly every keyboard map has them."""
    bits = ((keys.shift, _SHIFT), (keys.control, _CONTROL), (keys.alt, _ALT), (keys.meta, _META))
    return sum(bit for on, bit in bits if on)
