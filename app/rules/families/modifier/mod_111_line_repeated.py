"""A procedure on two lines that nothing tells apart."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import is_procedure
from app.rules.lookups.surplus import REPEAT_OR_DISTINCT
from app.rules.lookups.words import line_field


@rule(
    id="MOD-111",
    slug="line-repeated",
    title="Two lines report the same service",
    severity="warning",
    basis="cms-policy",
    direction="over",
    why="A line that repeats another of the day is denied as a duplicate (CO-18) unless a modifier says why.",
    remedy="Remove one line, or add the modifier that tells the two apart.",
    citations=(Cite("fcso-duplicates", "modifiers"),),
    traits=("units_in_doubt",),
)
def line_repeated(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures on two lines with the same modifiers, units, encounter and practitioner.

    Silent on hospital claims, of which the source says nothing, and where the units exceed the MUE anyway.
    """
    if claim.claim_form == "institutional":
        return
    first_on: dict[object, int] = {}
    for number, line in enumerate(claim.lines, 1):
        if not is_procedure(line.code, facts) or not REPEAT_OR_DISTINCT.isdisjoint(line.modifiers):
            continue
        key = (line.code, frozenset(line.modifiers), line.units, line.encounter, line.practitioner)
        first = first_on.setdefault(key, number)
        if first != number and not _exceeds_limit(claim, facts, line):
            yield _repeated(first, number, line)


def _repeated(first: int, number: int, line: Line) -> Finding:
    named = "-".join((line.code, *line.modifiers))
    return Finding(
        f"Lines {first} and {number} both report {named}; no modifier tells them apart.",
        line=number,
        field=line_field(number, "modifiers"),
        remedy=f"Remove line {number} if it is the same service. Otherwise add what the record shows: XS for "
        "a separate structure, XE for a separate encounter, 76 for a repeat.",
        edit=Edit(f"Remove line {number}", number, "line"),
    )


def _exceeds_limit(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether the units of the day are more than the MUE, which is a flag of its own."""
    limit = facts.units.get(line.code)
    units = sum(other.units for other in claim.lines if other.code == line.code)
    return limit is not None and limit.adjudication != "1" and units > limit.value
