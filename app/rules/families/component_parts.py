"""26 and TC together, and where they do not belong: in a facility, on a hospital claim, in an office."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.examples.example import example
from app.rules.examples.rows import fee_row
from app.rules.lookups.ncci import milder_if_cpt_only
from app.rules.lookups.partners import NEEDLE_GUIDANCE, without
from app.rules.lookups.places import MCPM, in_facility, unplaced
from app.rules.lookups.radiology import lines_with_parts
from app.rules.lookups.surplus import component, is_split
from app.rules.lookups.words import line_field, not_stated

_NEITHER = "Report the code once, without 26 and TC."
_IMAGING = {"fees": {"73040": {"": fee_row("73040", "")}}}


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
    examples=(
        example("both on one line", "20610, 77002-26-TC", "error line 2"),
        example(
            "both on one line in a facility", "20610, 77002-26-TC", "error line 2", pos="22", owner="facility"
        ),
        example("both on one line, place not stated", "20610, 77002-26-TC", "error line 2", pos=None),
        example(
            "both on one line of a hospital claim",
            "20610, 77002-26-TC",
            "error line 2",
            form="institutional",
            pos=None,
        ),
        example(
            "both on one line of a hospital claim, and 26 on another",
            "20610, 77002-26, 77002-26-TC",
            "error line 3",
            form="institutional",
            pos=None,
        ),
        example("on two lines", "20610, 77002-26, 77002-TC", "error line 3"),
        example("the whole service", "20610, 77002"),
        example("on two lines, TC first", "20610, 77002-TC, 77002-26", "error line 3"),
        example("two lines of 26 are another rule", "20610, 77002-26, 77002-26"),
        example("one component", "20610, 77002-26", pos="22", owner="facility"),
        example("both on one line of imaging", "23350, 73040-26-TC", "error line 2"),
        example(
            "both on one line of imaging that does not split: that is another rule",
            "73040-26-TC",
            facts={"fees": {"73040": {"": fee_row("73040", "", "0")}}},
        ),
        example("components of two codes", "20610, 77002-26, 20206, 76942-TC"),
        example("two encounters", "20610, 77002-26, 77002-TC@2"),
        example("on two lines in a facility: TC is the problem", "20610, 77002-26, 77002-TC", pos="22"),
        example(
            "on two lines of a hospital claim, with a place of service",
            "20610, 77002-26, 77002-TC",
            "error line 3",
            form="institutional",
            pos="22",
        ),
        example(
            "on two lines of a hospital claim",
            "20610, 77002-26, 77002-TC",
            "error line 3",
            form="institutional",
            pos=None,
        ),
    ),
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
    examples=(
        example("outpatient hospital", "20610, 77002-TC", "error line 2", pos="22", owner="facility"),
        example(
            "payer follows CPT only", "20610, 77002-TC", "warning line 2", pos="22", payer="commercial-cpt"
        ),
        example("payer not stated", "20610, 77002-TC", "error line 2", pos="22", payer=None),
        example("office", "20610, 77002-TC", pos="11"),
        example("TC on a code that is no radiology", "20610-TC, 77002-26", pos="22"),
        example("TC on imaging", "23350, 73040-TC", "error line 2", pos="22", owner="facility"),
        example("TC on imaging in an office", "23350, 73040-TC", owner="other"),
        example("26", "20610, 77002-26", pos="22", owner="facility"),
        example("both components are another rule", "20610, 77002-26-TC", pos="22"),
        example("place not stated", "20610, 77002-TC", "not checked", pos=None),
        example("a place that no list has", "20610, 77002-TC", "not checked", pos="97"),
        example("institutional claim is another rule", "20610, 77002-TC", form="institutional", pos=None),
    ),
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


@rule(
    id="CMP-104",
    slug="component-26-own-equipment",
    title="26 although the equipment is your own",
    severity="warning",
    basis="cms-policy",
    why="Whoever owns the equipment and reads the images in an office reports the whole service.",
    remedy="Report the code without 26. The technical part then needs the physician in the room.",
    citations=(MCPM, Cite("fcso-supervision", "personal supervision")),
    needs=("places",),
    scope=("office",),
    modifiers=("26",),
    examples=(
        example("office, own equipment", "20610, 77002-26", "warning line 2"),
        example("office, equipment of another", "20610, 77002-26", owner="other"),
        example("imaging in an office, own equipment", "23350, 73040-26", "warning line 2"),
        example(
            "imaging whose technical part wants the physician in the room",
            "23350, 73040-26",
            "warning line 2",
            facts={"fees": {"73040": {"TC": fee_row("73040", "TC")}}},
        ),
        example("imaging in an office, equipment of another", "23350, 73040-26", owner="other"),
        example("TC of another code", "20610, 77002-26, 76942-TC", "warning line 2"),
        example("facility", "20610, 77002-26", pos="22"),
        example("owner not stated", "20610, 77002-26", "not checked", owner=None),
        example("place not stated", "20610, 77002-26", "not checked", pos=None),
        example("a place that no list has", "20610, 77002-26", "not checked", pos="97"),
        example("no 26", "20610, 77002"),
        example("TC on a line of its own is another rule", "20610, 77002-26, 77002-TC"),
        example("institutional claim is another rule", "20610, 77002-26", form="institutional"),
    ),
)
def component_26_own_equipment(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 26 in a place that is no facility when the billing provider owns the equipment."""
    if claim.claim_form == "institutional":
        return
    split = {line.code for line in claim.lines if "TC" in line.modifiers}
    for number, line in lines_with_parts(claim, facts):
        if "26" not in line.modifiers or line.code in split:
            continue
        if unknown := unplaced(claim, facts, f"26 on line {number}"):
            yield unknown
        elif in_facility(facts):
            continue
        elif claim.equipment_owner is None:
            yield not_stated("equipment_owner", f"26 on line {number} was not checked")
        elif claim.equipment_owner == "billing-provider":
            yield Finding(
                f"{line.code} on line {number} has 26, but the billing provider owns the equipment.",
                line=number,
                field=line_field(number, "modifiers"),
                remedy="" if _in_the_room(line, facts) else "Report the code without 26.",
                citations=() if _in_the_room(line, facts) else cited((MCPM,), facts.sources),
                edit=Edit("Remove 26", number, "modifiers", without(line, "26")),
            )


def _in_the_room(line: Line, facts: Facts) -> bool:
    """Whether the technical part wants personal supervision: that of guidance does, else its fee row says."""
    part = facts.fees.get(line.code, {}).get("TC")
    return line.code in NEEDLE_GUIDANCE or (part is not None and part.supervision == "03")


@rule(
    id="CMP-105",
    slug="component-tc-institutional",
    title="TC on an institutional claim",
    severity="error",
    basis="cms-policy",
    why="A hospital claim stands for the technical part as it is. Hospitals do not add TC.",
    remedy="Remove TC.",
    citations=(MCPM,),
    asks=("claim_form",),
    modifiers=("TC",),
    examples=(
        example("hospital claim", "20610, 77002-TC", "error line 2", form="institutional", pos=None),
        example("hospital claim without TC", "20610, 77002", form="institutional", pos=None),
        example("professional claim", "20610, 77002-TC"),
        example("claim form not stated", "20610, 77002-TC", "not checked", form=None),
        example("both components are another rule", "20610, 77002-26-TC", form="institutional", pos=None),
        example(
            "26 on another line is another rule", "20610, 77002-26, 77002-TC", form="institutional", pos=None
        ),
        example(
            "26 of another code", "20610, 77002-TC, 76942-26", "error line 2", form="institutional", pos=None
        ),
        example("procedure with TC is another rule", "20610-TC, 77002", form="institutional", pos=None),
        example("imaging with TC", "23350, 73040-TC", "error line 2", form="institutional", pos=None),
    ),
)
def component_tc_institutional(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find TC on the guidance and imaging lines of a hospital claim."""
    if claim.claim_form != "institutional":
        return
    for number, line in lines_with_parts(claim, facts):
        if component(line) == "TC" and not is_split(claim, line):
            yield Finding(
                f"{line.code} on line {number} has TC on a hospital claim.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit("Remove TC", number, "modifiers", without(line, "TC")),
            )


RULES = (component_both, component_tc_in_facility, component_26_own_equipment, component_tc_institutional)
