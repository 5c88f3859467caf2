"""Modifier 50 with more than one unit."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.families.modifier.misfits import bilateral_misfit
from app.rules.lookups.words import line_field


@rule(
    id="MOD-112",
    slug="bilateral-units",
    title="Modifier 50 with more than one unit",
    severity="warning",
    basis="cms-policy",
    direction="over",
    why="A bilateral procedure is one line with 50 and 1 unit. A second unit says that both sides were done "
    "once more.",
    remedy="Correct the units to 1, unless the record has more than one bilateral procedure of this code.",
    citations=(
        Cite("fcso-modifier-50", "appropriate use"),
        Cite("noridian-modifier-50", "appropriate usage"),
    ),
    modifiers=("50",),
)
def bilateral_units(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures for both sides with several units.

    Other rules speak of guidance, of units above the MUE, and where 50 does not fit the code.
    """
    for number, line in enumerate(claim.lines, 1):
        if "50" not in line.modifiers or line.units < 2 or line.code in facts.guidance.codes:
            continue
        limit = facts.units.get(line.code)
        if limit is not None and line.units > limit.value:
            continue
        if bilateral_misfit(claim, line.code, facts):
            continue
        yield Finding(
            f"{line.code} on line {number} has 50 and {line.units} units; 50 counts both sides as 1 unit.",
            line=number,
            field=line_field(number, "units"),
        )
