"""One reading of X12 files, and the first look at them: what does not add up, and what corrects what.

Envelopes are counted only where they end, and a claim may be replaced by one that comes later: claims can
carry it only when the files were looked at before the first of them is read.
"""

import functools
import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import IO

from msgspec import Struct, structs

from app.claims.streams import READ_ERRORS
from app.claims.x12.corrections import Corrections
from app.claims.x12.envelope import ALL, Fault
from app.claims.x12.heads import Head, read_heads
from app.claims.x12.parties import People
from app.claims.x12.sent import Sent
from app.coding.errors import InputError
from app.coding.words import FileWarning

MOST_IN_MEMORY = 64_000_000
"""As many bytes of a stream that can be read once only are kept, so as to look at them first."""
_MOST_FAULTS = 1_000
Open = Callable[[], AbstractContextManager[IO[bytes]]]


class Surveyed(Struct, frozen=True):
    """A file that was looked at, by its number in the run."""

    number: int
    faults: tuple[Fault, ...] = ()

    def warnings(self, transaction: int) -> tuple[FileWarning, ...]:
        """What does not add up around a transaction, each kind once."""
        found = (each.kind for each in self.faults if each.first <= transaction <= each.last)
        return tuple(dict.fromkeys(found))


class Run:
    """One reading of several files: tokens hold across them, and answers find the claims that were sent.

    `has_answers`: one of the files is an 835, so claims that were sent are kept in mind, as digests.
    `files` holds those that were looked at before, by their paths.
    """

    def __init__(self, *, has_answers: bool = False) -> None:
        self.people = People()
        self.sent = Sent(keeps=has_answers)
        self.corrections = Corrections(self.people)
        self.files: dict[str, Surveyed] = {}
        self._count = 0

    def survey(self, files: Sequence[tuple[str, Open]]) -> list[Surveyed]:
        """Look at files, each given by the name that the output has for it, "" for an only one."""
        numbers = range(self._count, self._count + len(files))
        self._count += len(files)
        found, answering = [], set()
        for number, (_, opening) in zip(numbers, files, strict=True):
            before = self.corrections.answers
            found.append(Surveyed(number, _look(opening, self.corrections.want)))
            if self.corrections.answers > before:
                answering.add(number)
        if answering:
            self.sent.keep()
        if self.corrections.are_there:
            named = zip(numbers, files, strict=True)
            for number, (shown, opening) in sorted(named, key=lambda each: each[0] not in answering):
                take = functools.partial(self.corrections.add, file=number, shown=shown)
                _look(opening, take, self.corrections.patients)
        return found

    def survey_alone(self, stream: IO[bytes]) -> tuple[IO[bytes], Surveyed | None]:
        """Look at a stream; gives one to read from. None where it is too long to be read twice."""
        kept, is_whole = _rewindable(stream)
        if not is_whole:
            return kept, None
        start = kept.tell()

        def again() -> AbstractContextManager[IO[bytes]]:
            kept.seek(start)
            return nullcontext(kept)

        (surveyed,) = self.survey([("", again)])
        kept.seek(start)
        return kept, surveyed


def _look(opening: Open, take: Callable[[Head], None], people: People | None = None) -> tuple[Fault, ...]:
    """What does not add up in a file; `take` takes each claim and answer, with its patient by `people`."""
    faults: list[Fault] = []

    def keep(fault: Fault) -> None:
        if len(faults) < _MOST_FAULTS:
            faults.append(fault)
        elif len(faults) == _MOST_FAULTS:
            faults.append(structs.replace(fault, last=ALL))

    try:
        with opening() as stream:
            for head in read_heads(stream, keep, people):
                take(head)
    except (InputError, *READ_ERRORS):  # whoever reads it says so
        faults.append(Fault("unreadable-rest", 1, ALL, ""))
    return tuple(faults)


def _rewindable(stream: IO[bytes]) -> tuple[IO[bytes], bool]:
    """A stream that can be read twice, and whether it can be; one that is too long goes on as it came."""
    if stream.seekable():
        return stream, True
    head = stream.read(MOST_IN_MEMORY)
    rest = stream.read(1)
    if not rest:
        return io.BytesIO(head), True
    return _Rejoined(head + rest, stream), False  # type: ignore[return-value]  # it is read and nothing else


class _Rejoined:
    """The beginning of a stream that was read before, then the rest of it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def read(self, size: int) -> bytes:
        """As many bytes at most."""
        return self._head.read(size) or self._rest.read(size)
