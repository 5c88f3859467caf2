"""Both components of one service on one claim."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.families.component.sources import PAYMENT_CONDITIONS
from app.rules.lookups.partners import modifiers_without
from app.rules.lookups.places import is_facility
from app.rules.lookups.radiology import component_lines
from app.rules.lookups.surplus import component_of
from app.rules.lookups.words import line_field

_NEITHER = "Report the code once, without 26 and TC."


@rule(
    id="CMP-102",
    slug="component-both",
    title="Both components reported",
    severity="error",
    basis="cms-policy",
    direction="over",
    why="26 and TC are the components of one service. A provider who renders both reports it globally.",
    remedy="Report the code once: globally where you own the equipment, with 26 in a facility.",
    citations=(PAYMENT_CONDITIONS, Cite("pfs-rvu", "26 and TC", of_code=True)),
    modifiers=("TC",),
)
def component_both(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 26 and TC of one code, on one line or on two; in a facility TC alone is the problem."""
    hospital = claim.claim_form == "institutional"
    seen: dict[tuple[str, int], tuple[int, str]] = {}
    for number, line in component_lines(claim, facts):
        if "26" in line.modifiers and "TC" in line.modifiers:
            yield Finding(
                f"{line.code} on line {number} carries both 26 and TC.",
                line=number,
                field=line_field(number, "modifiers"),
                remedy=_NEITHER if hospital else "",
                edit=_offer_without_components(claim, facts, number, line),
            )
            continue
        part = component_of(line)
        if not part or (is_facility(facts, line) and not hospital):
            continue
        other, first = seen.setdefault((line.code, line.encounter), (number, part))
        if first != part:
            yield Finding(
                f"{line.code} is split over lines {other} and {number}: one with 26, one with TC.",
                line=number,
                field=line_field(number, "modifiers"),
                remedy=_NEITHER if hospital else "",
            )


def _offer_without_components(claim: Claim, facts: Facts, number: int, line: Line) -> Edit | None:
    """Both components off on a hospital claim, TC off in a facility; elsewhere the owner decides."""
    if claim.claim_form == "institutional":
        if sum(other.code == line.code for other in claim.lines) > 1:
            return None
        return Edit("Remove 26 and TC", number, "modifiers", modifiers_without(line, "26", "TC"))
    return (
        Edit("Remove TC", number, "modifiers", modifiers_without(line, "TC"))
        if is_facility(facts, line)
        else None
    )
