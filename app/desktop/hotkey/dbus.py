"""The few calls of libdbus that the portal of a desktop takes, over a connection of its own.

libdbus rather than Qt's D-Bus: in Python that one can neither write an array of structures nor read a map,
and the portal needs both. Qt's own window needs the library, so it is there. Only a Unix socket is spoken to.
Types are those of the D-Bus Specification; of values only what the portal sends and takes.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, Mapping, Sequence
from ctypes import byref, c_char_p, c_int, c_int32, c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Any, NamedTuple

_SESSION = 0
ERROR, SIGNAL = 3, 4
_KINDS = {"o": b"o", "s": b"s", "array": b"a", "struct": b"r", "entry": b"e", "variant": b"v"}
_NUMBERS: dict[bytes, Any] = {b"u": c_uint32, b"t": c_uint64, b"b": c_uint32, b"i": c_int32}
_Iterator = ctypes.c_uint64 * 32
"""Room for a DBusMessageIter, which is smaller on every system."""
Place = ctypes.Array[c_uint64]
"""Where in a message one reads or writes: an `_Iterator`."""


class ObjectPath(str):
    """A text that is sent as the path of an object."""

    __slots__ = ()


Shortcut = tuple[str, Mapping[str, str]]
Value = str | Mapping[str, str] | Sequence[Shortcut]


class Message(NamedTuple):
    """What came: ERROR or SIGNAL, its name and path, the call that it answers, and its values."""

    kind: int
    member: str
    path: str
    answers: int
    values: tuple[Any, ...]


class NoBusError(Exception):
    """There is no session bus, or no libdbus."""


class Bus:
    """A connection to the bus of the session."""

    def __init__(self) -> None:
        """Connect. Raises NoBusError."""
        if not _is_there():
            raise NoBusError
        try:
            self._dbus = _load()
        except OSError as error:
            raise NoBusError from error
        self._link = self._dbus.dbus_bus_get_private(_SESSION, None)
        if not self._link:
            raise NoBusError
        self._dbus.dbus_connection_set_exit_on_disconnect(self._link, 0)

    def close(self) -> None:
        """Let go of the bus."""
        self._dbus.dbus_connection_close(self._link)
        self._dbus.dbus_connection_unref(self._link)

    def descriptor(self) -> int:
        """The file descriptor that becomes readable with a message."""
        number = c_int()
        self._dbus.dbus_connection_get_unix_fd(self._link, byref(number))
        return number.value

    def name(self) -> str:
        """The name of this connection, as ":1.42"."""
        return str(self._dbus.dbus_bus_get_unique_name(self._link).decode())

    def watch(self, rule: str) -> None:
        """Receive signals that a match rule describes."""
        self._dbus.dbus_bus_add_match(self._link, rule.encode(), None)
        self._dbus.dbus_connection_flush(self._link)

    def call(self, service: str, path: str, interface: str, member: str, *values: Value) -> int:
        """Call a method without waiting; the number by which its answer names it."""
        names = (part.encode() for part in (service, path, interface, member))
        message = self._dbus.dbus_message_new_method_call(*names)
        place = _Iterator()
        self._dbus.dbus_message_iter_init_append(message, byref(place))
        for value in values:
            self._append(place, value)
        serial = c_uint32()
        self._dbus.dbus_connection_send(self._link, message, byref(serial))
        self._dbus.dbus_connection_flush(self._link)
        self._dbus.dbus_message_unref(message)
        return serial.value

    def messages(self) -> Iterator[Message]:
        """What came so far."""
        self._dbus.dbus_connection_read_write(self._link, 0)
        while message := self._dbus.dbus_connection_pop_message(self._link):
            read = self._message(message)
            self._dbus.dbus_message_unref(message)
            yield read

    def _append(self, place: Place, value: Value) -> None:
        match value:
            case str():
                self._append_text(place, value)
            case Mapping():
                inner = self._open(place, "array", b"{sv}")
                for name, text in value.items():
                    entry = self._open(inner, "entry", None)
                    self._append_text(entry, name)
                    variant = self._open(entry, "variant", b"s")
                    self._append_text(variant, text)
                    self._close(entry, variant)
                    self._close(inner, entry)
                self._close(place, inner)
            case _:
                inner = self._open(place, "array", b"(sa{sv})")
                for name, options in value:
                    structure = self._open(inner, "struct", None)
                    self._append_text(structure, name)
                    self._append(structure, options)
                    self._close(inner, structure)
                self._close(place, inner)

    def _append_text(self, place: Place, text: str) -> None:
        kind = "o" if isinstance(text, ObjectPath) else "s"
        self._dbus.dbus_message_iter_append_basic(
            byref(place), ord(_KINDS[kind]), byref(c_char_p(text.encode()))
        )

    def _open(self, place: Place, kind: str, holds: bytes | None) -> Place:
        inner = _Iterator()
        self._dbus.dbus_message_iter_open_container(byref(place), ord(_KINDS[kind]), holds, byref(inner))
        return inner

    def _close(self, place: Place, inner: Place) -> None:
        self._dbus.dbus_message_iter_close_container(byref(place), byref(inner))

    def _message(self, message: int) -> Message:
        dbus, place = self._dbus, _Iterator()
        has_values = dbus.dbus_message_iter_init(message, byref(place))
        return Message(
            dbus.dbus_message_get_type(message),
            (dbus.dbus_message_get_member(message) or b"").decode(),
            (dbus.dbus_message_get_path(message) or b"").decode(),
            dbus.dbus_message_get_reply_serial(message),
            tuple(self._values(place)) if has_values else (),
        )

    def _values(self, place: Place) -> Iterator[Any]:
        while kind := self._dbus.dbus_message_iter_get_arg_type(byref(place)):
            yield self._value(place, bytes((kind,)))
            self._dbus.dbus_message_iter_next(byref(place))

    def _value(self, place: Place, kind: bytes) -> Any:  # noqa: ANN401  whatever the bus sends
        """One value: text, number, list, tuple or dict; None for kinds that the portal does not send."""
        if kind in b"sog":
            text = c_char_p()
            self._dbus.dbus_message_iter_get_basic(byref(place), byref(text))
            return (text.value or b"").decode()
        if kind in _NUMBERS:
            number = _NUMBERS[kind]()
            self._dbus.dbus_message_iter_get_basic(byref(place), byref(number))
            return number.value
        if kind not in b"arev":
            return None
        inner = _Iterator()
        self._dbus.dbus_message_iter_recurse(byref(place), byref(inner))
        is_map = kind == b"a" and self._dbus.dbus_message_iter_get_element_type(byref(place)) == ord("e")
        values = tuple(self._values(inner))
        if is_map:
            return dict(values)
        return values[0] if kind == b"v" else values


def _is_there() -> bool:
    """Whether the session has a bus at a Unix socket; libdbus would start one where there is none."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if address:
        return address.startswith("unix:")
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(runtime) and Path(str(runtime), "bus").is_socket()


def _load() -> ctypes.CDLL:
    """The library, with the types of what is called here. Raises OSError."""
    dbus = ctypes.CDLL("libdbus-1.so.3")
    text, iterator = c_char_p, c_void_p
    for name, gives, takes in (
        ("bus_get_private", c_void_p, (c_int, c_void_p)),
        ("bus_get_unique_name", text, (c_void_p,)),
        ("bus_add_match", None, (c_void_p, text, c_void_p)),
        ("connection_set_exit_on_disconnect", None, (c_void_p, c_uint32)),
        ("connection_close", None, (c_void_p,)),
        ("connection_unref", None, (c_void_p,)),
        ("connection_get_unix_fd", c_uint32, (c_void_p, c_void_p)),
        ("connection_flush", None, (c_void_p,)),
        ("connection_send", c_uint32, (c_void_p, c_void_p, c_void_p)),
        ("connection_read_write", c_uint32, (c_void_p, c_int)),
        ("connection_pop_message", c_void_p, (c_void_p,)),
        ("message_new_method_call", c_void_p, (text, text, text, text)),
        ("message_unref", None, (c_void_p,)),
        ("message_get_type", c_int, (c_void_p,)),
        ("message_get_member", text, (c_void_p,)),
        ("message_get_path", text, (c_void_p,)),
        ("message_get_reply_serial", c_uint32, (c_void_p,)),
        ("message_iter_init", c_uint32, (c_void_p, iterator)),
        ("message_iter_init_append", None, (c_void_p, iterator)),
        ("message_iter_append_basic", c_uint32, (iterator, c_int, c_void_p)),
        ("message_iter_open_container", c_uint32, (iterator, c_int, text, iterator)),
        ("message_iter_close_container", c_uint32, (iterator, iterator)),
        ("message_iter_get_arg_type", c_int, (iterator,)),
        ("message_iter_get_element_type", c_int, (iterator,)),
        ("message_iter_get_basic", None, (iterator, c_void_p)),
        ("message_iter_recurse", None, (iterator, iterator)),
        ("message_iter_next", c_uint32, (iterator,)),
    ):
        function = getattr(dbus, f"dbus_{name}")
        function.restype, function.argtypes = gives, takes
    return dbus
