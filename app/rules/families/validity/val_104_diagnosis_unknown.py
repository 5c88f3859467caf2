"""Diagnosis codes that do not exist, or may not be billed, on the date of service."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.validity import NO_DIAGNOSIS, is_of_icd_9
from app.rules.lookups.words import line_field


@rule(
    id="VAL-104",
    slug="diagnosis-unknown",
    title="Diagnosis code not valid",
    severity="error",
    basis="cms-edit",
    why="Diagnoses are reported with the full code in force on the date of service.",
    remedy="Look the diagnosis up in the code set of the year.",
    citations=(Cite("icd10cm", "code set"),),
)
def diagnosis_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find diagnoses that do not exist on the date, or that need more characters.

    It runs on every claim: one that states none was not looked up.
    """
    if not any(line.diagnoses for line in claim.lines):
        yield NO_DIAGNOSIS
        return
    if "diagnoses" in facts.missing:
        yield Unchecked(gap=facts.missing["diagnoses"])
        return
    for number, line in enumerate(claim.lines, 1):
        for diagnosis in line.diagnoses:
            known = facts.diagnoses.get(diagnosis)
            if (known is not None and known.billable) or is_of_icd_9(diagnosis):
                continue
            problem = "needs more characters" if known is not None else "is not in the code set of the date"
            yield Finding(
                f"{diagnosis} on line {number} {problem}.",
                line=number,
                field=line_field(number, "diagnoses"),
            )
