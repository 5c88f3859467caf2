"""Which claims and answers of a run correct others, told before the first of them is read.

The first look at the files keeps the numbers (CLM01, CLP01, as digests) of what corrects: claims of frequency
7 and 8, and answers taken back (CLP02 22). The second keeps whoever bears one of those numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from app.claims.answers import REVERSAL
from app.claims.corrections import Correction
from app.claims.ties import Member, Place, tie, tie_claims
from app.claims.x12.heads import Head, amount_of, frequency_of
from app.claims.x12.parties import People
from app.coding.claim import REPLACEMENT, VOID


class Corrections:
    """The ties of one run. Claims and answers never meet: their numbers are kept apart."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._members: dict[tuple[str, bytes], list[Member]] = {}
        self._ties: dict[tuple[str, bytes], dict[Place, tuple[Correction, ...]]] = {}

    @property
    def are_there(self) -> bool:
        """Whether the run has something that corrects."""
        return bool(self._members)

    def want(self, head: Head) -> None:
        """Keep the number of a claim or answer that corrects another."""
        if _state(head) in (REPLACEMENT, VOID) if _is_claim(head) else _state(head) == REVERSAL:
            self._members[self._key(head)] = []

    def add(self, head: Head, file: int, shown: str) -> None:
        """Keep a claim or answer whose number is corrected. `shown` names its file, "" for the only one."""
        found = self._members.get(self._key(head))
        if found is None:
            return
        what = "claim" if _is_claim(head) else "answer"
        name = ", ".join(filter(None, (shown, f"{what} {head.number}")))
        amounts = () if _is_claim(head) else _amounts(head)
        found.append(Member((file, head.number), name, _state(head), amounts))

    def find(self, segment_id: str, digest: bytes, place: Place) -> tuple[Correction, ...]:
        """The ties of the claim ("CLM") or answer ("CLP") of this number at this place."""
        key = (segment_id, digest)
        if not self._members or key not in self._members:
            return ()
        if key not in self._ties:
            members = sorted(self._members[key], key=lambda each: each.place)
            self._ties[key] = tie_claims(members) if segment_id == "CLM" else tie_answers(members)
        return self._ties[key].get(place, ())

    def _key(self, head: Head) -> tuple[str, bytes]:
        number = (*head.segment.elements(), "")[1]
        return head.segment.id, self._people.number(number)


def tie_answers(members: Iterable[Member]) -> dict[Place, tuple[Correction, ...]]:
    """The answers to one claim: each reversal with the answer that it negates, and the corrected one.

    A reversal's amounts are those of the old decision with the other sign (X12 RFI 1429); of two answers of
    the same amounts the one before it is the old one. What is left, if it is one, is the corrected answer.
    """
    found = list(members)
    reversals = [each for each in found if each.state == REVERSAL]
    others = [each for each in found if each.state != REVERSAL]
    ties: dict[Place, list[Correction]] = defaultdict(list)
    are_matched = True
    for each in reversals:
        old = _negated(each, others)
        are_matched = are_matched and old is not None
        if old:
            others.remove(old)
            tie(ties, [old], [each], "taken-back", "takes-back")
    if not are_matched:  # what stands before them may be what they take back
        others = [each for each in others if each.place > reversals[0].place]
    if len(others) == 1:
        tie(ties, reversals, others, "corrected", "corrects")
    return {place: tuple(said) for place, said in ties.items()}


def _negated(reversal: Member, others: list[Member]) -> Member | None:
    """The answer before the reversal whose amounts it negates."""
    wanted = tuple(-amount for amount in reversal.amounts)
    found = [each for each in others if each.place < reversal.place and each.amounts == wanted]
    return found[-1] if found else None


def _is_claim(head: Head) -> bool:
    return head.segment.id == "CLM"


def _state(head: Head) -> str:
    """The frequency of a claim, the status of an answer."""
    if _is_claim(head):
        return frequency_of(head.segment)[1] or ""
    return (*head.segment.elements(), "", "", "")[2].strip()


def _amounts(head: Head) -> tuple[Decimal, ...]:
    """The charge and the payment of an answer; what is no amount counts as none."""
    return tuple(Decimal(amount_of(text) or "0") for text in (*head.segment.elements(), *[""] * 5)[3:5])
