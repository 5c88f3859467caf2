"""Diagnoses of ICD-9 on a date on which ICD-10 is reported."""

from collections.abc import Iterator
from datetime import date

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.validity import is_of_icd_9
from app.rules.lookups.words import line_field

_ICD_10 = date(2015, 10, 1)


@rule(
    id="VAL-107",
    slug="diagnosis-of-icd-9",
    title="Diagnosis of ICD-9",
    severity="error",
    basis="cms-policy",
    why="From 10/01/2015 a claim has ICD-10-CM codes alone; one with an ICD-9 code comes back unprocessed.",
    remedy="Code the diagnosis in ICD-10-CM from the record.",
    citations=(Cite("noridian-icd10", "date of service"),),
    traits=("icd_9_diagnosis",),
)
def diagnosis_of_icd_9(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find diagnoses that begin with a digit, as none of ICD-10-CM does."""
    if claim.date_of_service < _ICD_10:
        return
    for number, line in enumerate(claim.lines, 1):
        for diagnosis in line.diagnoses:
            if is_of_icd_9(diagnosis):
                yield Finding(
                    f"{diagnosis} on line {number} has the form of an ICD-9 code.",
                    line=number,
                    field=line_field(number, "diagnoses"),
                )
