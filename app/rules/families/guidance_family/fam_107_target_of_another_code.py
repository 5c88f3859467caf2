"""A target in the record that another procedure code is for."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.partners import NumberedLine
from app.rules.lookups.targets import (
    INJECTIONS,
    elsewhere_of_family,
    has_other_procedure,
    joint_of_another_size,
    lines_of_family,
    place_with_own_codes,
    target_of,
)
from app.rules.lookups.words import line_field

_SACROILIAC_CITES = (Cite("aapc-si", "sacroiliac joint"), Cite("rheumatology", "sacroiliac joint"))


@rule(
    id="FAM-107",
    slug="target-of-another-code",
    title="The target belongs to another code",
    severity="warning",
    basis="advice",
    why="The procedure code follows from what the needle reached.",
    remedy="Compare the procedure code with the target in the record.",
    citations=(*_SACROILIAC_CITES, Cite("aapc-a3", "77002 or 77003")),
    traits=("target_with_own_codes",),
)
def target_of_another_code(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find injections of joints or muscles at large where the record has another joint or the spine."""
    place = place_with_own_codes(target_of(claim), facts.anatomy)
    injections = elsewhere_of_family(claim, facts, *INJECTIONS)
    if place is None:
        yield from _size(claim, facts)
    elif injections:
        yield _at(place, claim, facts, injections[0], "other joints")
    elif points := _guided_trigger_points(claim, facts):
        yield _at(place, claim, facts, points[0], "muscles")


def _at(place: str, claim: Claim, facts: Facts, found: NumberedLine, purpose: str) -> Finding:
    at = _spine if place == "spine" else _sacroiliac
    return at(claim, facts, found, purpose)


def _size(claim: Claim, facts: Facts) -> Iterator[Finding]:
    """A joint under the code of another size."""
    found = joint_of_another_size(claim, facts)
    if not found:
        return
    (number, line), joint, (right, by_ultrasound) = found
    known = facts.codes.get(line.code)
    yield Finding(
        f"{line.code} on line {number} is for joints of another size than the target on record ({joint}).",
        line=number,
        field=line_field(number, "code"),
        remedy=f"Report {right}, or {by_ultrasound} with ultrasound, or correct the target.",
        citations=known.citations if known else (),
    )


def _guided_trigger_points(claim: Claim, facts: Facts) -> list[NumberedLine]:
    """Trigger points where imaging steered a needle into a joint: without it their codes are right.

    None where another procedure of the claim may be what the needle was for.
    """
    points, said = lines_of_family(claim, facts, "trigger-points"), claim.documentation
    steered = said.needle_guided and said.modality in ("fluoroscopy", "ct")
    return points if steered and not has_other_procedure(claim, facts, "trigger-points") else []


def _spine(claim: Claim, facts: Facts, found: NumberedLine, purpose: str) -> Finding:
    """The spine under a code for something else."""
    number, line = found
    return Finding(
        f"The target on record is in the spine; {line.code} on line {number} is for {purpose}.",
        line=number,
        field=line_field(number, "code"),
        remedy="Report the code for the spine, or correct the target. Codes for facets and epidurals "
        "include the guidance.",
        citations=cited((Cite("aapc-a3", "77002 or 77003"),), facts.sources),
    )


def _sacroiliac(claim: Claim, facts: Facts, found: NumberedLine, purpose: str) -> Finding:
    """A sacroiliac joint under another code; under ultrasound the right code is disputed."""
    number, line = found
    method = claim.documentation.modality
    right = "G0260 on a Medicare hospital claim" if claim.claim_form == "institutional" else "27096"
    return Finding(
        f"The target on record is a sacroiliac joint; {line.code} on line {number} is for {purpose}.",
        line=number,
        field=line_field(number, "code"),
        severity="info" if method == "ultrasound" else None,
        why="Sources disagree about ultrasound; 27096 asks for fluoroscopy or CT."
        if method == "ultrasound"
        else "",
        remedy="Without fluoroscopy or CT report 20552."
        if method in ("landmark", "ultrasound")
        else f"Report {right} if fluoroscopy or CT steered the needle; it includes the guidance. Without "
        "imaging report 20552.",
        citations=cited(_SACROILIAC_CITES, facts.sources),
    )
