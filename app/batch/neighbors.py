"""The other claims of a patient's day in one run, found before any claim is reviewed.

Claims come in any order, so a primary may stand a million claims behind its add-on. The first pass marks
each patient's day in fields of bits of a fixed size: whether several claims are of it, and whether one
concerns Needlepoint. The second keeps the lines of the claims of days with both marks, and nothing of the
others. Two days that share their bits cost a few lines that are then let go, and never a wrong answer:
claims are put together by the whole key.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Set
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from app.batch.scope import is_outside
from app.claims.record import Entry
from app.coding.claim import REPLACEMENT, VOID, Claim, Line
from app.coding.elsewhere import LineElsewhere

Because = Literal[
    "patient",
    "practitioner",
    "frequency",
    "reference",
    "answer",
    "unchecked",
    "canceling",
    "crowded",
    "stream",
]
BECAUSE: dict[Because, str] = {
    "patient": "no patient is stated",
    "practitioner": "no practitioner is stated for a line",
    "frequency": "a claim of the day replaces or cancels another, and which one is not known",
    "reference": "another claim of the day has the same reference",
    "answer": "it is known from the payer's answer",
    "unchecked": "it is not checked: of an old version, or corrected by another claim",
    "canceling": "it cancels another claim and bills nothing",
    "crowded": "more claims have its patient and day than are looked at together",
    "stream": "the claims can be read once only",
}
"""Why a claim was looked at alone, as a clause."""

Day = tuple[str, str, date, str | None, str | None, str]
"""Whose tokens, patient, date, payer, claim form and rank of payer: what claims of one day have in common."""
MOST = 100
"""As many claims of one patient's day are looked at together: more are test data, or one token for all."""
KEPT = 4_000_000
"""As many bytes of claims are kept in mind in the first pass, packed: a smaller file is read no second time.

That is some 90,000 claims. It is let go of when it does not reach: memory does not grow with the file.
"""
_BLOCK = 512
"""Claims that are packed together: what they have in common is kept once."""
_BITS = 1 << 24  # 2 MB a field


class Neighbor(Struct, frozen=True, gc=False):
    """What is kept of a claim: its name, its own reference, and its coded lines with their practitioners.

    `uncertain`: it replaces or cancels another claim, and which is not known. `outside`: it does not concern
    Needlepoint by itself.
    """

    name: str | int
    reference: str | int
    uncertain: bool
    outside: bool
    lines: tuple[LineElsewhere, ...]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[tuple[Day, Neighbor]])
Beside = tuple[Neighbor, ...] | Because
"""The other claims of the day, or why a claim is looked at alone."""


class Neighbors:
    """The claims of each patient's day that has several, in no order of their files.

    `because`: why no claim of the run could be put beside others. `unread`: the claims of the run that could
    not be read, of whatever day they are; 0 where no other could be put beside them.
    """

    def __init__(
        self, days: dict[Day, tuple[Neighbor, ...]], because: Because | None = None, unread: int = 0
    ) -> None:
        self._days = days
        self.because = because
        self.unread = unread

    def days(self) -> tuple[tuple[Neighbor, ...], ...]:
        """The claims of each day that has several."""
        return tuple(self._days.values())

    def of(self, entry: Entry) -> Beside:
        """The other claims of the day, or why this claim is looked at alone."""
        if because := _cannot_be_grouped(entry) or self.because:
            return because
        assert entry.claim is not None  # or there is a reason
        day = self._days.get(_day(entry, entry.claim), ())
        if len(day) > MOST:
            return "crowded"
        others = tuple(each for each in day if each.name != entry.name)
        if len(others) == len(day):
            return ()
        if any(each.uncertain for each in day):
            return "frequency"
        reference = _reference(entry, entry.claim)
        if len(day) - len(others) > 1 or any(each.reference == reference for each in others):
            return "reference"
        return others


class _Marks:
    """Of each day whether several claims are of it, and whether one concerns us, in fields of bits."""

    def __init__(self) -> None:
        self._seen, self._again, self._concerned = (bytearray(_BITS // 8) for _ in range(3))

    def add(self, day: Day, *, concerned: bool) -> None:
        """Count a claim of a day."""
        byte, mask = divmod(hash(day) % _BITS, 8)
        mask = 1 << mask
        if self._seen[byte] & mask:
            self._again[byte] |= mask
        self._seen[byte] |= mask
        if concerned:
            self._concerned[byte] |= mask

    def holds(self, day: Day) -> bool:
        """Whether both are so, or a day that shares its bits makes it seem so."""
        byte, mask = divmod(hash(day) % _BITS, 8)
        return bool(self._again[byte] & self._concerned[byte] & 1 << mask)


class _Kept:
    """Claims of the first pass in packed blocks, as long as all of them fit. `is_whole`: they do."""

    def __init__(self) -> None:
        self.is_whole = True
        self._blocks: list[bytes] = []
        self._bytes = 0
        self._last: list[tuple[Day, Neighbor]] = []

    def add(self, day: Day, neighbor: Neighbor) -> None:
        """Keep a claim; where that is too much, all are let go of."""
        self._last.append((day, neighbor))
        if len(self._last) < _BLOCK:
            return
        block = zlib.compress(_encoder.encode(self._last), 1)
        self._last = []
        self._bytes += len(block)
        self.is_whole = self._bytes <= KEPT
        self._blocks.append(block)
        if not self.is_whole:
            self._blocks.clear()

    def pairs(self) -> Iterator[tuple[Day, Neighbor]]:
        """The claims in their order."""
        for block in self._blocks:
            yield from _decoder.decode(zlib.decompress(block))
        yield from self._last


def find_neighbors(read: Callable[[], Iterable[Entry]], covered: Set[str] | None) -> Neighbors:
    """Read the claims of a run once, or twice where they do not fit into `KEPT`.

    `read` begins anew each time, and gives the same tokens. `covered`: the codes of which a claim of the day
    must hold one; None: any day counts.
    """
    marks, kept, unread, grouped = _Marks(), _Kept(), 0, False
    for entry in read():
        claim = entry.claim
        unread += claim is None and entry.answer is None and bool(entry.name)
        if claim is None or _cannot_be_grouped(entry):
            continue
        grouped = True
        day = _day(entry, claim)
        marks.add(day, concerned=not _is_outside(claim, covered))
        if kept.is_whole:
            kept.add(day, _neighbor(entry, claim, covered))
    pairs = kept.pairs() if kept.is_whole else _read_pairs(read(), marks, covered)
    days: dict[Day, list[Neighbor]] = {}
    for day, neighbor in pairs:
        if marks.holds(day):
            _add(days.setdefault(day, []), neighbor)
    together = {day: tuple(sorted(found, key=_order)) for day, found in days.items() if _concerns(found)}
    return Neighbors(together, unread=unread if grouped else 0)


def _read_pairs(
    entries: Iterable[Entry], marks: _Marks, covered: Set[str] | None
) -> Iterator[tuple[Day, Neighbor]]:
    for entry, claim in _groupable(entries):
        day = _day(entry, claim)
        if marks.holds(day):
            yield day, _neighbor(entry, claim, covered)


def _add(found: list[Neighbor], neighbor: Neighbor) -> None:
    """Add a claim to its day; of a crowded one no more is kept than tells that it is, and concerns us."""
    if len(found) <= MOST:
        found.append(neighbor)
    elif not neighbor.outside:
        found[-1] = neighbor


def _concerns(claims: list[Neighbor]) -> bool:
    """Whether claims are to be looked at together. Days may have come here by chance of their bits."""
    return len(claims) > 1 and not all(each.outside for each in claims)


def _is_outside(claim: Claim, covered: Set[str] | None) -> bool:
    return covered is not None and is_outside(claim, covered)


def _groupable(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Claim]]:
    for entry in entries:
        if entry.claim is not None and _cannot_be_grouped(entry) is None:
            yield entry, entry.claim


def _cannot_be_grouped(entry: Entry) -> Because | None:
    """Why a claim by itself cannot be put beside others."""
    claim = entry.claim
    if claim is None or (entry.answer is not None and claim.patient is None):
        return "answer"  # an ExplanationOfBenefit answers too, and says whose claim it is
    if entry.unchecked:
        return "unchecked"
    if claim.frequency == VOID and entry.corrections:
        return "canceling"
    if claim.patient is None:
        return "patient"
    if claim.practitioner is None and any(line.code and line.practitioner is None for line in claim.lines):
        return "practitioner"
    return None


def _day(entry: Entry, claim: Claim) -> Day:
    assert claim.patient is not None  # or it cannot be grouped
    return entry.tokens, claim.patient, claim.date_of_service, claim.payer, claim.claim_form, entry.rank


def _neighbor(entry: Entry, claim: Claim, covered: Set[str] | None) -> Neighbor:
    lines = (
        LineElsewhere(
            entry.name,
            number,
            Line(line.code, line.modifiers, line.units),
            line.practitioner or claim.practitioner,
        )
        for number, line in enumerate(claim.lines, 1)
        if line.code
    )
    return Neighbor(
        name=entry.name,
        reference=_reference(entry, claim),
        uncertain=_is_uncertain(entry, claim),
        outside=_is_outside(claim, covered),
        lines=tuple(lines),
    )


def _is_uncertain(entry: Entry, claim: Claim) -> bool:
    """Whether a claim may take the place of another one of the day, and nothing tells of which."""
    kinds = {tie.kind for tie in entry.corrections}
    return entry.replaces or (
        claim.frequency in (REPLACEMENT, VOID) and (not kinds or "one-of-several" in kinds)
    )


def _reference(entry: Entry, claim: Claim) -> str | int:
    """What the sender calls a claim: its reference, unless the reader made that; one for versions of one."""
    stated = f"version {entry.version}" if entry.version else claim.reference
    return stated if stated and not str(entry.name).endswith(stated) else entry.name


def _order(neighbor: Neighbor) -> bytes:
    """By what the claims say, so that their order in the files changes nothing."""
    said = [(each.line.code, each.line.modifiers, each.line.units) for each in neighbor.lines]
    return msgspec.json.encode((said, str(neighbor.name)))
