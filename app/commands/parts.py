"""A part of a run, checked in a process of its own: what one process would print of it and count."""

from __future__ import annotations

import contextlib
import functools
import io
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from app.batch.neighbors import Because, Beside, Neighbors
from app.batch.stream import ReviewedClaim, review_entry
from app.batch.totals import RunTotals
from app.claims.json_lines import read_json_lines
from app.claims.left_out import Tally
from app.claims.record import Entry
from app.claims.streams import BLOCK, Numbered, Span, lines_in
from app.coding.console import OUTPUT, OUTPUT_ERRORS
from app.coding.errors import InputError
from app.coding.policy import Policy
from app.commands.beside import count_left_out
from app.commands.installation import Installation
from app.commands.notices import ends_of, tell_of
from app.commands.showing import way_to_take

_CLAIMS = 256
_Item = TypeVar("_Item")


class Chunk(Struct, frozen=True):
    """Claims that follow each other: as lines of a file that are still to be read (`lines_in`), or read.

    Of those that are read each comes with the others of its patient's day, or why it is looked at alone.
    """

    lines: tuple[Numbered | Span, ...] = ()
    entries: tuple[tuple[Entry, Beside | None], ...] = ()


class Part(Struct, frozen=True):
    """What came of a chunk. `out`: what is printed, as bytes. `found` is empty but where the run is kept."""

    out: bytes
    err: str
    ends: frozenset[int]
    totals: RunTotals
    left: Tally
    found: tuple[ReviewedClaim, ...]


class PartRun(Struct, frozen=True):
    """What a process must know of a run. `because`: why no claim of it is put beside others."""

    arguments: Namespace
    resources: Path
    data: Path
    policy: Policy
    name: str
    many: bool
    because: Because | None


def get_ready() -> None:
    """Load what checking takes, in a process whose run is not known yet: most comes with this module."""
    import app.library.facts.gatherer  # noqa: F401  the first review would load it


class PartChecker:
    """Checks chunks of one run. The shelf is opened once; what is wrong with it was told already."""

    def __init__(self, run: PartRun) -> None:
        self._run = run
        self._installation = Installation(run.resources, run.data, run.policy, quiet=True)
        self._library = self._installation.library
        every = run.arguments.all or not run.many
        self._covered = None if every else self._library.covered_codes
        self._neighbors = Neighbors({}, run.because) if run.many else None

    def __call__(self, chunk: Chunk) -> Part:
        """Check one chunk."""
        out, err = io.BytesIO(), io.StringIO()
        text = io.TextIOWrapper(out, OUTPUT, OUTPUT_ERRORS, write_through=True)
        with contextlib.redirect_stdout(text), contextlib.redirect_stderr(err):
            return self._check(self._reviewed(chunk), out, err)

    def _reviewed(self, chunk: Chunk) -> Iterator[ReviewedClaim]:
        for entry, beside in chunk.entries:
            yield review_entry(entry, self._library, self._covered, beside)
        lines = chain.from_iterable(lines_in(block, self._run.name) for block in chunk.lines)
        for entry in read_json_lines(lines, self._run.name):
            alone = self._neighbors.of(entry) if self._neighbors and entry.claim is not None else None
            yield review_entry(entry, self._library, self._covered, alone)

    def _check(self, reviewed: Iterable[ReviewedClaim], out: io.BytesIO, err: io.StringIO) -> Part:
        arguments, run = self._run.arguments, self._run
        take = way_to_take(arguments, self._installation, run.name, many=run.many, header=False)
        totals = RunTotals()
        count = way_to_count(totals, arguments, self._installation)
        ends: set[int] = set()
        left: Tally = Counter()
        kept: list[ReviewedClaim] = []
        for found in reviewed:
            tell_of(found.entry, run.name)
            count_left_out(left, found.entry)
            count(found)
            take(found)
            ends.update(ends_of(found))
            if arguments.out:
                kept.append(found)
        return Part(out.getvalue(), err.getvalue(), frozenset(ends), totals, left, tuple(kept))


def way_to_count(
    totals: RunTotals, arguments: Namespace, installation: Installation
) -> Callable[[ReviewedClaim], None]:
    """How each claim of a run is counted: whole where totals are asked for, with the money at stake.

    Money is looked for only where the shelf has something that amounts follow from.
    """
    if not (arguments.summary or arguments.out):
        return totals.add_alone
    from app.payment.stake import Stakes, can_pay

    if not can_pay(installation.shelf.editions):
        return totals.add
    stakes = Stakes(installation.library, installation.policy.default_locality)
    return functools.partial(totals.add, stakes=stakes)


def cut_lines(lines: Iterable[Numbered | Span]) -> Iterator[Chunk]:
    """Chunks of lines, of bounded size."""
    return (Chunk(lines=tuple(part)) for part in _cut(lines, _size_of))


def _size_of(lines: Numbered | Span) -> int:
    return lines.size if isinstance(lines, Span) else len(lines[1])


def cut_entries(entries: Iterable[Entry], neighbors: Neighbors | None) -> Iterator[Chunk]:
    """Chunks of claims that were read, each with what is known of the others of its patient's day."""
    beside = (
        (entry, neighbors.of(entry) if neighbors is not None and entry.claim is not None else None)
        for entry in entries
    )
    return (Chunk(entries=tuple(part)) for part in _cut(beside, lambda _: 0))


def _cut(items: Iterable[_Item], size_of: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Items in lists of bounded length and size. What reading them raises comes behind what was read."""
    part: list[_Item] = []
    size = 0
    fault: InputError | None = None
    try:
        for item in items:
            part.append(item)
            size += size_of(item)
            if len(part) == _CLAIMS or size >= BLOCK:
                yield part
                part, size = [], 0
    except InputError as error:
        fault = error
    if part:
        yield part
    if fault:
        raise fault
