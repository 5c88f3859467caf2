"""As `app.desktop.instance.channel`, for Windows: a named pipe, the key of which lies in the data folder.

Any user may open a pipe of that name, first or second, so the name says nothing of who listens: a lock in the
data folder does. The key, which the system keeps with the user's files, proves each end to the other before a
word is sent.
"""

from __future__ import annotations

import os
import secrets
import threading
from contextlib import ExitStack, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import IO

from app.coding.locking import NO_LOCKS, lock_now
from app.desktop.instance.channel import LIMIT, TAKEN, OccupiedError
from app.desktop.instance.place import meeting_name

FAMILY = "AF_PIPE"
KEY_FILE = ".window.key"
LOCK_FILE = ".window.lock"
_KEY_LENGTH = 32
_READING = 2.0


class PipeDoor:
    """The listening end."""

    def __init__(self, listener: Listener, lock: IO[bytes]) -> None:
        self._listener = listener
        self._lock = lock

    def wait(self) -> PipeVisitor | None:
        """The next one who comes, None when it does not have the key. Raises OSError once closed."""
        try:
            connection = self._listener.accept()
        except (AuthenticationError, EOFError):
            return None
        return PipeVisitor(connection)

    def close(self) -> None:
        """Let nobody in any more. Who waits in `wait` may go on waiting: its thread ends with the process."""
        with suppress(OSError):
            self._listener.close()
        self._lock.close()


class PipeVisitor:
    """One who came with a message and waits for its answer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> bytes:
        """The message; b"" when it does not come in time or is longer than any."""
        with suppress(OSError, EOFError):
            if self._connection.poll(_READING):
                return self._connection.recv_bytes(LIMIT)
        return b""

    def answer(self, word: bytes) -> None:
        """Say how it ended and let go."""
        with suppress(OSError):
            self._connection.send_bytes(word)
        self._connection.close()


def open_door(folder: Path) -> PipeDoor | None:
    """Listen for a data folder; None where nobody can. Raises OccupiedError when another process does."""
    with ExitStack() as opened:
        try:
            key = key_of(folder)
            lock = opened.enter_context((folder / LOCK_FILE).open("ab"))
            _take(lock)
            door = PipeDoor(Listener(address_of(folder), family=FAMILY, authkey=key), lock)
        except OSError:
            return None
        opened.pop_all()
        return door


def _take(lock: IO[bytes]) -> None:
    try:
        lock_now(lock.fileno())
    except OSError as error:
        if error.errno in NO_LOCKS:
            raise
        raise OccupiedError from None


def hand_over(folder: Path, message: bytes, patience: float) -> bool:
    """Give a message to the process that listens for a data folder; whether it took it in time (seconds)."""
    taken = threading.Event()

    def tell() -> None:
        with (
            suppress(OSError, EOFError, AuthenticationError),
            Client(address_of(folder), family=FAMILY, authkey=key_of(folder)) as connection,
        ):
            connection.send_bytes(message)
            if connection.recv_bytes(LIMIT) == TAKEN:
                taken.set()

    # A pipe whose other end hangs has no time limit of its own.
    teller = threading.Thread(target=tell, name="hand over", daemon=True)
    teller.start()
    teller.join(patience)
    return taken.is_set()


def address_of(folder: Path) -> str:
    """The name of the pipe of a data folder."""
    return rf"\\.\pipe\needlepoint-{meeting_name(folder)}"


def key_of(folder: Path) -> bytes:
    """The key of a data folder, made when it is missing. Raises OSError."""
    path = folder / KEY_FILE
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as new:
            new.write(secrets.token_bytes(_KEY_LENGTH))
    key = path.read_bytes()
    if len(key) != _KEY_LENGTH:
        raise OSError("the key of the window is being written")
    return key
