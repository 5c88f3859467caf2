"""The key on macOS: RegisterEventHotKey of Carbon, and the program in front by AppKit.

Carbon's headers (CarbonEvents.h, Events.h of HIToolbox) have the numbers. A key is named by its place on an
ANSI keyboard.
"""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import POINTER, Structure, byref, c_char_p, c_int32, c_uint32, c_ulong, c_void_p
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.desktop.hotkey.hotkey import NOT_HERE, TAKEN
from app.desktop.hotkey.keys import Keys

_KEYBOARD, _HOTKEY_PRESSED = 0x6B657962, 5  # kEventClassKeyboard 'keyb', kEventHotKeyPressed
_SIGNATURE = 0x4E64706C  # 'Ndpl'
_COMMAND, _SHIFT, _OPTION, _CONTROL = 0x0100, 0x0200, 0x0800, 0x1000
_IGNORING_OTHERS = 2  # NSApplicationActivateIgnoringOtherApps
_LETTERS = {
    **dict(zip("ASDFHGZXCV", range(10), strict=True)),
    **dict(zip("BQWERYT123465", range(11, 24), strict=True)),
    **dict(zip("9780OUIPLJKNM", (25, 26, 28, 29, 31, 32, 34, 35, 37, 38, 40, 45, 46), strict=True)),
}
_F_KEYS = (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111, 105, 107, 113, 106, 64, 79, 80, 90)
_OTHERS = {
    Qt.Key.Key_Space.value: 49,
    Qt.Key.Key_Insert.value: 114,
    Qt.Key.Key_Home.value: 115,
    Qt.Key.Key_PageUp.value: 116,
    Qt.Key.Key_End.value: 119,
    Qt.Key.Key_PageDown.value: 121,
    Qt.Key.Key_Left.value: 123,
    Qt.Key.Key_Right.value: 124,
    Qt.Key.Key_Down.value: 125,
    Qt.Key.Key_Up.value: 126,
}
NO_SUCH_KEY = "Keyboards of a Mac have no such key. Choose another one."


class _HotkeyId(Structure):
    _fields_ = (("signature", c_uint32), ("id", c_uint32))


class _EventType(Structure):
    _fields_ = (("kind_of", c_uint32), ("kind", c_uint32))


_HANDLER = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_void_p)


class MacHotkey(QObject):
    """See `app.desktop.hotkey.hotkey.Hotkey`."""

    pressed = Signal()
    refused = Signal(str)
    remark = ""

    def __init__(self, parent: QObject, carbon: Any = None, programs: Any = None) -> None:  # noqa: ANN401  of macOS
        """`carbon` and `programs` stand for the libraries of the system, when they are not its own."""
        super().__init__(parent)
        self._carbon = carbon or load_carbon()
        self._programs = programs or load_programs()
        self._handler = _HANDLER(self._take)  # kept: Carbon holds only its address
        self._has_handler = False
        self._reference = c_void_p()
        self._former = 0

    def register(self, keys: Keys) -> str | None:
        """See the protocol."""
        self.unregister()
        code = code_of(keys)
        if self._carbon is None or code is None:
            return NOT_HERE if self._carbon is None else NO_SUCH_KEY
        target = self._carbon.GetApplicationEventTarget()
        if not self._has_handler:
            of = _EventType(_KEYBOARD, _HOTKEY_PRESSED)
            if self._carbon.InstallEventHandler(target, self._handler, 1, byref(of), None, None):
                return NOT_HERE
            self._has_handler = True
        name = _HotkeyId(_SIGNATURE, 1)
        status = self._carbon.RegisterEventHotKey(
            code, modifiers_of(keys), name, target, 0, byref(self._reference)
        )
        return TAKEN if status else None

    def unregister(self) -> None:
        """See the protocol."""
        if self._reference.value:
            self._carbon.UnregisterEventHotKey(self._reference)
            self._reference = c_void_p()

    def bring_forward(self, window: int) -> None:
        """See the protocol: Qt's `raise_` brings the program forward here."""

    def give_back(self) -> None:
        """See the protocol."""
        if self._former and self._programs:
            self._programs.activate(self._former)
        self._former = 0

    def _take(self, _call: int | None, _event: int | None, _data: int | None) -> int:
        if self._programs:
            front = self._programs.front()
            self._former = front if front != self._programs.own() else self._former
        self.pressed.emit()
        return 0


class Programs:
    """Which program is in front, by its process number, and another one brought there: NSWorkspace."""

    def __init__(self, objc: ctypes.CDLL) -> None:
        self._objc = objc

    def own(self) -> int:
        """The number of this process."""
        return os.getpid()

    def front(self) -> int:
        """The process in front, 0 for none."""
        workspace = self._send(self._class(b"NSWorkspace"), b"sharedWorkspace")
        program = self._send(workspace, b"frontmostApplication")
        return int(self._send(program, b"processIdentifier", gives=c_int32) or 0) if program else 0

    def activate(self, process: int) -> None:
        """Bring a process to the front, if it still is."""
        name, kind = b"runningApplicationWithProcessIdentifier:", self._class(b"NSRunningApplication")
        program = self._send(kind, name, (c_int32, process))
        if program:
            self._send(program, b"activateWithOptions:", (c_ulong, _IGNORING_OTHERS), gives=ctypes.c_bool)

    def _class(self, name: bytes) -> Any:  # noqa: ANN401  an address
        return self._objc.objc_getClass(name)

    def _send(self, to: Any, name: bytes, *values: tuple[Any, int], gives: Any = c_void_p) -> Any:  # noqa: ANN401  any C type
        kinds = [kind for kind, _ in values]
        send = ctypes.CFUNCTYPE(gives, c_void_p, c_void_p, *kinds)(("objc_msgSend", self._objc))
        return send(to, self._objc.sel_registerName(name), *(value for _, value in values))


def load_carbon() -> Any:  # noqa: ANN401  a library of macOS
    """Carbon with the types of what is called here; None on other systems."""
    if sys.platform != "darwin":
        return None
    carbon = ctypes.CDLL("/System/Library/Frameworks/Carbon.framework/Carbon")
    handler = (c_void_p, _HANDLER, c_ulong, POINTER(_EventType), c_void_p, c_void_p)
    hotkey = (c_uint32, c_uint32, _HotkeyId, c_void_p, c_uint32, POINTER(c_void_p))
    for name, gives, takes in (
        ("GetApplicationEventTarget", c_void_p, ()),
        ("InstallEventHandler", c_int32, handler),
        ("RegisterEventHotKey", c_int32, hotkey),
        ("UnregisterEventHotKey", c_int32, (c_void_p,)),
    ):
        function = getattr(carbon, name)
        function.restype, function.argtypes = gives, takes
    return carbon


def load_programs() -> Programs | None:
    """What tells the program in front; None on other systems. Qt has loaded AppKit."""
    if sys.platform != "darwin":
        return None
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    for name in ("objc_getClass", "sel_registerName"):
        function = getattr(objc, name)
        function.restype, function.argtypes = c_void_p, (c_char_p,)
    return Programs(objc)


def code_of(keys: Keys) -> int | None:
    """The place of a key, None for one that no Mac has."""
    number = keys.f_number()
    if number:
        return _F_KEYS[number - 1] if number <= len(_F_KEYS) else None
    return _OTHERS[keys.key] if keys.key in _OTHERS else _LETTERS.get(chr(keys.key))


def modifiers_of(keys: Keys) -> int:
    """The bits of the modifiers. Qt's Ctrl is the Command key here, and its Meta the Control key."""
    bits = ((keys.control, _COMMAND), (keys.shift, _SHIFT), (keys.alt, _OPTION), (keys.meta, _CONTROL))
    return sum(bit for on, bit in bits if on)
