"""Reading what was dropped: a bare file, a zip as CMS ships it, or a folder. Nothing is unpacked to disk."""

from __future__ import annotations

import functools
import hashlib
import lzma
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from msgspec import Struct

from app.coding.errors import InputError
from app.coding.file_heads import ZIP
from app.coding.sentences import one_line

MEMBERS_AT_MOST = 2000
MEMBER_BYTES_AT_MOST = 1 << 30
BYTES_AT_MOST = 3 << 30
RATIO_AT_MOST = 250  # official zips pack 8 to 30 times
SMALL = 32 << 20  # a workbook of blank cells may pack tighter; below this size it does no harm
FILES_AT_MOST = 5000
NAMED_AT_MOST = 80
_BLOCK = 1 << 20
AGAIN = "It is not installed. Download it from CMS again."
"""Ends every refusal of a download that is damaged: what still holds, and what to do."""
UNEDITED = "It is not installed. Download it from CMS again and import it without opening it in Excel."
"""Ends every refusal of a table whose text or layout is not that of CMS."""

READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    MemoryError,  # a damaged LZMA member may state any size of dictionary
)
"""What the zip library raises for members that are cut off, damaged, locked or packed in an unknown way."""


class Entry(Struct, frozen=True):
    """One file to read: `path`, or its zip member `member`. `size` is its length unpacked, in bytes."""

    path: Path
    member: str | None
    size: int

    @property
    def name(self) -> str:
        """The file's own name, for messages: on one line, cut in the middle where it is very long."""
        name = PurePosixPath(self.member).name if self.member else self.path.name
        plain = one_line(name, sys.maxsize)
        return plain if len(plain) <= NAMED_AT_MOST else f"{plain[:30]}…{plain[1 - NAMED_AT_MOST + 30 :]}"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that may tell the edition, innermost first: file, zip, folder."""
        inner = PurePosixPath(self.member).parts[::-1] if self.member else ()
        return (*inner, self.path.name, self.path.parent.name)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names that CMS gave: those of `names` without the user's own folder."""
        return self.names[:-1]

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes of the file. Raises InputError when they cannot be read to the end."""
        try:
            if self.member is None:
                with self.path.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self.path) as packed, packed.open(self.member) as stream:
                    yield stream
        except READ_ERRORS as error:
            raise unreadable(self.name, error) from None

    def read(self, limit: int = MEMBER_BYTES_AT_MOST) -> bytes:
        """At most `limit` bytes from the start."""
        with self.open() as stream:
            return stream.read(limit)


def unreadable(name: str, error: Exception) -> InputError:
    """The sentence for a file that breaks off or cannot be opened."""
    if isinstance(error, NotImplementedError):
        reason = "it is packed in a way that CMS does not use"
    elif isinstance(error, OSError) and error.strerror:
        reason = error.strerror
    else:
        reason = "it is cut off or damaged"
    return InputError(f"{name} cannot be read ({reason}). {AGAIN}")


def find_entries(path: Path) -> tuple[Entry, ...]:
    """The files in `path`, sorted by name. Raises InputError when it is missing or empty."""
    if path.is_dir():
        inside = [
            item
            for item in sorted(path.rglob("*"), key=lambda item: item.parts)
            if item.is_file() and not item.name.startswith(".")
        ]
        if not inside:
            raise InputError(
                f"The folder {path.name} is empty. Choose the folder that holds the downloaded files."
            )
        if len(inside) > FILES_AT_MOST:
            raise InputError(
                f"The folder {path.name} holds more than {FILES_AT_MOST:,} files. Choose the folder of one "
                "download."
            )
        return tuple(Entry(item, None, item.stat().st_size) for item in inside)
    try:
        size = path.stat().st_size
    except OSError:
        raise InputError(f"{path.name} was not found. Check the name and the folder.") from None
    if size == 0:
        raise InputError(f"{path.name} is empty. {AGAIN}")
    return (Entry(path, None, size),)


def is_zip(entry: Entry) -> bool:
    """Whether a file on disk starts as a zip archive does (workbooks do too)."""
    return entry.member is None and entry.read(len(ZIP)) == ZIP


def is_workbook(path: Path) -> bool:
    """Whether a zip is an XLSX workbook. Raises InputError for a damaged or unsafe zip."""
    return any(member.filename == "[Content_Types].xml" for member in check_zip(path))


def zip_entries(path: Path) -> tuple[Entry, ...]:
    """The members of a zip, sorted by name. Raises InputError when it is damaged, unsafe or locked."""
    members = [member for member in check_zip(path) if not member.is_dir() and member.file_size]
    members = [item for item in members if not _is_aside(PurePosixPath(item.filename))]
    if not members:
        raise InputError(f"{path.name} contains no file. {AGAIN}")
    return tuple(Entry(path, item.filename, item.file_size) for item in sorted(members, key=_by_name))


def check_zip(path: Path) -> list[zipfile.ZipInfo]:
    """The members of a zip. Raises InputError when it is damaged, a bomb, locked, or names files outside.

    Many ask while a zip is recognized; it is read once, as long as it stays what it is.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise unreadable(path.name, error) from None
    return _check_zip(path, state.st_size, state.st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _check_zip(path: Path, size: int, changed: int) -> list[zipfile.ZipInfo]:
    """The members of a zip in a state, told by its size and the time of its last change."""
    del size, changed
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
    except READ_ERRORS as error:
        raise unreadable(path.name, error) from None
    return check_members(path.name, members)


def check_members(name: str, members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The members as given. Raises InputError when they are a bomb, locked, or name files outside."""
    if len(members) > MEMBERS_AT_MOST or sum(item.file_size for item in members) > BYTES_AT_MOST:
        raise InputError(f"{name} unpacks to more than any CMS download. Do not open it. {AGAIN}")
    for item in members:
        _check_member(name, item)
    return members


def _is_aside(member: PurePosixPath) -> bool:
    """Whether a member is none of CMS's: hidden, of a Mac's making, or named "." and the like."""
    return not member.name.strip(". ") or member.name.startswith(".") or "__MACOSX" in member.parts


def _check_member(name: str, item: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(item.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in item.filename:
        raise InputError(
            f"{name} would unpack outside its own folder ({one_line(item.filename, 60)}), as no CMS download "
            f"does. {AGAIN}"
        )
    if item.flag_bits & 1:
        raise InputError(f"{name} is locked with a password; files from CMS are not. {AGAIN}")
    packed_tight = item.file_size > SMALL and item.file_size > RATIO_AT_MOST * max(item.compress_size, 1)
    if item.file_size > MEMBER_BYTES_AT_MOST or packed_tight:
        raise InputError(f"{name} unpacks to far more than it should. Do not open it. {AGAIN}")


def digest(path: Path) -> str:
    """The SHA-256 of a file as dropped, in hexadecimal. Raises InputError when it cannot be read.

    A zip of several tables is read once for all of them, as long as it stays what it is.
    """
    try:
        state = path.stat()
        return _digest(path, state.st_size, state.st_mtime_ns)
    except OSError as error:
        raise unreadable(path.name, error) from None


@functools.lru_cache(maxsize=8)
def _digest(path: Path, size: int, changed: int) -> str:
    """The SHA-256 of a file in a state, told by its size and the time of its last change."""
    del size, changed
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content(entry: Entry) -> str:
    """The SHA-256 of what is in a file, unpacked. Raises InputError when it cannot be read."""
    total = hashlib.sha256()
    with entry.open() as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


def _by_name(item: zipfile.ZipInfo) -> str:
    return item.filename.lower()
