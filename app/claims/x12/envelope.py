"""The envelopes of an X12 file: interchanges hold groups, groups hold transactions, and each says its counts.

IEA01, GE01 and SE01 count groups, transactions and segments; IEA02, GE02 and SE02 repeat the control number
of ISA13, GS06 and ST02. What differs was lost on the way, and is said.
"""

from collections.abc import Iterator

from msgspec import Struct

from app.claims.x12.segments import Segment

_ENDS = {
    "IEA": ("ISA", 13, "interchange", "groups"),
    "GE": ("GS", 6, "group", "transactions"),
    "SE": ("ST", 2, "transaction", "segments"),
}
_STARTS = {start: end for end, (start, *_) in _ENDS.items()}
_ORDER = ("ISA", "GS", "ST")
_LOST = "Something was lost on the way: get the file again."


class _Open(Struct):
    """An envelope that is open: its number of all of its kind, its control number, what it held so far."""

    number: int
    control: str
    held: int = 0


class Envelopes:
    """Follows the envelopes of one file and says what does not add up."""

    def __init__(self) -> None:
        self._open: dict[str, _Open] = {}
        self._seen = dict.fromkeys(_ORDER, 0)
        self._is_stray = False
        self.guide = ""

    @property
    def transaction(self) -> int:
        """The number of the transaction in the file, counted from 1."""
        return self._seen["ST"]

    def count(self) -> None:
        """Count a segment in that stands inside a transaction and opens or ends nothing."""
        self._open["ST"].held += 1

    def take(self, segment: Segment) -> Iterator[str]:
        """Count a segment in; one sentence for each thing that does not add up."""
        if transaction := self._open.get("ST"):
            transaction.held += 1
        if segment.id in _STARTS:
            yield from self._begin(segment)
        elif segment.id in _ENDS:
            yield from self._end(segment)
        elif "ST" not in self._open and segment.id != "TA1" and not self._is_stray:
            self._is_stray = True
            yield f"segment {segment.number} stands outside every transaction. {_LOST}"

    def finish(self) -> Iterator[str]:
        """What is still open when the file ends."""
        yield from self._cut_short(_ORDER)

    def _begin(self, segment: Segment) -> Iterator[str]:
        level = _ORDER.index(segment.id)
        self._is_stray = False
        yield from self._cut_short(_ORDER[level:])
        for around in _ORDER[max(level - 1, 0) : level]:
            if around in self._open:
                self._open[around].held += 1
            else:
                yield f"segment {segment.number} begins without {around} before it. {_LOST}"
        elements = segment.elements()
        place = _ENDS[_STARTS[segment.id]][1]
        if segment.id == "GS":
            self.guide = elements[8] if len(elements) > 8 else ""
        self._seen[segment.id] += 1
        control = elements[place].strip() if len(elements) > place else ""
        self._open[segment.id] = _Open(self._seen[segment.id], control, int(segment.id == "ST"))

    def _end(self, segment: Segment) -> Iterator[str]:
        start, _, what, held = _ENDS[segment.id]
        yield from self._cut_short(_ORDER[_ORDER.index(start) + 1 :])
        opened = self._open.pop(start, None)
        if opened is None:
            yield f"segment {segment.number} ends {what} without {start} before it. {_LOST}"
            return
        elements = [*segment.elements(), "", ""]
        name = f"{what} {opened.number}"
        if not elements[1].strip().isdecimal() or int(elements[1][:12]) != opened.held:
            yield f"{name} has {opened.held} {held}, and {segment.id}01 says another count. {_LOST}"
        if elements[2].strip() != opened.control:
            yield f"{name} ends with another control number ({segment.id}02). {_LOST}"

    def _cut_short(self, levels: tuple[str, ...]) -> Iterator[str]:
        """Those of the levels that are open and have no end."""
        for start in reversed(levels):
            if opened := self._open.pop(start, None):
                what = _ENDS[_STARTS[start]][2]
                yield f"{what} {opened.number} has no end ({_STARTS[start]}). {_LOST}"
