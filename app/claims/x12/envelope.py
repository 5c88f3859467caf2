"""The envelopes of an X12 file: interchanges hold groups, groups hold transactions, and each says its counts.

IEA01, GE01 and SE01 count groups, transactions and segments; IEA02, GE02 and SE02 repeat the control number
of ISA13, GS06 and ST02. What differs was lost on the way, and is said.
"""

from collections.abc import Iterator

from msgspec import Struct

from app.claims.x12.segments import Segment
from app.coding.sentences import count_of
from app.coding.words import FileWarning

_ENDS = {
    "IEA": ("ISA", 13, "interchange", "groups"),
    "GE": ("GS", 6, "group", "transactions"),
    "SE": ("ST", 2, "transaction", "segments"),
}
_COUNTS: dict[str, FileWarning] = {
    "SE": "segment-count",
    "GE": "transaction-count",
    "IEA": "group-count",
}
_STARTS = {start: end for end, (start, *_) in _ENDS.items()}
_ORDER = ("ISA", "GS", "ST")
_CLAIMS = frozenset({"CLM", "CLP"})
LOST = "Something was lost on the way: get the file again."
"""What is said behind each fault of an envelope."""
ENVELOPE = frozenset({*_ENDS, *_ORDER})
"""The segments that begin or end an envelope."""
ALL = 1 << 60  # more transactions than any file has


class Fault(Struct, frozen=True, gc=False):
    """What does not add up, with the first and last of the transactions that it concerns."""

    kind: FileWarning
    first: int
    last: int
    sentence: str


class _Open(Struct):
    """An envelope that is open: its number of all of its kind, its control number, what it held so far.

    `first` is the number of its first transaction, if it has one.
    """

    number: int
    control: str
    first: int
    held: int = 0


class Envelopes:
    """Follows the envelopes of one file and says what does not add up."""

    def __init__(self) -> None:
        self._open: dict[str, _Open] = {}
        self._seen = dict.fromkeys(_ORDER, 0)
        self._stray_from = 0
        self._stray_claims = 0
        self.guide = ""

    @property
    def transaction(self) -> int:
        """The number of the transaction in the file, counted from 1."""
        return self._seen["ST"]

    def count(self, segments: int = 1) -> None:
        """Count in segments that stand inside a transaction and begin or end nothing."""
        self._open["ST"].held += segments

    @property
    def is_inside(self) -> bool:
        """Whether a transaction is open."""
        return "ST" in self._open

    def take(self, segment: Segment) -> Iterator[Fault]:
        """Count a segment in; gives each thing that does not add up."""
        if transaction := self._open.get("ST"):
            transaction.held += 1
        if segment.id in _STARTS:
            yield from self._begin(segment)
        elif segment.id in _ENDS:
            yield from self._end(segment)
        elif not self.is_inside and segment.id != "TA1":
            self._stray_from = self._stray_from or segment.number
            self._stray_claims += segment.id in _CLAIMS

    def pass_over(self, contents: list[str], number: int) -> None:
        """Count in segments that begin and end nothing, nor a claim, the first of them of this number."""
        if contents and self.is_inside:
            self.count(len(contents))
        elif not self._stray_from:
            strays = (place for place, text in enumerate(contents, number) if not text.startswith("TA1"))
            self._stray_from = next(strays, 0)

    def finish(self) -> Iterator[Fault]:
        """What is still open when the file ends."""
        yield from self._strays()
        yield from self._cut_short(_ORDER)

    def _strays(self) -> Iterator[Fault]:
        """What stood outside every transaction since the last beginning or end, and what went with it."""
        number, claims = self._stray_from, self._stray_claims
        self._stray_from = self._stray_claims = 0
        if number:
            unread = count_of(claims, "claim there was not read", "claims there were not read")
            where = f"segment {number} stands outside every transaction"
            sentence = f"{where}{f', and {unread}' if claims else ''}. {LOST}"
            yield Fault("stray-segments", 1, ALL, sentence)

    def _begin(self, segment: Segment) -> Iterator[Fault]:
        level = _ORDER.index(segment.id)
        yield from self._strays()
        yield from self._cut_short(_ORDER[level:])
        for around in _ORDER[max(level - 1, 0) : level]:
            if around in self._open:
                self._open[around].held += 1
            else:
                sentence = f"segment {segment.number} begins without {around} before it. {LOST}"
                yield Fault("no-beginning", 1, ALL, sentence)
        elements = segment.elements()
        place = _ENDS[_STARTS[segment.id]][1]
        if segment.id != "ST":
            self.guide = elements[8] if segment.id == "GS" and len(elements) > 8 else ""
        self._seen[segment.id] += 1
        control = elements[place].strip() if len(elements) > place else ""
        first = self.transaction + (segment.id != "ST")
        self._open[segment.id] = _Open(self._seen[segment.id], control, first, int(segment.id == "ST"))

    def _end(self, segment: Segment) -> Iterator[Fault]:
        start, _, what, held = _ENDS[segment.id]
        yield from self._strays()
        yield from self._cut_short(_ORDER[_ORDER.index(start) + 1 :])
        opened = self._open.pop(start, None)
        if opened is None:
            sentence = f"segment {segment.number} ends {what} without {start} before it. {LOST}"
            yield Fault("no-beginning", 1, ALL, sentence)
            return
        elements = [*segment.elements(), "", ""]
        name = f"{what} {opened.number}"
        stated = elements[1].strip()[:12]
        if not stated.isdecimal() or int(stated) != opened.held:
            sentence = f"{name} has {opened.held} {held}, and {segment.id}01 says another count. {LOST}"
            yield self._fault(_COUNTS[segment.id], opened, sentence)
        if elements[2].strip() != opened.control:
            sentence = f"{name} ends with another control number ({segment.id}02). {LOST}"
            yield self._fault("control-number", opened, sentence)

    def _fault(self, kind: FileWarning, opened: _Open, sentence: str) -> Fault:
        return Fault(kind, opened.first, self.transaction, sentence)

    def _cut_short(self, levels: tuple[str, ...]) -> Iterator[Fault]:
        """Those of the levels that are open and have no end."""
        for start in reversed(levels):
            if opened := self._open.pop(start, None):
                what = _ENDS[_STARTS[start]][2]
                sentence = f"{what} {opened.number} has no end ({_STARTS[start]}). {LOST}"
                yield self._fault("cut-short", opened, sentence)
