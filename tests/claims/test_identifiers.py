"""What looks like a patient is pointed out; what coders write every day is not."""

from __future__ import annotations

import msgspec
import pytest

from app.checklist import Disposition
from app.claims.identifiers import identifiers
from app.coding.claim import Claim
from tests.checklist.samples import CASE

KINDS = {
    "John Smith": "a name",
    "Smith, John": "a name",
    "SMITH, JOHN": "a name",
    "case 3 Mary-Ann O'Neill": "a name",
    "Mr Jones": "a name",
    "Pt: Garcia": "a name",
    "John Q. Public": "a name",
    "Patient name withheld": "a name",
    "MRN 44": "a medical record number",
    "mrn: A1": "a medical record number",
    "chart 00123456": "a medical record number",
    "H1234567": "a medical record number",
    "123-45-6789": "a Social Security number",
    "123 45 6789": "a Social Security number",
    "123456789": "a Social Security number",
    "SSN on file": "a Social Security number",
    "(555) 867-5309": "a telephone number",
    "555-867-5309": "a telephone number",
    "+1 555 867 5309": "a telephone number",
    "call 867-5309": "a telephone number",
}

EVERYDAY = [
    "case 12",
    "Case 12 of audit 2026-09",
    "2026Q3 sample",
    "lateral thigh mass",
    "Right Hip Joint",
    "Left Greater Trochanteric Bursa",
    "Baker cyst",
    "Blue Cross claim 7",
    "77002 with 20610",
    "20610-RT, 77002-26 x1",
    "Per CMS manual chapter 13, section 20",
    "Image is in PACS, series 4",
    "M16.11",
    "Dr. asked for it",
    "L4-L5",
    "09/15/2026",
    "15 September 2026",
    "",
]


def claim_with(reference: str) -> Claim:
    return msgspec.structs.replace(CASE, reference=reference)


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_looks_like(text: str, kind: str) -> None:
    assert [found.kind for found in identifiers(claim_with(text))] == [kind]


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_left_alone(text: str) -> None:
    assert identifiers(claim_with(text)) == ()


def test_each_field_is_named_and_no_value_is_repeated() -> None:
    claim = msgspec.structs.replace(
        claim_with("John Smith 123-45-6789"),
        documentation=msgspec.structs.replace(CASE.documentation, target="mass of Mrs Doe"),
    )
    given = Disposition(rule="ptp-pair", line=1, state="accepted", reason="Confirmed with 555-867-5309")
    claim = msgspec.structs.replace(claim, dispositions=(given,))
    sentences = [found.sentence() for found in identifiers(claim)]
    assert sentences == [
        "The reference looks like a Social Security number.",
        "The reference looks like a name.",
        "The target looks like a name.",
        "The reason for ptp-pair looks like a telephone number.",
    ]
