"""The professional component alone in an office that owns the equipment."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.families.component.sources import PAYMENT_CONDITIONS
from app.rules.lookups.partners import modifiers_without
from app.rules.lookups.places import why_facility_unknown
from app.rules.lookups.radiology import component_lines
from app.rules.lookups.words import line_field, not_stated


@rule(
    id="CMP-104",
    slug="component-26-own-equipment",
    title="26 although the equipment is your own",
    severity="warning",
    basis="cms-policy",
    direction="under",
    why="Whoever owns the equipment and reads the images in an office reports the global service.",
    remedy="Report the code without 26. The technical component then needs personal supervision (03).",
    citations=(PAYMENT_CONDITIONS, Cite("fcso-supervision", "personal supervision")),
    needs=("places",),
    modifiers=("26",),
    traits=("not_in_facility",),
)
def component_26_own_equipment(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 26 in a place that is no facility when the billing provider owns the equipment."""
    if claim.claim_form == "institutional":
        return
    split = {line.code for line in claim.lines if "TC" in line.modifiers}
    for number, line in component_lines(claim, facts):
        if "26" not in line.modifiers or line.code in split:
            continue
        if unknown := why_facility_unknown(claim, facts, line, f"26 on line {number}"):
            yield unknown
        elif claim.equipment_owner is None:
            yield not_stated("equipment_owner", f"26 on line {number} was not checked")
        elif claim.equipment_owner == "billing-provider":
            yield Finding(
                f"{line.code} on line {number} has 26, but the billing provider owns the equipment.",
                line=number,
                field=line_field(number, "modifiers"),
                remedy="" if _needs_personal_supervision(line, facts) else "Report the code without 26.",
                citations=()
                if _needs_personal_supervision(line, facts)
                else cited((PAYMENT_CONDITIONS,), facts.sources),
                edit=Edit("Remove 26", number, "modifiers", modifiers_without(line, "26")),
            )


def _needs_personal_supervision(line: Line, facts: Facts) -> bool:
    """Whether the technical part wants personal supervision: that of guidance does, else its fee row says."""
    part = facts.fees.get(line.code, {}).get("TC")
    return line.code in facts.guidance.needle or (part is not None and part.supervision == "03")
