"""The lines of a worklist file: a head, then items, each line with a checksum of its own.

The file only grows while it is worked with: an item that changed is written again, and the last line of its
number counts. So a write touches nothing that was written before, and takes as long for 100,000 claims as
for one. A line is eight hexadecimal digits (CRC-32 of what follows the blank), a blank, JSON and a line feed.
A last line without its line feed is one that was never finished; nobody was told that it was kept.
A line that is damaged otherwise spoils no other: what it may have held is told, and the rest comes back.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

import msgspec
from msgspec import Struct

from app.claims.worklist.damage import Damage, lost_item
from app.claims.worklist.file_left import NOTHING_LEFT, FileLeft
from app.claims.worklist.item import Item, read_item, write_item
from app.coding.errors import InputError

VERSION = 1
LONGEST = 1_000_000
"""Bytes of a line: a claim of 999 lines takes a fifth of it."""
FOREIGN = "It is no worklist of Needlepoint."
DAMAGED = "It is damaged. Restore it from a copy, or open the file of claims again."
_SIGN = b'"needlepoint":"worklist"'
_NUMBER = re.compile(rb'\{"number":([0-9]{1,9})[,}]')
_NO_ITEM, _MOST_LOST = 0, 1_000_000
NEWER = "It was saved by a newer version of Needlepoint. Open it with that version."


class Head(Struct, frozen=True, omit_defaults=True):
    """The first line. `claims` is how many items the file had when it was written whole.

    `left`: what of the file of claims was left out.
    """

    needlepoint: str
    version: int
    claims: int
    left: FileLeft = NOTHING_LEFT


class Journal(Struct, frozen=True):
    """What a file holds: its items as they stand by now, and how far it is whole.

    `end` is where the last whole line ends, in bytes; `superseded` counts lines that a later one replaced.
    `damage`: lines that cannot be read, in a file of which the rest was.
    """

    items: tuple[Item, ...]
    end: int
    superseded: int
    damage: Damage | None = None
    left: FileLeft = NOTHING_LEFT


def write_line(record: bytes) -> bytes:
    """A record as a line of the file."""
    return b"%08x %b\n" % (zlib.crc32(record), record)


def write_all(items: Iterable[Item], left: FileLeft = NOTHING_LEFT) -> bytes:
    """The whole file of items, without anything superseded."""
    lines = [write_line(write_item(item)) for item in items]
    head = msgspec.json.encode(Head("worklist", VERSION, len(lines), left))
    return b"".join((write_line(head), *lines))


def read_journal(stream: IO[bytes]) -> Journal:
    """Read a file from its beginning.

    Raises InputError that says so for a foreign or newer one, and for one of which no claim can be read.
    """
    head = _read_head(stream.readline(LONGEST))
    end, superseded, replaced = stream.tell(), 0, 0
    items: dict[int, Item] = {}
    broken: Counter[int] = Counter() if head else Counter((_NO_ITEM,))
    for line in _whole_lines(stream):
        end += len(line)
        item = _item_of(line)
        if item is None:
            broken[_number_of(line)] += 1
            continue
        superseded += item.number in items
        items[item.number] = item
        replaced += broken.pop(item.number, 0)
    damage = _damage(head.claims if head else 0, items, broken, replaced)
    items |= {number: lost_item(number) for number in damage.missing} if damage else {}
    left = head.left if head else NOTHING_LEFT
    return Journal(tuple(items[number] for number in sorted(items)), end, superseded, damage, left)


def _damage(claims: int, items: Mapping[int, Item], broken: Counter[int], replaced: int) -> Damage | None:
    """What damaged lines held, by the numbers that they seem to have; None where no line is damaged."""
    last = max(claims, max(items, default=0))
    if last - len(items) > _MOST_LOST or (last and not items):
        raise InputError(DAMAGED)
    missing = tuple(number for number in range(1, last + 1) if number not in items)
    stale = tuple(sorted(number for number in broken if number in items))
    untold = sum(count for number, count in broken.items() if number not in items and number not in missing)
    if not (missing or broken or replaced):
        return None
    return Damage(stale, missing, untold, replaced)


def _read_head(line: bytes) -> Head | None:
    """The first line; None where it is damaged and still tells whose it is."""
    try:
        head = msgspec.json.decode(line[9:], type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if _SIGN in line[:200]:
            return None
        raise InputError(FOREIGN) from None
    if head.needlepoint != "worklist":
        raise InputError(FOREIGN)
    if _record_of(line) is None:
        return None
    if head.version > VERSION:
        raise InputError(NEWER)
    return head


def _whole_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines that were finished; of one that is too long to be ours as much as tells that."""
    for line in iter(lambda: stream.readline(LONGEST), b""):
        if line.endswith(b"\n"):
            yield line
        elif len(line) == LONGEST:
            while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield line


def _item_of(line: bytes) -> Item | None:
    """The item of a line; None where something changed it, or no worklist has one like it."""
    record = _record_of(line)
    try:
        return read_item(record) if record is not None else None
    except InputError:
        return None


def _record_of(line: bytes) -> bytes | None:
    """The record of a line; None when its checksum says that something changed it."""
    record = line[9:].removesuffix(b"\n")
    return record if line == write_line(record) else None


def _number_of(line: bytes) -> int:
    """The number of the item that a damaged line seems to hold."""
    found = _NUMBER.match(line[9:40])
    return int(found[1]) if found else _NO_ITEM
