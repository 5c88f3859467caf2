"""Claims as JSON lines: one a line, each named by its number; those of one reference are tied beforehand."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

import msgspec
from msgspec import Struct

from app.claims.corrections import Correction, why_over
from app.claims.record import Entry, read_claim
from app.claims.streams import Numbered, Span
from app.claims.ties import Member, Place, tie_claims
from app.coding.claim import REPLACEMENT, VOID
from app.coding.errors import InputError

TYING = b'"frequency"'
"""The key by which a claim may be tied to others."""
Ties = Mapping[Place, tuple[Correction, ...]]
_NO_TIES: Ties = {}
_BAD = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class _Head(Struct, frozen=True, gc=False):
    """What of a claim tells which other it corrects."""

    reference: str | None = None
    frequency: str | None = None
    patient: str | None = None


_decoder = msgspec.json.Decoder(_Head)


class JsonLines:
    """The lines of a file, to be read as claims once: here, or elsewhere where each stands by itself."""

    def __init__(
        self,
        lines: Iterator[Numbered],
        name: str,
        again: Callable[[], Iterable[Numbered]] | None = None,
        blocks: Callable[[], Iterator[Numbered | Span]] | None = None,
    ) -> None:
        """`again` gives the lines again, and `blocks` many at once, where that can be done.

        With `again`, a replacement and a void meet the claims of their reference, which may come before them.
        """
        self._lines = lines
        self._name = name
        self._again = again
        self._blocks = blocks

    @functools.cached_property
    def _ties(self) -> Ties:
        return _find_ties(self._again) if self._again else {}

    def entries(self) -> Iterator[Entry]:
        """The claim of each line, or why it cannot be read."""
        yield from read_json_lines(self._lines, self._name, self._ties)

    def untied(self) -> Iterator[Numbered | Span] | None:
        """The lines, one by one or in blocks (see `lines_in`); None where some of them are tied to others."""
        if self._ties:
            return None
        return self._blocks() if self._blocks else self._lines


def read_json_lines(lines: Iterable[Numbered], name: str, ties: Ties = _NO_TIES) -> Iterator[Entry]:
    """The claim of each line with its ties, or why it cannot be read."""
    for number, line in lines:
        try:
            claim = read_claim(line)
        except InputError as error:
            yield Entry(number, None, f"{name}, line {number}: {error}")
            continue
        found = ties.get((0, number), ())
        yield (
            Entry(number, claim, unchecked=why_over(found), corrections=found)
            if found
            else Entry(number, claim)
        )


def _find_ties(again: Callable[[], Iterable[Numbered]]) -> Ties:
    """The ties of the claims whose reference a replacement or a void bears, by the numbers of their lines."""
    members: dict[str, list[Member]] = {
        head.reference: []
        for _, head in _heads(again(), TYING)
        if head.reference and head.frequency in (REPLACEMENT, VOID)
    }
    if not members:
        return {}
    for number, head in _heads(again(), b'"reference"'):
        if head.reference in members:
            member = Member((0, number), f"line {number}", head.frequency or "", (), head.patient)
            members[head.reference].append(member)
    return {place: ties for found in members.values() for place, ties in tie_claims(found).items()}


def _heads(lines: Iterable[Numbered], key: bytes) -> Iterator[tuple[int, _Head]]:
    """The heads of the claims that have a key. What cannot be read is left: who reads it says so."""
    with suppress(InputError):
        for number, line in lines:
            if key in line:
                with suppress(*_BAD):
                    yield number, _decoder.decode(line)
