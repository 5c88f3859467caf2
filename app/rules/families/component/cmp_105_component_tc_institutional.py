"""TC on a hospital claim."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import rule
from app.rules.families.component.sources import PAYMENT_CONDITIONS
from app.rules.lookups.partners import modifiers_without
from app.rules.lookups.radiology import component_lines
from app.rules.lookups.surplus import component_of, has_both_components
from app.rules.lookups.words import line_field


@rule(
    id="CMP-105",
    slug="component-tc-institutional",
    title="TC on an institutional claim",
    severity="error",
    basis="cms-policy",
    why="A hospital claim already stands for the technical component. Hospitals do not add TC.",
    remedy="Remove TC.",
    citations=(PAYMENT_CONDITIONS,),
    required_fields=("claim_form",),
    modifiers=("TC",),
)
def component_tc_institutional(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find TC on the guidance and imaging lines of a hospital claim."""
    if claim.claim_form != "institutional":
        return
    for number, line in component_lines(claim, facts):
        if component_of(line) == "TC" and not has_both_components(claim, line):
            yield Finding(
                f"{line.code} on line {number} has TC on a hospital claim.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit("Remove TC", number, "modifiers", modifiers_without(line, "TC")),
            )
