"""The claims and answers of X12 files, one after the other, and everything that was not read."""

from collections.abc import Iterator
from typing import IO

from app.claims.record import Entry
from app.claims.x12.envelope import ENVELOPE, LOST, Envelopes, Fault
from app.claims.x12.heads import kind_of_transaction
from app.claims.x12.remittance import RemittanceWalk
from app.claims.x12.run import Run, Surveyed
from app.claims.x12.segments import Segment, read_segments
from app.claims.x12.walk import ClaimWalk
from app.claims.x12_kinds import Kind, Reading
from app.coding.errors import InputError
from app.coding.sentences import count_of

_CUT = "the file or its transaction ends inside this claim, so it was not read."
_WHICH: dict[Reading, tuple[str, str]] = {
    "none": (
        "holds no claims; it was passed over",
        "hold no claims; they were passed over",
    ),
    "dental": (
        "Needlepoint does not read; it was passed over",
        "Needlepoint does not read; they were passed over",
    ),
    "remittance": (
        "has no diagnoses, pointers or places; what it answers is checked in part",
        "have no diagnoses, pointers or places; what they answer is checked in part",
    ),
    "claims": (
        "names no guide that Needlepoint knows; it was read by what stands in it",
        "name no guide that Needlepoint knows; they were read by what stands in them",
    ),
}
"""What is said of a transaction, or of several, that is none of claims of a known guide."""
_NAMED = 8  # transactions that a note names
_ONCE = "it is long and can be read once only, so what does not add up is said at its end, not on its claims."


def read_x12(
    stream: IO[bytes], name: str, run: Run | None = None, surveyed: Surveyed | None = None
) -> Iterator[Entry]:
    """Each claim, or why it could not be read; what is wrong with the file itself as an entry without a name.

    The file is looked at first, unless that was done. Raises InputError when it does not begin as an X12
    file does.
    """
    run, last = run or Run(), 0
    if surveyed is None:
        stream, surveyed = run.survey_alone(stream)
        if surveyed is None:
            yield Entry("", None, notes=(f"{name}: {_ONCE}",))
    reader = _FileReader(name, run, surveyed or Surveyed(0))
    try:
        for segment in read_segments(stream):
            last = segment.number
            yield from reader.take(segment)
    except InputError as error:
        if not last:
            raise InputError(f"{name}: {error}") from None
        yield from reader.finish(f"{name}, behind segment {last}: {error}")
        return
    yield from reader.finish("")


class _FileReader:
    """Keeps envelopes and walks of one file together."""

    def __init__(self, name: str, run: Run, surveyed: Surveyed) -> None:
        self._name = name
        self._surveyed = surveyed
        self._envelopes = Envelopes()
        self._claims = ClaimWalk(name, run, surveyed.number)
        self._answers = RemittanceWalk(name, run, surveyed.number)
        self._walk: ClaimWalk | RemittanceWalk | None = None
        self._kinds: dict[Kind, list[int]] = {}
        """By kind how many transactions that are none of claims of a known guide, then the first of them."""

    def take(self, segment: Segment) -> Iterator[Entry]:
        """The entries that a segment ends. Most segments are only counted: they are not looked at."""
        walk = self._walk
        if walk is not None and segment.id not in ENVELOPE:
            self._envelopes.count()
            if segment.id in walk.wanted:
                yield from walk.take(segment)
            else:
                walk.pass_over(segment.id)
            return
        if walk is not None:
            yield from self._end(walk, "" if segment.id == "SE" else _CUT)
        self._walk = None
        yield from self._problems(self._envelopes.take(segment))
        if segment.id == "ST":
            self._begin(segment)

    def finish(self, problem: str) -> Iterator[Entry]:
        """What is left when the file ends, or cannot be read on."""
        if self._walk is not None:
            yield from self._end(self._walk, _CUT)
        if problem:
            yield Entry("", None, problem)
        yield from self._problems(self._envelopes.finish())
        for kind, (count, *numbers) in self._kinds.items():
            yield Entry("", None, notes=(f"{self._name}: {_say_kind(kind, numbers, count)}",))

    def _end(self, walk: ClaimWalk | RemittanceWalk, cut: str) -> Iterator[Entry]:
        """The claim that a transaction ends with, and what of it belongs to no claim."""
        yield from walk.finish(cut)
        if unknown := walk.passed_over.unclaimed():
            found = count_of(unknown, "segment outside its claims", "segments outside its claims")
            where = f"transaction {self._envelopes.transaction} has {found}"
            yield Entry("", None, f"{self._name}: {where} with an id that claims do not have. {LOST}")

    def _begin(self, segment: Segment) -> None:
        transaction = self._envelopes.transaction
        kind = kind_of_transaction(segment, self._envelopes.guide)
        self._walk = self._walk_for(kind)
        if self._walk is not None:
            self._walk.begin(kind, self._surveyed.warnings(transaction))
        if kind.form is None:
            met = self._kinds.setdefault(kind, [0])
            met[0] += 1
            if len(met) <= _NAMED:
                met.append(transaction)

    def _walk_for(self, kind: Kind) -> ClaimWalk | RemittanceWalk | None:
        if kind.reading == "claims":
            return self._claims
        return self._answers if kind.reading == "remittance" else None

    def _problems(self, faults: Iterator[Fault]) -> Iterator[Entry]:
        for fault in faults:
            yield Entry("", None, f"{self._name}: {fault.sentence}")


def _say_kind(kind: Kind, numbers: list[int], count: int) -> str:
    """What so many transactions are, these among them."""
    one, many = _WHICH[kind.reading]
    if count == 1:
        return f"transaction {numbers[0]} is {kind.label}, which {one}."
    more = count - len(numbers)
    named = [*map(str, numbers), *([f"{more:,} more"] if more else [])]
    return f"transactions {', '.join(named[:-1])} and {named[-1]} are each {kind.label}; these {many}."
