"""The technical component on a professional claim from a facility."""

from collections.abc import Iterator

from app.coding.claim import Claim, place_of
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.families.component.sources import PAYMENT_CONDITIONS
from app.rules.lookups.ncci import warning_if_cpt_only
from app.rules.lookups.places import is_facility, why_facility_unknown
from app.rules.lookups.radiology import component_lines
from app.rules.lookups.surplus import component_of
from app.rules.lookups.words import line_field


@rule(
    id="CMP-103",
    slug="component-tc-in-facility",
    title="TC on a facility patient",
    severity="error",
    basis="cms-policy",
    direction="over",
    why=(
        "For patients of a hospital, surgical center or Part A nursing stay the technical component is "
        "the facility's."
    ),
    remedy="Leave TC to the facility. Report 26 if you hold the written interpretation.",
    citations=(PAYMENT_CONDITIONS, Cite("cms-rac-0123", "TC in a facility")),
    needs=("places",),
    modifiers=("TC",),
)
def component_tc_in_facility(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find TC by a practitioner in a facility."""
    if claim.claim_form == "institutional":
        return
    for number, line in component_lines(claim, facts):
        if component_of(line) != "TC":
            continue
        if unknown := why_facility_unknown(claim, facts, line, f"TC on line {number}"):
            yield unknown
        elif is_facility(facts, line):
            yield Finding(
                f"TC on line {number}: in place of service {place_of(claim, line)} the technical component "
                "belongs to the facility.",
                line=number,
                field=line_field(number, "modifiers"),
                severity=warning_if_cpt_only(facts),
            )
