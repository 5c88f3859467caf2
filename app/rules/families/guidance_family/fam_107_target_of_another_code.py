"""A target in the record that another procedure code is for."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.partners import lines_with
from app.rules.lookups.targets import (
    JOINTS,
    UNDER_ULTRASOUND,
    joint_of_another_size,
    place_with_own_codes,
    target_of,
)
from app.rules.lookups.words import line_field

_TRIGGER_POINTS = frozenset({"20552", "20553"})
_SACROILIAC_CODES = frozenset({"27096", "G0259", "G0260", "20552", "20553"})
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
    joints = lines_with(claim, JOINTS)
    if place is None:
        yield from _size(claim, facts)
    elif not joints:
        yield from _muscles(claim, facts, place)
    elif place == "spine":
        if not _has_spinal_procedure(claim):
            yield _spine(facts, *joints[0], "other joints")
    elif not lines_with(claim, _SACROILIAC_CODES):
        number, line = joints[0]
        yield _sacroiliac(claim, facts, number, line.code)


def _size(claim: Claim, facts: Facts) -> Iterator[Finding]:
    """A joint under the code of another size."""
    found = joint_of_another_size(claim, facts)
    if not found:
        return
    (number, line), joint, right = found
    known = facts.codes.get(line.code)
    yield Finding(
        f"{line.code} on line {number} is for another size than the target on record ({joint}).",
        line=number,
        field=line_field(number, "code"),
        remedy=f"Report {right}, or {UNDER_ULTRASOUND[right]} with ultrasound, or correct the target.",
        citations=known.citations if known else (),
    )


def _muscles(claim: Claim, facts: Facts, place: str) -> Iterator[Finding]:
    """Trigger points where imaging steered a needle into a joint: without it their codes are right."""
    points, said = lines_with(claim, _TRIGGER_POINTS), claim.documentation
    if not points or not said.needle_guided or said.modality not in ("fluoroscopy", "ct"):
        return
    if place == "spine":
        if not _has_spinal_procedure(claim):
            yield _spine(facts, *points[0], "muscles")
    elif not lines_with(claim, _SACROILIAC_CODES - _TRIGGER_POINTS):
        number, line = points[0]
        yield _sacroiliac(claim, facts, number, line.code)


def _spine(facts: Facts, number: int, line: Line, purpose: str) -> Finding:
    """The spine under a code for something else."""
    return Finding(
        f"The target on record is in the spine; {line.code} on line {number} is for {purpose}.",
        line=number,
        field=line_field(number, "code"),
        remedy="Report the code for the spine, or correct the target. Codes for facets and epidurals "
        "contain the guidance.",
        citations=cited((Cite("aapc-a3", "77002 or 77003"),), facts.sources),
    )


def _sacroiliac(claim: Claim, facts: Facts, number: int, code: str) -> Finding:
    """A sacroiliac joint under another code; under ultrasound the right code is disputed."""
    method = claim.documentation.modality
    purpose = "muscles" if code in _TRIGGER_POINTS else "other joints"
    right = "G0260 on a Medicare hospital claim" if claim.claim_form == "institutional" else "27096"
    return Finding(
        f"The target on record is a sacroiliac joint; {code} on line {number} is for {purpose}.",
        line=number,
        field=line_field(number, "code"),
        severity="info" if method == "ultrasound" else None,
        why="Sources disagree about ultrasound; 27096 asks for fluoroscopy or CT."
        if method == "ultrasound"
        else "",
        remedy="Without fluoroscopy or CT report 20552."
        if method in ("landmark", "ultrasound")
        else f"Report {right} if fluoroscopy or CT steered the needle; it contains the guidance. Without "
        "imaging report 20552.",
        citations=cited(_SACROILIAC_CITES, facts.sources),
    )


def _has_spinal_procedure(claim: Claim) -> bool:
    """Whether the claim has a procedure in the spine or at its nerves, to which the target may belong."""
    return any("62" <= line.code[:2] <= "64" or line.code.endswith("T") for line in claim.lines)
