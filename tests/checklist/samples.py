"""A made-up shelf and reviews of every size, so that these tests hold whatever the rules say."""

from __future__ import annotations

from datetime import date

import msgspec

from app.checklist import Disposition, Options
from app.checklist.composition import compose
from app.checklist.printing import print_record
from app.coding.claim import Claim, Documentation, Line
from app.coding.editions import Edition, EditionUse
from app.coding.facts import PayerFacts, PlaceFacts
from app.coding.findings import Flag, Review
from app.coding.reasons import NotChecked
from app.coding.sources import Citation, Source
from app.coding.words import Basis, Severity
from app.rules import ALL_RULES
from app.rules.examples.rows import PAYERS

DAY = date(2026, 9, 15)
ADD_ONS = Citation(
    "ncci-aoc-2026q3", "2026Q3", "77002, type 1", "NCCI add-on code edits, 2026 Q3", "https://example.org/aoc"
)
CPT = Citation("cpt-2026", "2026", "radiology guidelines", "CPT 2026", "https://example.org/cpt")
FEES = Citation("cms-rvu26c", "RVU26C", "77002, PC/TC 1", "Physician fee schedule", "https://example.org/pfs")
ADVICE = Citation("needlepoint", "2026.4", "", "Needlepoint advice", "https://example.org/advice")

SLUGS = tuple(rule.slug for rule in ALL_RULES)


class Shelf:
    """The library, as far as a checklist asks."""

    editions: tuple[Edition, ...] = (
        Edition(source="book", edition="2026.4", rows=900, sha256="0a6d4c9b" + "0" * 56),
        Edition(
            source="ncci-ptp", setting="practitioner", edition="2026Q3", rows=9, sha256="9c417e02" + "0" * 56,
            first=date(2026, 7, 1), last=date(2026, 9, 30),
        ),
        Edition(
            source="ncci-aoc", edition="2026Q3", rows=9, sha256="51b0d3aa" + "0" * 56,
            first=date(2026, 7, 1),
        ),
        Edition(source="ncci-aoc", edition="2026Q2", rows=9, sha256="77777777" + "0" * 56),
        Edition(
            source="pfs-rvu", edition="RVU26C", rows=9, sha256="e8f71120" + "0" * 56, first=date(2026, 7, 1),
        ),
    )  # fmt: skip

    def label(self, code: str) -> str:
        return {"77002": "Fluoro needle guidance, non-spine", "20610": "Large joint injection"}.get(code, "")

    def source(self, citation: Citation) -> Source | None:
        shorts = {ADD_ONS.source: "Add-on edits", FEES.source: "Fee schedule"}
        if citation.source not in shorts:
            return None
        return Source(
            id=citation.source, basis="cms-edit", publisher="CMS", title=citation.title,
            edition=citation.edition, short=shorts[citation.source], url=citation.url,
            license="public", confidence="high", read=DAY,
        )  # fmt: skip

    def payers(self) -> tuple[PayerFacts, ...]:
        return PAYERS

    def places(self) -> tuple[PlaceFacts, ...]:
        return (PlaceFacts("22", "Outpatient hospital, on campus", True, ()),)


def flag(
    rule: str, number: str, severity: Severity, basis: Basis, message: str, remedy: str, *citations: Citation,
    line: int | None = None, field: str | None = None, why: str = "",
) -> Flag:  # fmt: skip
    """A flag with everything the page shows."""
    return Flag(
        rule=rule, id=number, severity=severity, basis=basis, line=line, field=field, message=message,
        why=why, remedy=remedy, edit=None, citations=citations,
    )  # fmt: skip


FLAGS = (
    flag(
        "addon-without-primary", "ADD-101", "error", "cms-edit",
        "77002 is paid only beside one of 72 listed procedures, same practitioner and same date. "
        "This claim has none.",
        "Report the procedure that the needle was for, if the note supports it.",
        ADD_ONS, CPT, line=1, field="lines[0].code",
    ),
    flag(
        "component-26-missing", "CMP-101", "error", "cms-policy",
        "Place of service 22 is a facility. Medicare prices 77002 there only with 26; the hospital has the "
        "technical component.", "Add 26 to line 1.", FEES, line=1, field="lines[0].modifiers",
    ),
    flag(
        "image-not-documented", "DOC-102", "warning", "cpt-instruction",
        "Guidance reported on its own needs an image kept in the patient’s record.",
        "Find where the image is kept, or do not report guidance.",
        CPT, field="documentation.permanent_image",
    ),
    flag(
        "interpretation-not-documented", "DOC-103", "warning", "cpt-instruction",
        "A separate guidance code carries a written reading, in the procedure note or apart.",
        "State Yes if the note reads the images; otherwise query.", CPT, field="documentation.interpretation",
    ),
    flag(
        "reason-not-documented", "DOC-104", "warning", "advice", "The target is palpable.",
        "Point to the sentence that says why.", ADVICE, field="documentation.reason_for_guidance",
        why="A payer may ask why a needle needed imaging.",
    ),
    flag(
        "target-implausible", "DOC-106", "warning", "advice",
        "A soft-tissue mass is seldom seen on X-ray. Check that fluoroscopy, not ultrasound, was used.",
        "Confirm the modality in the note.", ADVICE, field="documentation.target",
    ),
    flag(
        "candidate-primary", "DOC-107", "info", "advice",
        "20206, needle biopsy of muscle, is on the list for 77002.",
        "Add it only if muscle was sampled.",
        ADD_ONS, line=1,
    ),
    flag(
        "dose-index-missing", "DOC-108", "info", "cms-policy",
        "Quality measure 145 asks for the dose index in the final report.", "State Yes if the report has it.",
        Citation("qpp-145", "2026", "", "QPP measure 145", ""), field="documentation.dose_index",
    ),
)  # fmt: skip

CASE = Claim(
    schema=1, date_of_service=DAY, reference="case 12", claim_form="professional", place_of_service="22",
    payer="medicare", equipment_owner="facility", lines=(Line("77002", diagnoses=("R22.41",)),),
    documentation=Documentation(
        modality="fluoroscopy", needle_guided=True, permanent_image=False, technique="core-biopsy",
        target="lateral thigh mass", laterality="right", palpable_target=True, catheter_left=False,
        radiographic_arthrogram=False, signed=True,
    ),
)  # fmt: skip

_NOT_CHECKED = (
    NotChecked("mue-exceeded", "MUE practitioner 2026Q3 is not on the shelf."),
    NotChecked("diagnosis-unknown", "ICD-10-CM FY2026 is not on the shelf."),
    NotChecked("payer-policy", "No coverage article for this place and payer."),
)
_EDITIONS = (
    EditionUse("ncci-ptp", "practitioner", "2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
    EditionUse("ncci-aoc", None, "2026Q3", date(2026, 7, 1), None),
    EditionUse("pfs-rvu", None, "RVU26C", date(2026, 7, 1), None),
    EditionUse("book", None, "2026.4", None, None),
)


def review_of(flags: tuple[Flag, ...] = FLAGS, not_checked: tuple[NotChecked, ...] = _NOT_CHECKED) -> Review:
    """A review in which every rule was checked but those of `not_checked`."""
    missing = {each.rule for each in not_checked}
    serious = any(each.severity != "info" for each in flags)
    return Review(
        schema=1,
        outcome="issues" if serious else "incomplete" if not_checked else "clean",
        flags=flags,
        checked=tuple(sorted(set(SLUGS) - missing)),
        not_checked=not_checked,
        editions=_EDITIONS,
    )


def claim_of_lines(count: int) -> Claim:
    """A claim with many lines, each with all that a line can hold."""
    modifiers = ("26", "RT", "59", "XS")
    diagnoses = ("M16.11", "M17.0", "R22.41", "Z79.01")
    lines = tuple(
        Line("20610" if i % 2 else "77002", modifiers[: i % 5], 1, diagnoses[: i % 4 + 1])
        for i in range(count)
    )
    return Claim(schema=1, date_of_service=DAY, lines=lines, reference=f"{count} lines")


_DEFAULT = Options()


def pdf_of(review: Review | None = None, claim: Claim = CASE, options: Options = _DEFAULT) -> bytes:
    """The checklist of a made-up review."""
    return print_record(compose(review or review_of(), claim, Shelf(), options))


DECISIONS = (
    Disposition(rule="addon-without-primary", line=1, state="fixed"),
    Disposition(
        rule="image-not-documented",
        line=None,
        state="accepted",
        reason="Image is kept in the outside archive; accession checked by hand.",
    ),
    Disposition(rule="reason-not-documented", line=None, state="not-applicable"),
)
DECIDED = msgspec.structs.replace(CASE, schema=2, dispositions=DECISIONS)
