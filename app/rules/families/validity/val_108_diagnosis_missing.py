"""Lines that point to no diagnosis."""

from collections.abc import Iterator

from app.coding.claim import Claim, coded_lines
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.validity import NO_DIAGNOSIS
from app.rules.lookups.words import line_field, not_stated


@rule(
    id="VAL-108",
    slug="diagnosis-missing",
    title="Line without a diagnosis",
    severity="warning",
    basis="cms-policy",
    why="Each line of a professional claim points to a diagnosis. A claim without one comes back as "
    "incomplete.",
    remedy="Point the line to the diagnosis in the record that it was done for.",
    citations=(Cite("cms-a58350", "general guidelines"), Cite("hjross-24e", "24E")),
    traits=("line_without_diagnosis",),
)
def diagnosis_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find lines without a diagnosis beside others that have one. Where none has any, none is stated.

    The diagnoses of a hospital's claim belong to the whole claim.
    """
    without = [at for at, line in enumerate(claim.lines, 1) if line.code and not line.diagnoses]
    if without and len(without) == len(coded_lines(claim)):
        yield NO_DIAGNOSIS
    elif without and claim.claim_form is None:
        yield not_stated("claim_form", "lines without a diagnosis were not checked")
    elif claim.claim_form == "professional":
        for number in without:
            yield Finding(
                f"{claim.lines[number - 1].code} on line {number} has no diagnosis, as other lines do.",
                line=number,
                field=line_field(number, "diagnoses"),
            )
