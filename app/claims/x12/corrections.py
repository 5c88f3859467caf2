"""Which claims and answers of a run correct others, told before the first of them is read.

The first look at the files keeps the numbers (CLM01, CLP01, as digests) of what corrects: claims of frequency
7 and 8, and answers taken back (CLP02 22). The second keeps whoever bears one of those numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.claims.answers import REVERSAL
from app.claims.corrections import Correction
from app.claims.ties import Member, Place, tie, tie_claims
from app.claims.x12.heads import Head, amount_of, frequency_of
from app.claims.x12.parties import People
from app.coding.claim import REPLACEMENT, VOID

Key = tuple[str, bytes]
"""What a number is of ("CLM01", "CLP01", "CLP07"), and its digest."""


class Corrections:
    """The ties of one run. Claims and answers never meet: their numbers are kept apart."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.patients = People()
        """Tells the patients of claims apart while they are tied; its tokens are given to nobody."""
        self._members: dict[Key, list[Member]] = {}
        self._ties: dict[tuple[str, Place], tuple[Correction, ...]] | None = None

    @property
    def are_there(self) -> bool:
        """Whether the run has something that corrects."""
        return bool(self._members)

    def want(self, head: Head) -> None:
        """Keep the numbers of a claim or answer that corrects another."""
        if _state(head) in (REPLACEMENT, VOID) if _is_claim(head) else _state(head) == REVERSAL:
            self._members.update((key, []) for key in self._keys(head))

    def add(self, head: Head, file: int, shown: str) -> None:
        """Keep a claim or answer whose number is corrected. `shown` names its file, "" for an only one."""
        what = "claim" if _is_claim(head) else "answer"
        name = ", ".join(filter(None, (shown, f"{what} {head.number}")))
        amounts = () if _is_claim(head) else _amounts(head)
        member = Member((file, head.number), name, _state(head), amounts, head.patient)
        for key in self._keys(head):
            if (found := self._members.get(key)) is not None:
                found.append(member)

    def find(self, segment_id: str, place: Place) -> tuple[Correction, ...]:
        """The ties of the claim ("CLM") or answer ("CLP") at this place."""
        if not self._members:
            return ()
        if self._ties is None:
            self._ties = {("CLM", at): ties for at, ties in self._of_claims()}
            self._ties |= {("CLP", at): ties for at, ties in self._of_answers()}
        return self._ties.get((segment_id, place), ())

    def _of_claims(self) -> Iterator[tuple[Place, tuple[Correction, ...]]]:
        for (of, _), found in self._members.items():
            if of == "CLM01":
                yield from tie_claims(found).items()

    def _of_answers(self) -> Iterator[tuple[Place, tuple[Correction, ...]]]:
        """The ties of answers, those that have a number in common taken together."""
        groups: dict[Place, dict[Place, Member]] = {}
        for (of, _), found in self._members.items():
            if of == "CLM01" or not found:
                continue
            joined: dict[Place, Member] = {}
            for each in found:
                joined |= groups.get(each.place, {each.place: each})
            groups.update(dict.fromkeys(joined, joined))
        for group in {id(group): group for group in groups.values()}.values():
            yield from tie_answers(sorted(group.values(), key=lambda each: each.place)).items()

    def _keys(self, head: Head) -> list[Key]:
        """The numbers by which a claim or an answer is known: the sender's and, of an answer, the payer's.

        A corrected answer to a claim that was sent anew has the payer's number alone in common with the old.
        """
        elements = [*head.segment.elements(), *[""] * 8]
        numbers = {"CLM01": elements[1]} if _is_claim(head) else {"CLP01": elements[1], "CLP07": elements[7]}
        return [(of, self._people.number(text)) for of, text in numbers.items() if text.strip()]


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
