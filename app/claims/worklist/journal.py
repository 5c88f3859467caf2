"""The lines of a worklist file: a head, then items, each line with a checksum of its own.

The file only grows while it is worked with: an item that changed is written again, and the last line of its
number counts. So a write touches nothing that was written before, and takes as long for 100,000 claims as
for one. A line is eight hexadecimal digits (CRC-32 of what follows the blank), a blank, JSON and a line feed.
A last line without its line feed is one that was never finished; nobody was told that it was kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import IO

import msgspec
from msgspec import Struct

from app.claims.worklist.item import Item, read_item, write_item
from app.coding.errors import InputError

VERSION = 1
LONGEST = 1_000_000
"""Bytes of a line: a claim of 999 lines takes a fifth of it."""
FOREIGN = "It is no worklist of Needlepoint."
DAMAGED = "It is damaged. Restore it from a copy, or open the file of claims again."
NEWER = "It was saved by a newer version of Needlepoint. Open it with that version."


class Head(Struct, frozen=True):
    """The first line. `claims` is how many items the file had when it was written whole."""

    needlepoint: str
    version: int
    claims: int


class Journal(Struct, frozen=True):
    """What a file holds: its items as they stand by now, and how far it is whole.

    `end` is where the last whole line ends, in bytes; `superseded` counts lines that a later one replaced.
    """

    items: tuple[Item, ...]
    end: int
    superseded: int


def write_line(record: bytes) -> bytes:
    """A record as a line of the file."""
    return b"%08x %b\n" % (zlib.crc32(record), record)


def write_all(items: Iterable[Item]) -> bytes:
    """The whole file of items, without anything superseded."""
    lines = [write_line(write_item(item)) for item in items]
    head = msgspec.json.encode(Head("worklist", VERSION, len(lines)))
    return b"".join((write_line(head), *lines))


def read_journal(stream: IO[bytes]) -> Journal:
    """Read a file from its beginning. Raises InputError that says so for a foreign, newer or damaged one."""
    head = _read_head(stream.readline(LONGEST))
    end, superseded = stream.tell(), 0
    items: dict[int, Item] = {}
    for line in _whole_lines(stream):
        item = read_item(_proved(line))
        superseded += item.number in items
        items[item.number] = item
        end += len(line)
    if len(items) < head.claims:
        raise InputError(DAMAGED)  # the end of the file is missing
    return Journal(tuple(items[number] for number in sorted(items)), end, superseded)


def _read_head(line: bytes) -> Head:
    record = line[9:]
    try:
        head = msgspec.json.decode(record, type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InputError(DAMAGED if b'"needlepoint":"worklist"' in line[:200] else FOREIGN) from None
    if head.needlepoint != "worklist":
        raise InputError(FOREIGN)
    if head.version > VERSION:
        raise InputError(NEWER)
    _proved(line)
    return head


def _whole_lines(stream: IO[bytes]) -> Iterator[bytes]:
    for line in iter(lambda: stream.readline(LONGEST), b""):
        if not line.endswith(b"\n"):
            if len(line) == LONGEST:
                raise InputError(DAMAGED)
            return
        yield line


def _proved(line: bytes) -> bytes:
    """The record of a line. Raises InputError when its checksum says that something changed it."""
    record = line[9:].removesuffix(b"\n")
    if line != write_line(record):
        raise InputError(DAMAGED)
    return record
