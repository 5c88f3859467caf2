"""The key on Windows and macOS, over libraries that note what they were asked."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.desktop.hotkey import macos, windows
from app.desktop.hotkey.hotkey import NOT_HERE, TAKEN
from app.desktop.hotkey.keys import Keys, read_keys
from app.desktop.hotkey.system import system_hotkey

OTHER, OURS = 77, 12


def keys(text: str) -> Keys:
    read = read_keys(text)
    assert isinstance(read, Keys)
    return read


class User:
    """user32.dll."""

    def __init__(self) -> None:
        self.registered: tuple[int, int] | None = None
        self.is_taken = False
        self.foreground: int | None = OTHER
        self.shown: list[tuple[int, int]] = []

    def RegisterHotKey(self, window: None, name: int, modifiers: int, code: int) -> bool:  # noqa: N802  a name of the system
        assert (window, self.registered) == (None, None)
        self.registered = (modifiers, code) if name and not self.is_taken else None
        return not self.is_taken

    def UnregisterHotKey(self, window: None, name: int) -> bool:  # noqa: N802  a name of the system
        assert (window, bool(name)) == (None, True)
        self.registered = None
        return True

    def GetForegroundWindow(self) -> int | None:  # noqa: N802  a name of the system
        return self.foreground

    def SetWindowLongPtrW(self, window: int, what: int, value: None) -> None:  # noqa: N802  a name of the system
        assert (what, value) == (-8, None)
        self.shown.append((window, what))

    def ShowWindow(self, window: int, how: int) -> bool:  # noqa: N802  a name of the system
        self.shown.append((window, how))
        return True

    def SetForegroundWindow(self, window: int) -> bool:  # noqa: N802  a name of the system
        self.foreground = window
        return True


def press_on_windows(hotkey: windows.WindowsHotkey) -> bool:
    message = wintypes.MSG()
    message.message, message.wParam = windows.WM_HOTKEY, windows._ID
    taken = windows._Filter(hotkey).nativeEventFilter(b"windows_dispatcher_MSG", ctypes.addressof(message))
    return taken == (True, 0)


def test_windows_registers_one_key_at_a_time(qapp: QApplication) -> None:
    user = User()
    hotkey = windows.WindowsHotkey(qapp, user)
    assert hotkey.register(keys("Ctrl+Alt+N")) is None
    assert user.registered == (0x4003, ord("N"))
    assert hotkey.register(keys("Shift+Meta+F2")) is None
    assert user.registered == (0x400C, 0x71)
    user.is_taken = True
    assert hotkey.register(keys("Ctrl+Alt+PgUp")) == TAKEN
    hotkey.unregister()
    assert user.registered is None


def test_windows_gives_the_keyboard_back_to_where_the_key_was_pressed(qapp: QApplication) -> None:
    user = User()
    hotkey = windows.WindowsHotkey(qapp, user)
    hotkey.register(keys("Ctrl+Alt+N"))
    pressed: list[int | None] = []
    hotkey.pressed.connect(lambda: pressed.append(user.foreground))
    assert press_on_windows(hotkey)
    hotkey.bring_forward(OURS)
    assert user.shown == [(OURS, -8), (OURS, 5)]  # without its owner, which may be minimized
    assert press_on_windows(hotkey)  # once more, in our own window
    assert pressed == [OTHER, OURS]
    hotkey.give_back()
    assert user.foreground == OTHER
    user.foreground = OURS
    hotkey.give_back()
    assert user.foreground == OURS
    hotkey.unregister()


def test_windows_leaves_other_messages_alone(qapp: QApplication) -> None:
    hotkey = windows.WindowsHotkey(qapp, User())
    message = wintypes.MSG()
    message.message = 0x0100  # WM_KEYDOWN
    assert windows._Filter(hotkey).nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (
        False,
        0,
    )


class Carbon:
    """The library of macOS that has keys."""

    def __init__(self) -> None:
        self.handlers = 0
        self.registered: tuple[int, int] | None = None
        self.status = 0

    def GetApplicationEventTarget(self) -> int:  # noqa: N802  a name of the system
        return 1

    def InstallEventHandler(self, *_arguments: object) -> int:  # noqa: N802  a name of the system
        self.handlers += 1
        return 0

    def RegisterEventHotKey(self, code: int, modifiers: int, *rest: object) -> int:  # noqa: N802  a name of the system
        if not self.status:
            self.registered = (code, modifiers)
            rest[-1]._obj.value = 5  # type: ignore[attr-defined]  # what byref points to
        return self.status

    def UnregisterEventHotKey(self, reference: ctypes.c_void_p) -> int:  # noqa: N802  a name of the system
        assert reference.value == 5
        self.registered = None
        return 0


class Programs:
    """The programs of a Mac, by process number."""

    def __init__(self) -> None:
        self.in_front = OTHER

    def own(self) -> int:
        return OURS

    def front(self) -> int:
        return self.in_front

    def activate(self, process: int) -> None:
        self.in_front = process


def test_macos_registers_one_key_at_a_time(qapp: QApplication) -> None:
    carbon = Carbon()
    hotkey = macos.MacHotkey(qapp, carbon, Programs())
    assert hotkey.register(keys("Ctrl+Alt+N")) is None
    assert carbon.registered == (45, 0x0900)  # Command and Option
    assert hotkey.register(keys("Meta+Shift+0")) is None
    assert carbon.registered == (29, 0x1200)
    assert carbon.handlers == 1
    carbon.status = -9878  # eventHotKeyExistsErr
    assert hotkey.register(keys("Ctrl+Alt+M")) == TAKEN
    assert hotkey.register(keys("Ctrl+Alt+F24")) == macos.NO_SUCH_KEY


def test_macos_gives_the_keyboard_back_to_the_program_in_front(qapp: QApplication) -> None:
    programs = Programs()
    hotkey = macos.MacHotkey(qapp, Carbon(), programs)
    pressed: list[int] = []
    hotkey.pressed.connect(lambda: pressed.append(1))
    assert hotkey._handler(None, None, None) == 0
    programs.in_front = OURS
    assert hotkey._handler(None, None, None) == 0
    hotkey.give_back()
    assert (pressed, programs.in_front) == ([1, 1], OTHER)


def test_every_letter_and_digit_has_a_place_of_its_own_on_a_mac() -> None:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    codes = [macos.code_of(keys(f"Ctrl+Alt+{sign}")) for sign in signs]
    assert None not in codes
    assert len(set(codes)) == len(signs)


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems have a key of their own")
def test_where_there_is_no_desktop_the_command_to_bind_is_told(qapp: QApplication) -> None:
    hotkey = system_hotkey(QObject())
    assert hotkey.register(keys("Ctrl+Alt+N")) == NOT_HERE
    assert "needlepoint ask --clipboard" in NOT_HERE
    assert windows.WindowsHotkey(qapp).register(keys("Ctrl+Alt+N")) == NOT_HERE
    assert macos.MacHotkey(qapp).register(keys("Ctrl+Alt+N")) == NOT_HERE


def test_named_keys_are_named_on_every_system() -> None:
    for text in ("Space", "Ins", "Home", "End", "PgUp", "PgDown", "Left", "Up", "Right", "Down"):
        read = keys(f"Ctrl+Alt+{text}")
        assert read.key == Qt.Key.Key_Space.value or windows.code_of(read) in range(0x21, 0x2E)
        assert macos.code_of(read) is not None
