"""Which claims of one reference replace and cancel which, whatever the order in which they come."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from app.claims.corrections import Correction, CorrectionKind
from app.coding.claim import REPLACEMENT, VOID

Place = tuple[int, int]
"""The number of a file in its run, and that of the claim or answer in its file."""


class Member(Struct, frozen=True):
    """One who bears a number that is corrected.

    `amounts` are charge and payment of an answer, `patient` tells whose claim it is from others. `number` is
    the digest of the sender's number of it.
    """

    place: Place
    name: str
    state: str
    amounts: tuple[Decimal, ...] = ()
    patient: str | None = None
    number: bytes = b""


def tie_claims(members: Iterable[Member]) -> dict[Place, tuple[Correction, ...]]:
    """The claims of one number, apart for each patient: senders begin their numbers again for each.

    A void cancels all others, a replacement supersedes what is neither.
    """
    groups: dict[str | None, list[Member]] = defaultdict(list)
    for each in members:
        groups[each.patient].append(each)
    return {place: ties for group in groups.values() for place, ties in _tie_group(group).items()}


def _tie_group(found: list[Member]) -> dict[Place, tuple[Correction, ...]]:
    voids = [each for each in found if each.state == VOID]
    replacements = [each for each in found if each.state == REPLACEMENT]
    originals = [each for each in found if each.state not in (REPLACEMENT, VOID)]
    ties: dict[Place, list[Correction]] = defaultdict(list)
    tie(ties, [*originals, *replacements], voids, "canceled", "cancels")
    if not voids:
        tie(ties, originals, replacements, "superseded", "supersedes")
        for each in replacements:
            say(ties, each, "one-of-several", [other for other in replacements if other is not each])
    return {place: tuple(said) for place, said in ties.items()}


def tie(
    ties: dict[Place, list[Correction]],
    ones: list[Member],
    others: list[Member],
    kind: CorrectionKind,
    back: CorrectionKind,
) -> None:
    """Note for each of some what it is to all of the others, and back."""
    for each in ones:
        say(ties, each, kind, others)
    for each in others:
        say(ties, each, back, ones)


def say(ties: dict[Place, list[Correction]], one: Member, kind: CorrectionKind, others: list[Member]) -> None:
    """Note what one is to others, if there are any."""
    if others:
        by_payers = any(each.number != one.number for each in others)
        ties[one.place].append(Correction(kind, tuple(each.name for each in others), by_payers))
