"""The technical component on a professional claim from a facility."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.examples.component.cmp_103_component_tc_in_facility import EXAMPLES
from app.rules.lookups.ncci import milder_if_cpt_only
from app.rules.lookups.places import MCPM, in_facility, unplaced
from app.rules.lookups.radiology import lines_with_parts
from app.rules.lookups.surplus import component
from app.rules.lookups.words import line_field


@rule(
    id="CMP-103",
    slug="component-tc-in-facility",
    title="TC on a facility patient",
    severity="error",
    basis="cms-policy",
    why=(
        "For patients of a hospital, surgical center or Part A nursing stay the technical part is "
        "the facility's."
    ),
    remedy="Leave TC to the facility. Report 26 if you hold the written interpretation.",
    citations=(MCPM, Cite("cms-rac-0123", "TC in a facility")),
    needs=("places",),
    modifiers=("TC",),
    examples=EXAMPLES,
)
def component_tc_in_facility(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find TC by a practitioner in a facility."""
    if claim.claim_form == "institutional":
        return
    for number, line in lines_with_parts(claim, facts):
        if component(line) != "TC":
            continue
        if unknown := unplaced(claim, facts, f"TC on line {number}"):
            yield unknown
        elif in_facility(facts):
            yield Finding(
                f"TC on line {number}: in place of service {claim.place_of_service} the technical part "
                "belongs to the facility.",
                line=number,
                field=line_field(number, "modifiers"),
                severity=milder_if_cpt_only(facts),
            )
