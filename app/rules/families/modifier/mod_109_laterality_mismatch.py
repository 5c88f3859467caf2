"""The side on a line, against the side in the record."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.words import Laterality
from app.rules.engine.rule import Cite, rule
from app.rules.families.modifier.misfits import fitting_sides
from app.rules.lookups.partners import SIDE_OF, is_procedure
from app.rules.lookups.surplus import is_surplus
from app.rules.lookups.words import line_field, not_stated

_BOTH = {"bilateral": "both sides"}
_ONE_FIELD = "The record states one side for the claim, and its procedures are on two."
_STATE_BOTH = (
    "Read the side of this procedure in the record. If it was done on this side, state both sides; "
    "otherwise correct the line."
)


@rule(
    id="MOD-109",
    slug="laterality-mismatch",
    title="Side differs from the record",
    severity="error",
    basis="cms-policy",
    why="The side on the line and the side in the record must be the same.",
    remedy="Compare the side in the record with the line and correct the one that is wrong.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    traits=("other_side",),
)
def laterality_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find sides on lines that the record does not have."""
    documented = claim.documentation.laterality
    for number, line in enumerate(claim.lines, 1):
        sides = fitting_sides(claim, line, facts)
        if not sides or _is_matter_of_units(line, facts) or is_surplus(claim, facts, number, line):
            continue
        if documented is None:
            yield not_stated("documentation.laterality", f"{sides[0]} on line {number} was not compared")
            continue
        wrong = [side for side in sides if SIDE_OF[side] != documented]
        if wrong:
            says = SIDE_OF[wrong[0]]
            other = 0 if says == "bilateral" else _procedure_on(documented, claim, facts, line.code)
            yield Finding(
                f"{wrong[0]} on line {number} says {_BOTH.get(says, says)}; the record says {documented}"
                + (f", as line {other} does." if other else "."),
                line=number,
                field=line_field(number, "modifiers"),
                severity="warning" if other else None,
                why=_ONE_FIELD if other else "",
                remedy=_STATE_BOTH if other else "",
            )


def _procedure_on(documented: Laterality, claim: Claim, facts: Facts, code: str) -> int:
    """The line of another procedure on the side in the record, which may speak of it alone; else 0."""
    if not is_procedure(code, facts):
        return 0
    for number, line in enumerate(claim.lines, 1):
        sides = {SIDE_OF[modifier] for modifier in line.modifiers if modifier in SIDE_OF}
        if sides == {documented} and line.code != code and is_procedure(line.code, facts):
            return number
    return 0


def _is_matter_of_units(line: Line, facts: Facts) -> bool:
    """Whether the sides of guidance are a matter of its units, not of the record."""
    if line.code not in facts.guidance.needle:
        return False
    return "50" in line.modifiers or ("RT" in line.modifiers and "LT" in line.modifiers)
