"""Which claims and answers of a run correct others, told before the first of them is read.

The first look at the files keeps the numbers (as digests) of what corrects: the sender's and the payer's of
claims of frequency 7 and 8 (CLM01, REF*F8), and those of answers taken back (CLP02 22: CLP01, CLP07). The
second keeps whoever bears one of those numbers. A claim that was sent anew under another number meets the old
one by way of its answer, which has the payer's number and the sender's old one; files with answers are looked
at before the others for that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from app.claims.answers import REVERSAL
from app.claims.corrections import Correction
from app.claims.ties import Member, Place, tie, tie_claims
from app.claims.x12.heads import Head, amount_of, frequency_of
from app.claims.x12.parties import People
from app.coding.claim import REPLACEMENT, VOID

Key = tuple[str, bytes]
"""What a number is of ("CLM01", "F8", "CLP01", "CLP07"), and its digest."""


class Corrections:
    """The ties of one run. Claims and answers are numbered apart, and meet by the payer's number alone."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.patients = People()
        """Tells the patients of claims apart while they are tied; its tokens are given to nobody."""
        self._members: dict[Key, list[Member]] = {}
        self._answered: dict[bytes, list[Member]] = {}
        self.answers = 0
        """How many answers the first look saw."""
        self._ties: dict[tuple[str, Place], tuple[Correction, ...]] | None = None

    @property
    def are_there(self) -> bool:
        """Whether the run has something that corrects."""
        return bool(self._members)

    def want(self, head: Head) -> None:
        """Keep the numbers of a claim or answer that corrects another."""
        self.answers += not _is_claim(head)
        if _state(head) in (REPLACEMENT, VOID) if _is_claim(head) else _state(head) == REVERSAL:
            self._members.update((key, []) for key in self._keys(head))

    def add(self, head: Head, file: int, shown: str) -> None:
        """Keep a claim or answer whose number is corrected. `shown` names its file, "" for an only one."""
        what = "claim" if _is_claim(head) else "answer"
        name = ", ".join(filter(None, (shown, f"{what} {head.number}")))
        amounts = () if _is_claim(head) else _amounts(head)
        member = Member((file, head.number), name, _state(head), amounts, head.patient, self._number(head))
        if not _is_claim(head):
            self._add_answer(head, member)
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
            for of, at, tie_ in self._between():
                self._ties[of, at] = (*self._ties.get((of, at), ()), tie_)
        return self._ties.get((segment_id, place), ())

    def _add_answer(self, head: Head, answer: Member) -> None:
        """Keep an answer to a claim that was corrected by the payer's number, and want that claim too."""
        payers = self._people.number([*head.segment.elements(), *[""] * 8][7])
        if ("F8", payers) in self._members:
            self._answered.setdefault(payers, []).append(answer)
            if answer.number:
                self._members.setdefault(("CLM01", answer.number), [])

    def _of_claims(self) -> Iterator[tuple[Place, tuple[Correction, ...]]]:
        """The ties of claims, those that have a number in common, or meet by an answer, taken together."""
        bundles = [found for (of, _), found in self._members.items() if of == "CLM01"]
        for (of, number), found in self._members.items():
            if of == "F8":
                of_answers = (
                    self._members.get(("CLM01", a.number), []) for a in self._answered.get(number, ())
                )
                bundles.append([*found, *(each for group in of_answers for each in group)])
        for group in _joined(bundles):
            yield from tie_claims(group).items()

    def _of_answers(self) -> Iterator[tuple[Place, tuple[Correction, ...]]]:
        """The ties of answers, those that have a number in common taken together."""
        bundles = [found for (of, _), found in self._members.items() if of in ("CLP01", "CLP07")]
        for group in _joined(bundles):
            yield from tie_answers(group).items()

    def _between(self) -> Iterator[tuple[str, Place, Correction]]:
        """What corrects claims by the payer's number, and the answers to those claims."""
        for number, answers in self._answered.items():
            claims = self._members["F8", number]
            names = tuple(each.name for each in claims)
            for answer in answers:
                if claims:
                    yield "CLP", answer.place, Correction("corrected-later", names)
            for claim in claims:
                yield (
                    "CLM",
                    claim.place,
                    Correction("corrects-answered", tuple(each.name for each in answers)),
                )

    def _number(self, head: Head) -> bytes:
        """The digest of the sender's number."""
        text = (*head.segment.elements(), "")[1]
        return self._people.number(text) if text.strip() else b""

    def _keys(self, head: Head) -> list[Key]:
        """The numbers by which a claim or an answer is known: the sender's and, if it has one, the payer's.

        A corrected answer to a claim that was sent anew has the payer's number alone in common with the old.
        """
        elements = [*head.segment.elements(), *[""] * 8]
        if _is_claim(head):
            numbers = {"CLM01": elements[1], "F8": head.payers}
        else:
            numbers = {"CLP01": elements[1], "CLP07": elements[7]}
        return [(of, self._people.number(text)) for of, text in numbers.items() if text.strip()]


def _joined(bundles: Iterable[Sequence[Member]]) -> list[list[Member]]:
    """Members that are in one bundle, by way of others too, as one group, in their order in the run."""
    groups: dict[Place, dict[Place, Member]] = {}
    for bundle in bundles:
        joined: dict[Place, Member] = {}
        for each in bundle:
            joined |= groups.get(each.place, {each.place: each})
        groups.update(dict.fromkeys(joined, joined))
    unique = {id(group): group for group in groups.values()}.values()
    return [sorted(group.values(), key=lambda each: each.place) for group in unique]


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
        return frequency_of(head.segment) or ""
    return (*head.segment.elements(), "", "", "")[2].strip()


def _amounts(head: Head) -> tuple[Decimal, ...]:
    """The charge and the payment of an answer; what is no amount counts as none."""
    return tuple(Decimal(amount_of(text) or "0") for text in (*head.segment.elements(), *[""] * 5)[3:5])
