"""The key on Windows: RegisterHotKey, whose message comes to the thread of the window."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Qt, Signal

from app.desktop.hotkey.hotkey import NOT_HERE, TAKEN
from app.desktop.hotkey.keys import Keys

WM_HOTKEY = 0x0312
_OWNER, _SHOW = -8, 5  # GWLP_HWNDPARENT, SW_SHOW of winuser.h
_ID = 0x4E50  # of a key of this program; below 0xC000, as the system asks
_ALT, _CONTROL, _SHIFT, _META, _NO_REPEAT = 1, 2, 4, 8, 0x4000  # MOD_ of winuser.h
_F1 = 0x70  # virtual-key codes of winuser.h from here
_CODES = {
    Qt.Key.Key_PageUp.value: 0x21,
    Qt.Key.Key_PageDown.value: 0x22,
    Qt.Key.Key_End.value: 0x23,
    Qt.Key.Key_Home.value: 0x24,
    Qt.Key.Key_Left.value: 0x25,
    Qt.Key.Key_Up.value: 0x26,
    Qt.Key.Key_Right.value: 0x27,
    Qt.Key.Key_Down.value: 0x28,
    Qt.Key.Key_Insert.value: 0x2D,
}


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, hotkey: WindowsHotkey) -> None:
        super().__init__()
        self._hotkey = hotkey

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Take the messages of the key."""
        return self._hotkey.take(wintypes.MSG.from_address(int(message))), 0


class WindowsHotkey(QObject):
    """See `app.desktop.hotkey.hotkey.Hotkey`."""

    pressed = Signal()
    refused = Signal(str)
    remark = ""

    def __init__(self, parent: QObject, user: Any = None) -> None:  # noqa: ANN401  a library of Windows
        """`user` is user32.dll, when it is not the system's own."""
        super().__init__(parent)
        self._user = user or load_user()
        self._filter = _Filter(self)
        self._is_registered = False
        self._ours = self._former = 0

    def register(self, keys: Keys) -> str | None:
        """See the protocol."""
        self.unregister()
        if self._user is None:
            return NOT_HERE
        if not self._user.RegisterHotKey(None, _ID, modifiers_of(keys) | _NO_REPEAT, code_of(keys)):
            return TAKEN
        self._is_registered = True
        self._application().installNativeEventFilter(self._filter)
        return None

    def unregister(self) -> None:
        """See the protocol."""
        if self._is_registered:
            self._is_registered = False
            self._application().removeNativeEventFilter(self._filter)
            self._user.UnregisterHotKey(None, _ID)

    def bring_forward(self, window: int) -> None:
        """See the protocol. The system lets a program take the keyboard whose key was just pressed.

        A window with an owner is hidden while that is minimized, which Qt does not notice.
        """
        self._ours = window
        if self._user:
            self._user.SetWindowLongPtrW(window, _OWNER, None)
            self._user.ShowWindow(window, _SHOW)
            self._user.SetForegroundWindow(window)

    def give_back(self) -> None:
        """See the protocol."""
        if self._user and self._former:
            self._user.SetForegroundWindow(self._former)
        self._former = 0

    def take(self, message: wintypes.MSG) -> bool:
        """Whether a message was of the key."""
        if message.message != WM_HOTKEY or message.wParam != _ID:
            return False
        active = self._user.GetForegroundWindow() or 0
        self._former = active if active != self._ours else self._former
        self.pressed.emit()
        return True

    def _application(self) -> QCoreApplication:
        application = QCoreApplication.instance()
        assert application is not None
        return application


def load_user() -> Any:  # noqa: ANN401  a library of Windows
    """user32.dll with the types of what is called here; None on other systems."""
    if sys.platform != "win32":
        return None
    user = ctypes.WinDLL("user32")
    number = ctypes.c_uint
    for name, gives, takes in (
        ("RegisterHotKey", wintypes.BOOL, (wintypes.HWND, ctypes.c_int, number, number)),
        ("UnregisterHotKey", wintypes.BOOL, (wintypes.HWND, ctypes.c_int)),
        ("GetForegroundWindow", wintypes.HWND, ()),
        ("SetWindowLongPtrW", ctypes.c_void_p, (wintypes.HWND, ctypes.c_int, ctypes.c_void_p)),
        ("ShowWindow", wintypes.BOOL, (wintypes.HWND, ctypes.c_int)),
        ("SetForegroundWindow", wintypes.BOOL, (wintypes.HWND,)),
    ):
        function = getattr(user, name)
        function.restype, function.argtypes = gives, takes
    return user


def code_of(keys: Keys) -> int:
    """The virtual-key code of a key: ASCII for letters, digits and Space, else from a table."""
    if number := keys.f_number():
        return _F1 + number - 1
    return _CODES.get(keys.key, keys.key)


def modifiers_of(keys: Keys) -> int:
    """The bits of the modifiers."""
    bits = ((keys.control, _CONTROL), (keys.alt, _ALT), (keys.shift, _SHIFT), (keys.meta, _META))
    return sum(bit for on, bit in bits if on)
