"""The first segments of claims (CLM) and answers (CLP) of a file, with what its envelopes say, read quickly.

All other segments are only counted, a piece of the file at a time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import IO, NamedTuple

from app.claims.x12.envelope import Envelopes, Fault
from app.claims.x12.parties import Parties, People, read_name
from app.claims.x12.segments import Segment, read_batches
from app.claims.x12_kinds import Kind, kind_of
from app.coding.claim import REPLACEMENT, VOID

_BEGINNINGS = frozenset({"IS", "GS", "ST", "SE", "GE", "IE", "CL"})
_FIRST = {"claims": "CLM", "remittance": "CLP"}
_FREQUENCY = re.compile(r"0*([0-9A-Z])(?:\.0*)?")
_AMOUNT = re.compile(r"-?(?:[0-9]{1,12}(?:\.[0-9]{0,4})?|\.[0-9]{1,4})")


class Head(NamedTuple):
    """A claim or an answer: its number among those of its file, its first segment, and whose claim it is.

    `payers`: of a replacement or void the payer's number of the claim that it corrects (REF*F8), or "".
    """

    number: int
    segment: Segment
    patient: str | None = None
    payers: str = ""


def kind_of_transaction(start: Segment, guide: str) -> Kind:
    """The kind of the transaction that an ST begins, in a group of this guide (GS08)."""
    elements = [*start.elements(), *[""] * 3]
    return kind_of(elements[1].strip(), elements[3].strip(), guide.strip())


def facility_of(segment: Segment) -> tuple[str, str]:
    """The place that CLM05-1 names, and of what list it is (CLM05-2): B places of service, A bill types."""
    place, of, _ = _facility(segment)
    return place, of


def frequency_of(segment: Segment) -> str | None:
    """The frequency of a claim (CLM05-3); None for one that is no single letter or digit."""
    frequency = _facility(segment)[2]
    found = _FREQUENCY.fullmatch(frequency)
    return found[1] if found else "" if not frequency else None


def _facility(segment: Segment) -> tuple[str, str, str]:
    elements = [*segment.elements(), *[""] * 5]
    place, of, frequency = (*map(str.strip, segment.components(elements[5])), "", "", "")[:3]
    return place, of, frequency


def amount_of(text: str) -> str:
    """An amount as it is written; "" for what is none."""
    plain = text.strip()
    return plain if _AMOUNT.fullmatch(plain) else ""


class _Patients:
    """Follows whose the claims of a transaction are, as the walk through a whole claim does."""

    ids = frozenset({"HL", "NM"})

    def __init__(self, people: People) -> None:
        self._people = people
        self._parties = Parties()
        self._is_in_claim = False

    def take(self, segment: Segment) -> str | None:
        """Take a segment; gives the token of the patient at hand."""
        if segment.id == "HL":
            self._parties.begin_level((*segment.elements(), "", "", "")[3].strip())
            self._is_in_claim = False
        elif segment.id == "NM1" and not self._is_in_claim:
            read_name(segment, "header", self._parties, None, None, self._people)
        elif segment.id == "CLM":
            self._is_in_claim = True
        return self._parties.patient


class _Correcting:
    """Holds a claim that corrects another until the payer's number of that came, or can come no more."""

    def __init__(self) -> None:
        self._head: Head | None = None

    def take(self, head: Head) -> Iterator[Head]:
        """Take a claim or answer; gives it back unless its number is waited for."""
        if head.segment.id == "CLM" and frequency_of(head.segment) in (REPLACEMENT, VOID):
            self._head = head
        else:
            yield head

    def look(self, contents: Sequence[str], *, is_over: bool = False) -> Iterator[Head]:
        """Look for the number in segments; `is_over`: what follows them is no part of the claim."""
        head = self._head
        if head is None:
            return
        element = head.segment.separators.element
        for content in contents:
            name, *more = content.split(element, 3)
            if name == "LX" or (name == "REF" and more[:1] == ["F8"]):
                head = head._replace(payers=more[1].strip() if name == "REF" and len(more) > 1 else "")
                is_over = True
                break
        if is_over:
            self._head = None
            yield head


def read_heads(
    stream: IO[bytes], fault: Callable[[Fault], None], people: People | None = None
) -> Iterator[Head]:
    """Each claim and answer; `fault` takes what does not add up. Raises InputError where reading ends.

    With `people` the patients of claims are told apart.
    """
    envelopes, kind, seen, number = Envelopes(), Kind(""), {"CLM": 0, "CLP": 0}, 0
    patients = _Patients(people) if people else None
    correcting = _Correcting()
    beginnings = _BEGINNINGS | _Patients.ids if patients else _BEGINNINGS
    for contents, separators in read_batches(stream):
        begun = 0
        for at in [index for index, content in enumerate(contents) if content[:2] in beginnings]:
            between = contents[begun:at]
            envelopes.pass_over(between, number + begun + 1)
            yield from correcting.look(between, is_over=contents[at][:2] != "NM")
            begun = at + 1
            name = contents[at].partition(separators.element)[0]
            segment = Segment(number + begun, name, contents[at], separators)
            for each in envelopes.take(segment):
                fault(each)
            patient = patients.take(segment) if patients else None
            if name == "ST":
                kind = kind_of_transaction(segment, envelopes.guide)
                patients = _Patients(people) if people else None
            elif envelopes.is_inside and _FIRST.get(kind.reading) == name:
                seen[name] += 1
                yield from correcting.take(Head(seen[name], segment, patient))
        envelopes.pass_over(contents[begun:], number + begun + 1)
        yield from correcting.look(contents[begun:])
        number += len(contents)
    yield from correcting.look((), is_over=True)
    for each in envelopes.finish():
        fault(each)
