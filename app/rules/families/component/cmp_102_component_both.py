"""Both components of one service on one claim."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.examples.component.cmp_102_component_both import EXAMPLES
from app.rules.lookups.partners import without
from app.rules.lookups.places import MCPM, in_facility
from app.rules.lookups.radiology import lines_with_parts
from app.rules.lookups.surplus import component
from app.rules.lookups.words import line_field

_NEITHER = "Report the code once, without 26 and TC."


@rule(
    id="CMP-102",
    slug="component-both",
    title="Both components reported",
    severity="error",
    basis="cms-policy",
    why="26 and TC are the two halves of one service. One provider who renders both reports the whole.",
    remedy="Report the code once: whole where you own the equipment, with 26 in a facility.",
    citations=(MCPM, Cite("pfs-rvu", "26 and TC", of_code=True)),
    modifiers=("TC",),
    examples=EXAMPLES,
)
def component_both(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 26 and TC of one code, on one line or on two; in a facility TC alone is the problem."""
    hospital = claim.claim_form == "institutional"
    seen: dict[tuple[str, int], tuple[int, str]] = {}
    for number, line in lines_with_parts(claim, facts):
        if "26" in line.modifiers and "TC" in line.modifiers:
            yield Finding(
                f"{line.code} on line {number} carries both 26 and TC.",
                line=number,
                field=line_field(number, "modifiers"),
                remedy=_NEITHER if hospital else "",
                edit=_joined(claim, facts, number, line),
            )
            continue
        part = component(line)
        if not part or (in_facility(facts) and not hospital):
            continue
        other, first = seen.setdefault((line.code, line.encounter), (number, part))
        if first != part:
            yield Finding(
                f"{line.code} is split over lines {other} and {number}: one with 26, one with TC.",
                line=number,
                field=line_field(number, "modifiers"),
                remedy=_NEITHER if hospital else "",
            )


def _joined(claim: Claim, facts: Facts, number: int, line: Line) -> Edit | None:
    """Both components off on a hospital claim, TC off in a facility; elsewhere the owner decides."""
    if claim.claim_form == "institutional":
        if sum(other.code == line.code for other in claim.lines) > 1:
            return None
        return Edit("Remove 26 and TC", number, "modifiers", without(line, "26", "TC"))
    return Edit("Remove TC", number, "modifiers", without(line, "TC")) if in_facility(facts) else None
