"""A local socket between two starts: who listens has the lock, who comes later hands a message over.

The lock file says who listens. The system frees it when its process ends, so a socket that was left behind is
replaced, and one that answers is never.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from app.coding.locking import lock_now
from app.desktop.instance.place import socket_path

TAKEN, REFUSED = b"taken\n", b"refused\n"
LIMIT = 8_192  # bytes, as in app.coding.requests, which a start does without
_READING = 2.0  # seconds that a sender may take for its message
_PAUSE = 0.02
_PEER_LINUX = struct.Struct("3i")  # pid, uid, gid: struct ucred of unix(7)
_PEER_MACOS = struct.Struct("2I")  # version, uid: the beginning of struct xucred of sys/ucred.h


class OccupiedError(Exception):
    """Another process listens for this data folder."""


class Door:
    """The listening end. It exists from before the window: whoever comes early waits."""

    def __init__(self, path: Path, lock: IO[bytes]) -> None:
        """Listen at `path`, whose lock this process holds. Raises OSError."""
        self._path = path
        self._lock = lock
        path.unlink(missing_ok=True)  # of a process that was ended
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(str(path))
        path.chmod(0o600)
        self._socket.listen(8)

    def wait(self) -> Visitor | None:
        """The next one who comes, None when it is somebody else's process. Raises OSError once closed."""
        connection, _ = self._socket.accept()
        connection.settimeout(_READING)
        if peer_user(connection) == os.getuid():
            return Visitor(connection)
        connection.close()
        return None

    def close(self) -> None:
        """Let nobody in any more. Once closed, the path may be another window's: nothing is done."""
        if self._lock.closed:
            return
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._path.unlink(missing_ok=True)
        self._lock.close()


class Visitor:
    """One who came with a message and waits for its answer."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def read(self) -> bytes:
        """The message; b"" when it does not come in time or is longer than any."""
        message = b""
        ends = time.monotonic() + _READING
        with suppress(OSError):
            while len(message) <= LIMIT and time.monotonic() < ends:
                piece = self._connection.recv(LIMIT + 1)
                if not piece:
                    return message
                message += piece
        return b""

    def answer(self, word: bytes) -> None:
        """Say how it ended and let go."""
        with suppress(OSError):
            self._connection.sendall(word)
        self._connection.close()


def open_door(folder: Path) -> Door | None:
    """Listen for a data folder; None where nobody can. Raises OccupiedError when another process does."""
    path = socket_path(folder)
    if path is None:
        return None
    lock = None
    try:
        lock = path.with_suffix(".lock").open("ab")
        lock_now(lock.fileno())
        return Door(path, lock)
    except OSError as error:
        if lock is not None:
            lock.close()
        if isinstance(error, BlockingIOError):
            raise OccupiedError from None
        return None


def hand_over(folder: Path, message: bytes, patience: float) -> bool:
    """Give a message to the process that listens for a data folder; whether it took it in `patience` seconds.

    Nothing is given to a process of another user.
    """
    path = socket_path(folder)
    ends = time.monotonic() + patience
    while path is not None and time.monotonic() < ends:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(max(ends - time.monotonic(), _PAUSE))
            try:
                connection.connect(str(path))
            except OSError:
                time.sleep(_PAUSE)  # it has the lock and will listen in a moment
                continue
            return _tell(connection, message)
    return False


def _tell(connection: socket.socket, message: bytes) -> bool:
    try:
        if peer_user(connection) != os.getuid():
            return False
        connection.sendall(message)
        connection.shutdown(socket.SHUT_WR)
        return connection.recv(len(TAKEN)) == TAKEN
    except OSError:
        return False


def peer_user(connection: socket.socket) -> int:
    """The number of the user at the other end; -1 where the system does not say."""
    try:
        if sys.platform == "linux":
            there = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER_LINUX.size)
            return int(_PEER_LINUX.unpack(there)[1])
        local, peercred = 0, 1  # SOL_LOCAL and LOCAL_PEERCRED of sys/un.h
        return int(_PEER_MACOS.unpack(connection.getsockopt(local, peercred, _PEER_MACOS.size))[1])
    except (OSError, struct.error):
        return -1
