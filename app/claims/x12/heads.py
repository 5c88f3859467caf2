"""The first segments of claims (CLM) and answers (CLP) of a file, with what its envelopes say, read quickly.

All other segments are only counted, a piece of the file at a time.
"""

import re
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from app.claims.x12.envelope import Envelopes, Fault
from app.claims.x12.kinds import Kind, kind_of
from app.claims.x12.segments import Segment, read_batches

_BEGINNINGS = frozenset({"IS", "GS", "ST", "SE", "GE", "IE", "CL"})
_FIRST = {"claims": "CLM", "remittance": "CLP"}
_FREQUENCY = re.compile(r"0*([0-9A-Z])(?:\.0*)?")


_AMOUNT = re.compile(r"-?(?:[0-9]{1,12}(?:\.[0-9]{0,4})?|\.[0-9]{1,4})")


class Head(NamedTuple):
    """A claim or an answer: its number among those of its file, and its first segment."""

    number: int
    segment: Segment


def kind_of_transaction(start: Segment, guide: str) -> Kind:
    """The kind of the transaction that an ST begins, in a group of this guide (GS08)."""
    elements = [*start.elements(), *[""] * 3]
    return kind_of(elements[1].strip(), elements[3].strip(), guide.strip())


def frequency_of(segment: Segment) -> tuple[str, str | None]:
    """The place that CLM05 names, and the frequency; None for one that is no single letter or digit."""
    elements = [*segment.elements(), *[""] * 5]
    place, _, frequency = (*map(str.strip, segment.components(elements[5])), "", "", "")[:3]
    found = _FREQUENCY.fullmatch(frequency)
    return place, found[1] if found else "" if not frequency else None


def amount_of(text: str) -> str:
    """An amount as it is written; "" for what is none."""
    plain = text.strip()
    return plain if _AMOUNT.fullmatch(plain) else ""


def read_heads(stream: IO[bytes], fault: Callable[[Fault], None]) -> Iterator[Head]:
    """Each claim and answer; `fault` takes what does not add up. Raises InputError where reading ends."""
    envelopes, kind, seen, number = Envelopes(), Kind(""), {"CLM": 0, "CLP": 0}, 0
    for contents, separators in read_batches(stream):
        begun = 0
        for at in [index for index, content in enumerate(contents) if content[:2] in _BEGINNINGS]:
            faults = [*envelopes.pass_over(contents[begun:at], number + begun + 1)]
            begun = at + 1
            name = contents[at].partition(separators.element)[0]
            segment = Segment(number + begun, name, contents[at], separators)
            for each in (*faults, *envelopes.take(segment)):
                fault(each)
            if name == "ST":
                kind = kind_of_transaction(segment, envelopes.guide)
            elif envelopes.is_inside and _FIRST.get(kind.reading) == name:
                seen[name] += 1
                yield Head(seen[name], segment)
        for each in envelopes.pass_over(contents[begun:], number + begun + 1):
            fault(each)
        number += len(contents)
    for each in envelopes.finish():
        fault(each)
