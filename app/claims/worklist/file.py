"""The file of a worklist (.npw): opened, written at every decision, and whole after a kill at any moment."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from app.claims.worklist.damage import Damage, say_damage
from app.claims.worklist.file_left import NOTHING_LEFT, FileLeft
from app.claims.worklist.item import Item, write_item
from app.claims.worklist.journal import Journal, read_journal, write_all, write_line
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.locking import NO_LOCKS, lock_now

ENDING = ".npw"
_SIGN = b' {"needlepoint":"worklist"'
_LOCKED_BYTE = 1 << 30
"""Where the lock lies: on Windows the bytes that are locked cannot be read, so it is one that no file has."""
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_USE = "It is open in another window. Close it there."
_MOVED = "another program moved or replaced it"


class Opened(NamedTuple):
    """A worklist: its file, None where it can only be read, its items, and what of it was damaged or ""."""

    file: WorklistFile | None
    items: tuple[Item, ...]
    said: str
    left: FileLeft = NOTHING_LEFT


class WorklistFile:
    """A file that is open for one window. What `keep` wrote is there after a kill or a loss of power.

    `said` names what was damaged in it when it was opened, in one sentence; "" where nothing was. `left` is
    what of the file of claims was left out.
    """

    def __init__(self, path: Path, stream: IO[bytes], end: int) -> None:
        """Made by `open_worklist` and `save_worklist`. `end` is where the next line goes."""
        self.path = path
        self.said = ""
        self.left = NOTHING_LEFT
        self._stream = stream
        self._end = end

    def keep(self, items: Sequence[Item]) -> None:
        """Write items that changed; they are kept once this returns. Raises OSError when they are not."""
        lines = b"".join(write_line(write_item(item)) for item in items)
        if not _is_at(self._stream, self.path):
            raise OSError(errno.ESTALE, _MOVED)
        handle, rest = self._stream.fileno(), memoryview(lines)
        os.ftruncate(handle, self._end)  # of a write that failed half-way
        os.lseek(handle, self._end, os.SEEK_SET)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
        self._end += len(lines)

    def close(self) -> None:
        """Let another window have the file."""
        self._stream.close()


def is_worklist(path: Path) -> bool:
    """Whether a file is one of a worklist, by its ending or its beginning. Raises OSError."""
    if path.suffix.lower() == ENDING:
        return True
    with path.open("rb") as stream:
        return _SIGN in stream.read(40)


def save_worklist(path: Path, items: Sequence[Item], left: FileLeft = NOTHING_LEFT) -> WorklistFile:
    """Write a worklist whole, in place of a file that is there, and go on in it. Raises OSError."""
    content = write_all(items, left)
    write_whole(path, content)
    return WorklistFile(path, _open_locked(path), len(content))


def open_worklist(path: Path) -> tuple[WorklistFile, tuple[Item, ...]]:
    """Open a worklist and go on in it; gives its items by number. Raises OSError, and InputError with why.

    What was written over is cleared away when it is a good part of the file. One that is damaged is kept
    beside as it was before anything is written.
    """
    stream = _open_locked(path)
    try:
        journal = read_journal(stream)
        if journal.damage is not None:
            file = _mended(path, stream, journal, journal.damage)
        elif journal.superseded > 100 + len(journal.items) // 4:
            file = _rewritten(path, stream, journal)
        else:
            file = WorklistFile(path, stream, journal.end)
    except BaseException:
        stream.close()
        raise
    file.left = journal.left
    return file, journal.items


def open_or_look(path: Path) -> Opened:
    """Open a worklist as `open_worklist` does; one that may only be read is given without a file."""
    try:
        file, items = open_worklist(path)
        return Opened(file, items, file.said, file.left)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise
    with path.open("rb") as stream:
        journal = read_journal(stream)
    said = _say(path, journal, journal.damage, "") if journal.damage else ""
    return Opened(None, journal.items, said, journal.left)


def _mended(path: Path, stream: IO[bytes], journal: Journal, damage: Damage) -> WorklistFile:
    """The file rewritten without what is damaged, and the old one beside it."""
    beside = _free_name(path)
    stream.seek(0)
    try:
        with beside.open("xb") as copy:
            shutil.copyfileobj(stream, copy)
            copy.flush()
            os.fsync(copy.fileno())
        stream.close()
        made = save_worklist(path, journal.items, journal.left)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    made.said = _say(path, journal, damage, beside.name)
    return made


def _say(path: Path, journal: Journal, damage: Damage, beside: str) -> str:
    return say_damage(path.name, damage, {item.number: item for item in journal.items}, beside)


def _free_name(path: Path) -> Path:
    """A name beside a file that says that it is the damaged one, and that no other has."""
    name, again = path.with_name(f"{path.stem}.damaged{path.suffix}"), 2
    while name.exists():
        name, again = path.with_name(f"{path.stem}.damaged-{again}{path.suffix}"), again + 1
    return name


def _rewritten(path: Path, stream: IO[bytes], journal: Journal) -> WorklistFile:
    """The file without what was written over; as it is where its folder takes no other file."""
    if sys.platform == "win32":  # where no open file is replaced
        stream.close()
    try:
        made = save_worklist(path, journal.items, journal.left)
    except OSError:
        same = _open_locked(path) if stream.closed else stream
        return WorklistFile(path, same, journal.end)
    stream.close()  # and only now its lock
    return made


def _open_locked(path: Path) -> IO[bytes]:
    """Open a file for reading and writing, locked against other windows."""
    while True:
        stream = path.open("r+b")
        try:
            os.lseek(stream.fileno(), _LOCKED_BYTE, os.SEEK_SET)
            lock_now(stream.fileno())
        except OSError as error:
            if error.errno not in NO_LOCKS:
                stream.close()
                raise InputError(_IN_USE) from None
        os.lseek(stream.fileno(), 0, os.SEEK_SET)
        if _is_at(stream, path):
            return stream
        stream.close()  # who had it locked rewrote it


def _is_at(stream: IO[bytes], path: Path) -> bool:
    """Whether the open file is the one of this name."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False
