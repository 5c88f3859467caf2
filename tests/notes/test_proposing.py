"""What a note leads to on a claim: the guidance that it calls for, and procedures that fit."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from msgspec import structs

from app.coding.claim import Claim, Documentation, Line
from app.coding.guidance import GuidanceCode, make_table
from app.library import Library
from app.notes.proposals import lines_text, reason_of
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


def offered(claim: Claim, library: Library, region: str = "") -> list[str]:
    return [lines_text(each.lines) for each in propose(claim, library, region).proposals]


def why_none(claim: Claim, library: Library) -> str:
    offer = propose(claim, library)
    assert offer.proposals == ()
    return offer.why_none


def test_an_empty_claim_is_offered_procedures_that_fit_with_their_guidance(library: Library) -> None:
    first = propose(claim_of(SAID), library).proposals[0]
    assert lines_text(first.lines) == "20610 and 77002"
    assert first.guidance is not None
    assert first.guidance.citations
    assert not first.contains_imaging


@pytest.mark.parametrize(
    ("technique", "target", "code"),
    [
        ("injection", "suprapatellar recess", "20610 and 77002"),
        ("injection", "coxofemoral joint", "20610 and 77002"),
        ("injection", "subdeltoid bursa", "20610 and 77002"),
        ("injection", "lumbar discography", "62290"),
    ],
)
def test_other_words_of_a_place_are_offered_its_procedure(
    technique: Literal["injection"], target: str, code: str, library: Library
) -> None:
    assert code in offered(claim_of(structs.replace(SAID, technique=technique, target=target)), library)


def test_procedures_on_the_claim_are_offered_their_guidance_alone(library: Library) -> None:
    assert offered(claim_of(SAID, "20610"), library) == ["20610 and 77002"]
    assert offered(claim_of(SAID, "20610", "77012"), library) == ["20610 and 77002"]
    assert "none goes with" in why_none(claim_of(SAID, "27096"), library)


def test_a_procedure_that_contains_its_imaging_is_offered_alone(library: Library) -> None:
    lung = Documentation(modality="ct", needle_guided=True, technique="core-biopsy", target="lung nodule")
    (proposal,) = propose(claim_of(lung), library).proposals
    assert lines_text(proposal.lines) == "32408"
    assert proposal.contains_imaging
    assert "It contains the imaging: no guidance code goes with it (" in reason_of(proposal, library.source)


def test_the_place_that_the_note_names_tells_the_height_of_the_spine(library: Library) -> None:
    branch = structs.replace(SAID, target="medial branch")
    assert offered(claim_of(branch), library, "lumbar spine") == ["64493"]
    assert offered(claim_of(branch), library, "cervical spine") == ["64490"]
    assert offered(claim_of(branch), library) == ["64490", "64493"]
    assert offered(claim_of(structs.replace(branch, target="C4 medial branch")), library) == ["64490"]


def test_another_kind_of_imaging_has_its_own_codes_in_the_decision_table(library: Library) -> None:
    branch = structs.replace(SAID, target="medial branch", modality="ultrasound")
    assert offered(claim_of(branch), library, "lumbar spine") == ["0216T"]
    thyroid = structs.replace(branch, target="thyroid nodule", technique="fna")
    assert offered(claim_of(thyroid), library) == ["10005"]
    breast = structs.replace(branch, target="breast mass", technique="core-biopsy")
    assert offered(claim_of(breast), library) == ["19083"]


def test_add_ons_of_a_procedure_are_told_and_not_put_on_the_claim(library: Library) -> None:
    branch = structs.replace(SAID, target="lumbar medial branch", laterality="bilateral")
    (proposal,) = propose(claim_of(branch), library).proposals
    assert lines_text(proposal.lines) == "64493-50"
    assert [each.code for each in proposal.further] == ["64494", "64495"]
    assert "where the record has them: 64494 (" in reason_of(proposal, library.source)


@pytest.mark.parametrize(
    ("side", "line"), [("right", "20610-RT"), ("left", "20610-LT"), ("bilateral", "20610-50")]
)
def test_the_side_on_record_goes_with_a_procedure_that_takes_one(
    library: Library, side: Literal["right", "left", "bilateral"], line: str
) -> None:
    said = structs.replace(SAID, laterality=side)
    assert offered(claim_of(said), library) == [f"{line} and 77002"]
    proposal = propose(claim_of(said), library).proposals[0]
    assert f"{line[-2:]}: the side on record; the code takes one (" in reason_of(proposal, library.source)
    taken = structs.replace(claim_of(said), lines=proposal.lines)
    assert not {"side-not-on-claim", "laterality-mismatch"} & {
        each.rule for each in review(taken, library).flags
    }


def test_a_procedure_without_sides_is_offered_none(library: Library) -> None:
    lung = Documentation(
        modality="ct", needle_guided=True, technique="core-biopsy", target="lung", laterality="right"
    )
    assert offered(claim_of(lung), library) == ["32408"]


def test_the_code_that_stands_for_both_takes_the_place_of_two(library: Library) -> None:
    (proposal,) = propose(claim_of(structs.replace(SAID, modality="ultrasound")), library).proposals
    assert lines_text(proposal.lines) == "20611"
    assert proposal.contains_imaging
    assert "It stands for 20610 with its imaging" in reason_of(proposal, library.source)


def test_a_full_arthrogram_is_offered_its_reading_and_no_guidance(library: Library) -> None:
    said = structs.replace(
        SAID, technique="arthrogram-injection", target="wrist joint", radiographic_arthrogram=True
    )
    proposal = propose(claim_of(said), library).proposals[0]
    assert lines_text(proposal.lines) == "25246 and 73115"
    assert proposal.contains_imaging
    assert "73115, " in reason_of(proposal, library.source)


def test_without_imaging_the_procedure_alone_is_offered(library: Library) -> None:
    by_touch = Documentation(modality="landmark", technique="injection", target="hip joint")
    assert offered(claim_of(by_touch), library) == ["20610"]
    epidural = structs.replace(by_touch, target="lumbar epidural space")
    assert offered(claim_of(epidural), library) == ["62322"]
    proposal = propose(claim_of(by_touch), library).proposals[0]
    assert not proposal.contains_imaging
    assert "No imaging guided the needle" in reason_of(proposal, library.source)


def test_where_nothing_fits_one_sentence_says_why(library: Library) -> None:
    said = {
        "the method of imaging is not stated": structs.replace(SAID, modality=None),
        "that imaging guided the needle is not stated": structs.replace(SAID, needle_guided=None),
        "what the needle did or what it was for is not stated": structs.replace(SAID, target=None),
        "the book knows no procedure for the target": structs.replace(SAID, target="Zebra77Quagga"),
        "the book has no drainage for the target": structs.replace(SAID, technique="drainage"),
        "the book has no code for this technique and target with MR": structs.replace(
            SAID, target="lumbar medial branch", modality="mr"
        ),
    }  # fmt: skip
    for reason, each in said.items():
        sentence = why_none(claim_of(each), library)
        assert reason in sentence
        assert "Zebra77Quagga" not in sentence


def test_what_is_offered_is_not_flagged_by_the_claim_that_takes_it(library: Library) -> None:
    lines = propose(claim_of(SAID), library).proposals[0].lines
    flags = review(structs.replace(claim_of(SAID), lines=lines), library).flags
    assert not {"primary-not-listed", "guidance-included", "addon-without-primary"} & {
        each.rule for each in flags
    }
