"""Add-on codes without a listed primary, where no other rule names the root."""

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.rules.lookups.memo import cached_per_claim
from app.rules.lookups.partners import (
    alternatives,
    inclusions,
    is_procedure,
)
from app.rules.lookups.primaries import add_ons_without_primary, ended_primaries
from app.rules.lookups.surplus import stacked_lines

UnpairedAddOn = tuple[int, Line, frozenset[str], tuple[int, ...]]
FEW = 3


@cached_per_claim
def lone_add_ons(claim: Claim, facts: Facts) -> tuple[UnpairedAddOn, ...]:
    """The add-ons without a listed primary, where no other rule names the root.

    Each with its line, the primaries that are listed, and the lines that hold a procedure.
    """
    lone = [
        each
        for each in add_ons_without_primary(claim, facts)
        if not _is_explained_elsewhere(claim, facts, each[0], each[1].code)
    ]
    if not lone:
        return ()
    procedures = tuple(
        number
        for number, line in enumerate(claim.lines, 1)
        if line.code not in facts.primaries and is_procedure(line.code, facts)
    )
    return tuple((*each, procedures) for each in lone)


def _is_explained_elsewhere(claim: Claim, facts: Facts, number: int, add_on: str) -> bool:
    """Whether another rule names the root: guidance inside, of the wrong family, too many; primary ended."""
    return bool(
        inclusions(claim, facts, add_on)
        or alternatives(claim, facts, add_on)
        or ended_primaries(claim, facts, add_on)
        or number in stacked_lines(claim, facts)
    )


def describe_primaries(primaries: frozenset[str]) -> str:
    """What an add-on goes with, for a sentence: few codes by number, many by their count."""
    if len(primaries) > FEW:
        return f"one of {len(primaries)} listed procedures"
    return " or ".join(sorted(primaries)) or "a primary procedure"
