"""The seal of an edition file: checksums behind the database, by which a changed bit anywhere is noticed.

    mark     8 bytes
    stated  32 bytes, SHA-256 of what the file says of itself
    blocks  32 bytes, SHA-256 of the block checksums

A block is 256 kilobytes of the database; its checksum is CRC-32, which finds every change within 32 bits in a
row, takes a third of the time of SHA-256, and is worked out on several processor cores at once. SQLite reads
as many pages as its header says, so the seal is no concern of its. A look-up reads a few pages of which
SQLite alone knows the numbers, and a change of an index makes a row vanish rather than differ: so the whole
file is proved, once each time that it is opened, just before its first row is read.
"""

from __future__ import annotations

import os
import threading
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

MARK = b"NPSEAL01"
SIZE = len(MARK) + 2 * 32
BLOCK = 1 << 18
_THREADS_AT_MOST = 4


def append_seal(path: Path, stated: str) -> None:
    """Put the seal behind a finished database. `stated` is what the file says of itself, as text."""
    blocks = checksum(path, path.stat().st_size)
    with path.open("ab") as stream:
        stream.write(MARK + _digest(stated.encode()) + blocks)


def write_sealed(path: Path, database: bytes, stated: str) -> None:
    """Write a finished database from memory with its seal, so that the seal proves what reached the disk."""
    blocks = range(0, len(database), BLOCK)
    found = [zlib.crc32(memoryview(database)[start : start + BLOCK]) for start in blocks]
    with path.open("wb") as stream:
        stream.write(database)
        stream.write(MARK + _digest(stated.encode()) + _of_blocks(found))


def says(path: Path, stated: str) -> bool:
    """Whether a file ends in a seal, and the seal is for what the file says of itself."""
    with path.open("rb") as stream:
        stream.seek(-SIZE, os.SEEK_END)
        return stream.read(len(MARK) + 32) == MARK + _digest(stated.encode())


def is_whole(path: Path) -> bool:
    """Whether every bit of the database before the seal is as it was written. Raises OSError."""
    with path.open("rb") as stream:
        stream.seek(-32, os.SEEK_END)
        sealed = stream.read(32)
    return checksum(path, path.stat().st_size - SIZE) == sealed


def checksum(path: Path, length: int) -> bytes:
    """The digest of the block checksums of the first `length` bytes, 32 bytes. Raises OSError."""
    blocks = -(-length // BLOCK)
    threads = min(_THREADS_AT_MOST, os.cpu_count() or 1, blocks)
    found = array("Q", bytes(8 * blocks))
    faults: list[OSError] = []

    def work(first: int) -> None:
        try:
            for number, value in _block_checksums(path, length, range(first, blocks, threads)):
                found[number] = value
        except OSError as fault:
            faults.append(fault)

    others = [threading.Thread(target=work, args=(first,)) for first in range(1, threads)]
    for other in others:
        other.start()
    work(0)
    for other in others:
        other.join()
    if faults:
        raise faults[0]
    return _of_blocks(found)


def _block_checksums(path: Path, length: int, numbers: range) -> Iterator[tuple[int, int]]:
    """Number and checksum of some blocks. Read and not mapped: a bad sector is then an error and no crash."""
    buffer = memoryview(bytearray(BLOCK))
    with path.open("rb", buffering=0) as stream:
        for number in numbers:
            stream.seek(number * BLOCK)
            wanted = buffer[: min(BLOCK, length - number * BLOCK)]
            if stream.readinto(wanted) != len(wanted):
                raise OSError(f"{path.name} ends early")
            yield number, zlib.crc32(wanted)


def _of_blocks(found: Iterable[int]) -> bytes:
    return _digest(b"".join(value.to_bytes(8, "little") for value in found))


def _digest(data: bytes) -> bytes:
    import hashlib  # loads OpenSSL, which a start without imported editions need not wait for

    return hashlib.sha256(data).digest()
