"""The claims and answers of X12 files, one after the other, and everything that was not read."""

from collections.abc import Iterator
from typing import IO

from app.claims.record import Entry
from app.claims.x12.envelope import Envelopes
from app.claims.x12.kinds import Kind, kind_of
from app.claims.x12.parties import People
from app.claims.x12.remittance import RemittanceWalk
from app.claims.x12.segments import Segment, read_segments
from app.claims.x12.sent import Sent
from app.claims.x12.walk import ClaimWalk
from app.coding.errors import InputError

_CUT = "the file or its transaction ends inside this claim, so it was not read."
_IN_PART = "has no diagnoses, pointers or places; what it answers is checked in part"
_ENVELOPE = ("ST", "SE", "GS", "GE", "ISA", "IEA")


class Run:
    """One reading of several files: tokens hold across them, and answers find the claims that were sent.

    `has_answers`: one of the files is an 835, so claims that were sent are kept in mind, as digests.
    """

    def __init__(self, *, has_answers: bool = False) -> None:
        self.people = People()
        self.sent = Sent(keeps=has_answers)


def read_x12(stream: IO[bytes], name: str, run: Run | None = None) -> Iterator[Entry]:
    """Each claim, or why it could not be read; what is wrong with the file itself as an entry without a name.

    Raises InputError when the file does not begin as an X12 file does.
    """
    reader = _FileReader(name, run or Run())
    last = 0
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

    def __init__(self, name: str, run: Run) -> None:
        self._name = name
        self._envelopes = Envelopes()
        self._claims = ClaimWalk(name, run.people, run.sent)
        self._answers = RemittanceWalk(name, run.people, run.sent)
        self._walk: ClaimWalk | RemittanceWalk | None = None

    def take(self, segment: Segment) -> Iterator[Entry]:
        """The entries that a segment ends. Most segments are only counted: they are not looked at."""
        walk = self._walk
        if walk is not None and segment.id not in _ENVELOPE:
            self._envelopes.count()
            if segment.id in walk.wanted:
                yield from walk.take(segment)
            return
        if walk is not None:
            yield from walk.finish("" if segment.id == "SE" else _CUT)
        self._walk = None
        yield from self._problems(self._envelopes.take(segment))
        if segment.id == "ST":
            yield from self._begin(segment)

    def finish(self, problem: str) -> Iterator[Entry]:
        """What is left when the file ends, or cannot be read on."""
        if self._walk is not None:
            yield from self._walk.finish(_CUT)
        if problem:
            yield Entry("", None, problem)
        yield from self._problems(self._envelopes.finish())

    def _begin(self, segment: Segment) -> Iterator[Entry]:
        elements = [*segment.elements(), *[""] * 3]
        kind = kind_of(elements[1].strip(), elements[3].strip(), self._envelopes.guide.strip())
        self._walk = self._walk_for(kind)
        if self._walk is not None:
            self._walk.begin(kind)
        if kind.reading != "claims":
            what = f"transaction {self._envelopes.transaction} is {kind.label}"
            rest = "holds no claims; it was passed over" if self._walk is None else _IN_PART
            yield Entry("", None, notes=(f"{self._name}: {what}, which {rest}.",))

    def _walk_for(self, kind: Kind) -> ClaimWalk | RemittanceWalk | None:
        if kind.reading == "claims":
            return self._claims
        return self._answers if kind.reading == "remittance" else None

    def _problems(self, sentences: Iterator[str]) -> Iterator[Entry]:
        for sentence in sentences:
            yield Entry("", None, f"{self._name}: {sentence}")
