"""The global service where only the professional component may be billed."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.coding.claim import Claim, Line, place_of
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.families.component.sources import PAYMENT_CONDITIONS
from app.rules.lookups.ncci import warning_if_cpt_only
from app.rules.lookups.places import is_facility, is_needle_by_telehealth, why_facility_unknown
from app.rules.lookups.radiology import (
    component_lines,
    components_read_in,
    components_uncertain,
    has_components,
)
from app.rules.lookups.surplus import is_surplus
from app.rules.lookups.words import line_field, not_stated

_CENTER = "24"
_PACKAGED = "An ASC bills on this form too; its guidance is packaged. A physician adds 26."
_OF_CENTER = "An ASC bills on this form too. A physician adds 26."
_LEFT_OFF = "Remove the guidance on a claim of the ASC."
_ASKED = "On a claim of the ASC see whether it is paid for the code."
_OF_PHYSICIAN = "Add 26 on a claim of the physician."


@rule(
    id="CMP-101",
    slug="component-26-missing",
    title="Modifier 26 missing in a facility",
    severity="error",
    basis="cms-policy",
    direction="over",
    why=(
        "PC/TC indicator 1: in a facility the hospital or ASC has the technical component, and the "
        "practitioner reports the professional component, 26."
    ),
    remedy="Add 26 if the record holds the written interpretation.",
    citations=(PAYMENT_CONDITIONS, Cite("pfs-rvu", "facility NA", of_code=True)),
    needs=("places",),
    traits=("whole_service",),
)
def component_26_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find the whole service where only the professional part is the practitioner's."""
    if claim.claim_form == "institutional":
        return
    for number, line in component_lines(claim, facts):
        if "26" in line.modifiers or "TC" in line.modifiers or is_needle_by_telehealth(claim, facts, line):
            continue
        found = _check_whole_service(claim, facts, number, line)
        if found is None or is_surplus(claim, facts, number, line):
            continue
        if isinstance(found, Finding) and (read_in := components_read_in(line.code, facts)):
            yield components_uncertain(line.code, read_in, facts)
            found = replace(found, carried=read_in)
        yield found


def _check_whole_service(claim: Claim, facts: Facts, number: int, line: Line) -> Finding | Unchecked | None:
    """What is wrong with the global service on a line, or why that cannot be said; None for nothing."""
    if unknown := why_facility_unknown(claim, facts, line, f"the component of {line.code}"):
        return unknown
    facility = is_facility(facts, line)
    if not facility and claim.equipment_owner == "billing-provider":
        return None
    if not facility and claim.equipment_owner is None:
        return not_stated("equipment_owner", f"the component of {line.code} was not checked")
    if has_components(line.code, facts) is None:
        return Unchecked(f"No fee schedule row was found for {line.code}, so its component was not checked.")
    if facility:
        return _whole_service_in_facility(claim, facts, number, line)
    return Finding(
        f"{line.code} on line {number} is billed globally, but another entity owns the equipment.",
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning",
        why="Whoever owns the equipment reports the technical component, TC. Whoever interprets reports 26.",
        remedy="Report 26, and let the owner report TC, unless the contract says otherwise.",
        citations=cited((PAYMENT_CONDITIONS,), facts.sources),
    )


def _whole_service_in_facility(claim: Claim, facts: Facts, number: int, line: Line) -> Finding:
    place = place_of(claim, line)
    if place == _CENTER and claim.equipment_owner == "billing-provider":
        return Finding(
            f"{line.code} on line {number} is billed globally; the ASC owns the equipment.",
            line=number,
            field=line_field(number, "modifiers"),
            severity="warning",
            why=_PACKAGED if line.code in facts.guidance.needle else _OF_CENTER,
            remedy=f"{_LEFT_OFF if line.code in facts.guidance.needle else _ASKED} {_OF_PHYSICIAN}",
        )
    split = any(other.code == line.code and "TC" in other.modifiers for other in claim.lines)
    room = len(line.modifiers) < 4 and not split and claim.documentation.interpretation is not False
    return Finding(
        f"{line.code} on line {number} is billed globally; in place of service {place} only 26, the "
        "professional component, is paid.",
        line=number,
        field=line_field(number, "modifiers"),
        severity=warning_if_cpt_only(facts),
        edit=Edit("Add 26", number, "modifiers", ("26", *line.modifiers)) if room else None,
    )
