"""The claims of an X12 file, one after the other, and everything that was not read."""

from collections.abc import Iterator
from typing import IO

from app.claims.record import Entry
from app.claims.x12.envelope import Envelopes
from app.claims.x12.kinds import Kind, kind_of
from app.claims.x12.parties import People
from app.claims.x12.segments import Segment, read_segments
from app.claims.x12.walk import ClaimWalk
from app.coding.errors import InputError

_CUT = "the file or its transaction ends inside this claim, so it was not read."


def read_x12(stream: IO[bytes], name: str, people: People | None = None) -> Iterator[Entry]:
    """Each claim, or why it could not be read; what is wrong with the file itself as an entry without a name.

    Raises InputError when the file does not begin as an X12 file does.
    """
    reader = _FileReader(name, people or People())
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
    """Keeps envelopes and walk of one file together."""

    def __init__(self, name: str, people: People) -> None:
        self._name = name
        self._envelopes = Envelopes()
        self._walk = ClaimWalk(name, people)
        self._kind: Kind | None = None

    def take(self, segment: Segment) -> Iterator[Entry]:
        """The entries that a segment ends."""
        if segment.id in ("ST", "SE", "GS", "GE", "ISA", "IEA"):
            if self._kind is not None:
                yield from self._walk.finish("" if segment.id == "SE" else _CUT)
            self._kind = None
            yield from self._problems(self._envelopes.take(segment))
            if segment.id == "ST":
                yield from self._begin(segment)
            return
        yield from self._problems(self._envelopes.take(segment))
        if self._kind is not None:
            yield from self._walk.take(segment)

    def finish(self, problem: str) -> Iterator[Entry]:
        """What is left when the file ends, or cannot be read on."""
        if self._kind is not None:
            yield from self._walk.finish(_CUT)
        if problem:
            yield Entry("", None, problem)
        yield from self._problems(self._envelopes.finish())

    def _begin(self, segment: Segment) -> Iterator[Entry]:
        elements = [*segment.elements(), *[""] * 3]
        kind = kind_of(elements[1].strip(), elements[3].strip(), self._envelopes.guide.strip())
        if kind.reading == "claims":
            self._kind = kind
            self._walk.begin(kind)
        else:
            what = f"transaction {self._envelopes.transaction} is {kind.label}"
            yield Entry(
                "", None, notes=(f"{self._name}: {what}, which holds no claims; it was passed over.",)
            )

    def _problems(self, sentences: Iterator[str]) -> Iterator[Entry]:
        for sentence in sentences:
            yield Entry("", None, f"{self._name}: {sentence}")
