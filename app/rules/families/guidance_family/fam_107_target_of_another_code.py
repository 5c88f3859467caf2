"""A target in the record that another procedure code is for."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.partners import lines_with
from app.rules.lookups.targets import place_with_own_codes, target_of
from app.rules.lookups.words import line_field

_JOINTS = frozenset({"20600", "20604", "20605", "20606", "20610", "20611"})
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
    """Find injections of a joint at large where the record has a sacroiliac joint or the spine."""
    joints = lines_with(claim, _JOINTS)
    if not joints:
        return
    number, line = joints[0]
    place = place_with_own_codes(target_of(claim))
    if place == "sacroiliac joint":
        if not lines_with(claim, _SACROILIAC_CODES):
            yield _sacroiliac(claim, facts, number, line.code)
    elif place == "spine" and not _has_spinal_procedure(claim):
        yield Finding(
            f"The target on record is in the spine; {line.code} on line {number} is for other joints.",
            line=number,
            field=line_field(number, "code"),
            remedy="Report the code for the spine, or correct the target. Codes for facets and epidurals "
            "contain the guidance.",
            citations=cited((Cite("aapc-a3", "77002 or 77003"),), facts.sources),
        )


def _sacroiliac(claim: Claim, facts: Facts, number: int, code: str) -> Finding:
    """A sacroiliac joint under the code of another joint; under ultrasound the right code is disputed."""
    method = claim.documentation.modality
    right = "G0260 on a Medicare hospital claim" if claim.claim_form == "institutional" else "27096"
    return Finding(
        f"The target on record is a sacroiliac joint; {code} on line {number} is for other joints.",
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
