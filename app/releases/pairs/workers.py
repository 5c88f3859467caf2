"""Packing the parts of a pair table; large ones in as many processes as there are cores and parts."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Literal

from msgspec import Struct

from app.coding.errors import InputError
from app.releases.found import Found
from app.releases.pairs.pack import Packed, Packer
from app.releases.readers import ptp

WORTH_A_PROCESS = 20 << 20  # bytes unpacked; below it starting a process takes longer than packing


class Pace(Struct, frozen=True):
    """How far a part has come: rows read, and the fraction of its bytes."""

    number: int
    state: Literal["reading", "read"]
    rows: int
    done: float


class Fault(Struct, frozen=True):
    """A part that cannot be packed: the sentence of its InputError."""

    sentence: str


Report = Callable[[Pace], None]


def pack_parts(parts: Sequence[Found], report: Report) -> Iterator[Packed]:
    """Each part packed, in the order given. Raises InputError for the first that does not fit."""
    workers = min(len(parts), cores())
    if workers < 2 or sum(map(_weight, parts)) < WORTH_A_PROCESS:
        yield from (pack(part, report) for part in parts)
    else:
        yield from _pack_apart(parts, report, workers)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _weight(part: Found) -> int:
    """The bytes of a part as text; a workbook packs it about ten times."""
    return part.entry.size * (10 if part.form == "xlsx" else 1)


def pack(found: Found, report: Report) -> Packed:
    """One part packed in this process."""
    packer = Packer(found.entry.name, found.part)
    entry, done = found.entry, 0
    for chunk in ptp.sheet_chunks(entry) if found.form == "xlsx" else ptp.line_chunks(entry):
        packer.add(chunk)
        done += len(chunk)
        report(Pace(found.part, "reading", packer.rows, min(done / max(entry.size, 1), 1.0)))
    part = packer.finish()
    report(Pace(found.part, "read", part.rows, 1.0))
    return part


def _pack_apart(parts: Sequence[Found], report: Report, workers: int) -> Iterator[Packed]:
    """Pack in worker processes, each its share of the parts; give them in order as soon as they are there."""
    context = multiprocessing.get_context("spawn")
    working: dict[Connection, SpawnProcess] = {}
    for first in range(workers):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(tuple(parts[first::workers]), sender))
        process.start()
        sender.close()
        working[receiver] = process
    processes = list(working.values())
    try:
        waiting: dict[int, Packed] = {}
        for part in parts:
            while part.part not in waiting:
                for packed in _receive(working, report):
                    waiting[packed.number] = packed
            yield waiting.pop(part.part)
    finally:
        for process in processes:
            process.kill()
            process.join()


def _receive(working: dict[Connection, SpawnProcess], report: Report) -> Iterator[Packed]:
    """What the workers have sent; progress is reported, a fault raised, a finished worker dropped.

    A worker's end is waited for as well as its pipe: on Windows one that dies as it starts never closes it.
    """
    if not working:
        raise InputError(STOPPED)
    wait([*working, *(process.sentinel for process in working.values())])
    for receiver, process in list(working.items()):
        ended = not process.is_alive()
        try:
            if not receiver.poll():
                if ended:
                    del working[receiver]
                continue
            message = receiver.recv()
        except (EOFError, BrokenPipeError):  # at the end of a pipe `poll` says True, or raises on Windows
            del working[receiver]
            continue
        if isinstance(message, Fault):
            raise InputError(message.sentence)
        if isinstance(message, Packed):
            yield message
        else:
            report(message)


def _work(parts: tuple[Found, ...], sender: Connection) -> None:
    """The body of a worker. When the import is gone there is nobody to tell, and it ends."""
    with suppress(BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        try:
            for part in parts:
                sender.send(pack(part, sender.send))
        except InputError as error:
            sender.send(Fault(str(error)))
    sender.close()


STOPPED = "The import stopped before it ended. Nothing of it was installed. Start it again."
