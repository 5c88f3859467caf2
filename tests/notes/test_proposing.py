"""What a note leads to on a claim: the guidance that it calls for, and procedures that fit."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from app.coding.claim import Claim, Documentation, Line
from app.coding.guidance import GuidanceCode, make_table
from app.library import Library
from app.notes.proposing import guidance_of, propose
from app.notes.record import NoteReading
from app.review import review

TABLE = make_table(
    [
        GuidanceCode(code="77002", role="needle", method="fluoroscopy", spinal=False),
        GuidanceCode(code="77003", role="needle", method="fluoroscopy", spinal=True),
        GuidanceCode(code="77012", role="needle", method="ct"),
        GuidanceCode(code="77001", role="device", method="fluoroscopy"),
    ]
)
SAID = Documentation(modality="fluoroscopy", needle_guided=True, technique="injection", target="hip joint")


@pytest.mark.parametrize(
    ("modality", "spinal", "code"),
    [
        ("fluoroscopy", False, "77002"),
        ("fluoroscopy", True, "77003"),
        ("fluoroscopy", None, ""),
        ("ct", None, "77012"),
        ("landmark", False, ""),
        (None, None, ""),
    ],
)  # fmt: skip
def test_the_guidance_follows_of_method_and_place(
    modality: str | None, spinal: bool | None, code: str
) -> None:
    said = Documentation(modality=modality)  # type: ignore[arg-type]
    assert guidance_of(NoteReading(documentation=said, spinal=spinal), TABLE) == code


def claim_of(said: Documentation, *codes: str) -> Claim:
    lines = tuple(Line(code=code) for code in codes)
    return Claim(schema=2, date_of_service=date(2026, 3, 10), lines=lines, documentation=said)


def codes_of(claim: Claim, library: Library) -> list[tuple[str, str]]:
    return [(each.procedure.code, each.guidance.guidance) for each in propose(claim, library)]


def test_an_empty_claim_is_offered_procedures_that_fit_with_their_guidance(library: Library) -> None:
    proposals = propose(claim_of(SAID), library)
    assert (proposals[0].procedure.code, proposals[0].guidance.guidance) == ("20610", "77002")
    assert all(each.guidance.citations for each in proposals)


def test_procedures_on_the_claim_are_offered_their_guidance_alone(library: Library) -> None:
    assert codes_of(claim_of(SAID, "20610"), library) == [("20610", "77002")]
    assert codes_of(claim_of(SAID, "20610", "77012"), library) == [("20610", "77002")]


def test_what_contains_its_guidance_is_offered_none(library: Library) -> None:
    assert codes_of(claim_of(SAID, "27096"), library) == []


def test_a_note_that_does_not_say_the_needle_was_guided_leads_to_nothing(library: Library) -> None:
    for said in (structs.replace(SAID, needle_guided=None), structs.replace(SAID, modality=None)):
        assert propose(claim_of(said), library) == ()


def test_what_is_offered_is_not_flagged_by_the_claim_that_takes_it(library: Library) -> None:
    procedure, guidance = codes_of(claim_of(SAID), library)[0]
    flags = review(claim_of(SAID, procedure, guidance), library).flags
    assert not {"primary-not-listed", "guidance-included", "addon-without-primary"} & {
        each.rule for each in flags
    }
