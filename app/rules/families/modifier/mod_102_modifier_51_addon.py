"""Modifier 51 on an add-on."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import (
    modifiers_without,
)
from app.rules.lookups.words import line_field


@rule(
    id="MOD-102",
    slug="modifier-51-addon",
    title="51 on an add-on code",
    severity="error",
    basis="cms-policy",
    why="Multiple procedure indicator 0: an add-on code is exempt from the reduction, so 51 does not apply.",
    remedy="Remove 51.",
    citations=(Cite("aapc-a8", "modifier 51"), Cite("pfs-rvu", "multiple procedure indicator 0")),
    needs=("add-ons",),
    modifiers=("51",),
)
def modifier_51_addon(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 51 on an add-on code."""
    for number, line in enumerate(claim.lines, 1):
        if "51" in line.modifiers and line.code in facts.primaries:
            yield Finding(
                f"{line.code} on line {number} is an add-on; 51 does not apply.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit("Remove 51", number, "modifiers", modifiers_without(line, "51")),
            )
