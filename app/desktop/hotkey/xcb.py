"""The few calls of libxcb that a key of the whole desktop takes, over a connection of its own.

libxcb rather than libX11: it gives the error of a request to whoever asks, where Xlib calls a handler of the
whole process, which is Qt's; and a server that goes away ends no program. Qt's window needs the library, so
it is there. Layouts of replies and events: the X Window System Protocol, version 11, appendix B.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p

KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY = 2, 3, 34
_CLIENT_MESSAGE = 33
_ANY_MODIFIER, _ASYNCHRONOUS = 0x8000, 1
_WINDOW_TYPE = 33  # the atom WINDOW
_TO_MANAGER = 0x100000 | 0x080000  # SubstructureRedirect and SubstructureNotify
_BY_USER = 2  # source of _NET_ACTIVE_WINDOW: a direct action of the user (EWMH 1.5, 3.10)
_REPLY_HEAD = 32


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint32),)


class _Screens(Structure):
    _fields_ = (("root", POINTER(c_uint32)), ("left", c_int), ("index", c_int))


class Event(Structure):
    """A key pressed or let go: its code and the time in milliseconds of the server."""

    _fields_ = (
        ("type", c_uint8),
        ("code", c_uint8),
        ("sequence", c_uint16),
        ("time", c_uint32),
        ("rest", c_uint32 * 6),
    )

    def kind(self) -> int:
        """KEY_PRESS and the like; the top bit says only that another client sent it."""
        return int(self.type) & 0x7F


class NoServerError(Exception):
    """There is no X server, or no libxcb."""


class Server:
    """A connection to the X server of the session."""

    def __init__(self) -> None:
        """Connect as DISPLAY says. Raises NoServerError."""
        try:
            self._xcb = _load()
        except OSError as error:
            raise NoServerError from error
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (c_void_p,)
        screen = c_int()
        self._link = self._xcb.xcb_connect(None, ctypes.byref(screen))
        if self._xcb.xcb_connection_has_error(self._link):
            self._xcb.xcb_disconnect(self._link)
            raise NoServerError
        setup = self._xcb.xcb_get_setup(self._link)
        self._first_code, self._last_code = ctypes.string_at(setup + 34, 2)
        screens = self._xcb.xcb_setup_roots_iterator(setup)
        for _ in range(screen.value):
            self._xcb.xcb_screen_next(ctypes.byref(screens))
        self._root = screens.root[0]

    def close(self) -> None:
        """Let go of the server, and with it of every key."""
        self._xcb.xcb_disconnect(self._link)

    def descriptor(self) -> int:
        """The file descriptor that becomes readable with an event."""
        return int(self._xcb.xcb_get_file_descriptor(self._link))

    def is_lost(self) -> bool:
        """Whether the server went away."""
        return bool(self._xcb.xcb_connection_has_error(self._link))

    def events(self) -> Iterator[Event]:
        """What came so far."""
        while address := self._xcb.xcb_poll_for_event(self._link):
            event = Event.from_buffer_copy(ctypes.string_at(address, _REPLY_HEAD))
            self._free(address)
            yield event

    def key_code(self, symbol: int) -> int:
        """The code of the key with a symbol (X11/keysymdef.h), 0 where the keyboard has none."""
        count = self._last_code - self._first_code + 1
        reply = self._reply("get_keyboard_mapping", c_uint8(self._first_code), c_uint8(count))
        across = reply[1] if reply else 0
        for level in range(across):
            for at in range(count):
                place = _REPLY_HEAD + 4 * (at * across + level)
                if struct.unpack_from("=I", reply, place)[0] == symbol:
                    return self._first_code + at
        return 0

    def grab(self, code: int, modifiers: int) -> bool:
        """Have a key pressed with exactly these modifiers; whether no other program has it."""
        cookie = self._xcb.xcb_grab_key_checked(
            self._link, 1, self._root, modifiers, code, _ASYNCHRONOUS, _ASYNCHRONOUS
        )
        error = self._xcb.xcb_request_check(self._link, cookie)
        self._free(error)
        return not error

    def release(self, code: int) -> None:
        """Have a key no more, with whatever modifiers."""
        self._xcb.xcb_ungrab_key(self._link, code, self._root, _ANY_MODIFIER)
        self._xcb.xcb_flush(self._link)

    def active_window(self) -> int:
        """The window that has the keyboard as the window manager says, 0 when it does not say."""
        active = c_uint32(self._atom(b"_NET_ACTIVE_WINDOW"))
        of = (c_uint8(0), c_uint32(self._root), active, c_uint32(_WINDOW_TYPE), c_uint32(0), c_uint32(1))
        reply = self._reply("get_property", *of)
        has_one = len(reply) >= _REPLY_HEAD + 4 and struct.unpack_from("=I", reply, 16)[0] == 1
        return int(struct.unpack_from("=I", reply, _REPLY_HEAD)[0]) if has_one else 0

    def activate(self, window: int, time: int) -> None:
        """Ask the window manager to give a window the keyboard; `time` is that of the key pressed for it."""
        active = self._atom(b"_NET_ACTIVE_WINDOW")
        message = struct.pack("=BBHIIIIIII", _CLIENT_MESSAGE, 32, 0, window, active, _BY_USER, time, 0, 0, 0)
        self._xcb.xcb_send_event(self._link, 0, self._root, _TO_MANAGER, message)
        self._xcb.xcb_flush(self._link)

    def _atom(self, name: bytes) -> int:
        reply = self._reply("intern_atom", c_uint8(0), c_uint16(len(name)), c_char_p(name))
        return int(struct.unpack_from("=I", reply, 8)[0]) if reply else 0

    def _reply(self, request: str, *arguments: object) -> bytes:
        """Ask and wait for the reply; b"" for an error."""
        cookie = getattr(self._xcb, f"xcb_{request}")(self._link, *arguments)
        error = c_void_p()
        address = getattr(self._xcb, f"xcb_{request}_reply")(self._link, cookie, ctypes.byref(error))
        self._free(error)
        if not address:
            return b""
        words = struct.unpack("=I", ctypes.string_at(address + 4, 4))[0]
        reply = ctypes.string_at(address, _REPLY_HEAD + 4 * words)
        self._free(address)
        return reply


def _load() -> ctypes.CDLL:
    """The library, with the types of what is called here. Raises OSError."""
    xcb = ctypes.CDLL("libxcb.so.1")
    link, byte, short, word = c_void_p, c_uint8, c_uint16, c_uint32
    for name, gives, takes in (
        ("connect", c_void_p, (c_char_p, POINTER(c_int))),
        ("connection_has_error", c_int, (link,)),
        ("disconnect", None, (link,)),
        ("get_setup", c_void_p, (link,)),
        ("setup_roots_iterator", _Screens, (c_void_p,)),
        ("screen_next", None, (POINTER(_Screens),)),
        ("get_file_descriptor", c_int, (link,)),
        ("poll_for_event", c_void_p, (link,)),
        ("flush", c_int, (link,)),
        ("request_check", c_void_p, (link, _Cookie)),
        ("grab_key_checked", _Cookie, (link, byte, word, short, byte, byte, byte)),
        ("ungrab_key", _Cookie, (link, byte, word, short)),
        ("send_event", _Cookie, (link, byte, word, word, c_char_p)),
        ("get_keyboard_mapping", _Cookie, (link, byte, byte)),
        ("get_property", _Cookie, (link, byte, word, word, word, word, word)),
        ("intern_atom", _Cookie, (link, byte, short, c_char_p)),
        *(
            (f"{name}_reply", c_void_p, (link, _Cookie, POINTER(c_void_p)))
            for name in ("get_keyboard_mapping", "get_property", "intern_atom")
        ),
    ):
        function = getattr(xcb, f"xcb_{name}")
        function.restype, function.argtypes = gives, takes
    return xcb
