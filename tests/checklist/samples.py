"""Made-up reviews of every size, so that these tests hold whatever the rules say, over the small library."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.checklist import Disposition, Options
from app.checklist.composition import compose
from app.checklist.printing import print_record
from app.coding.claim import Claim, Documentation, Line
from app.coding.editions import EditionUse
from app.coding.findings import Flag, Review
from app.coding.reasons import NotChecked
from app.coding.sources import Citation
from app.coding.words import Basis, Severity
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from app.rules import CHECKS
from tests.releases.files import AOC_HEADER, AOC_NAME, AOC_ROWS, parts, pfs_csv, workbook, write_ptp
from tests.small_library import NAME, build_small

DAY = date(2026, 9, 15)
ADD_ONS = Citation(
    "ncci-aoc-2026q3", "2026Q3", "77002, type 1", "NCCI add-on code edits, 2026 Q3", "https://example.org/aoc"
)
CPT = Citation("cpt-2026", "2026", "radiology guidelines", "CPT 2026", "https://example.org/cpt")
FEES = Citation(
    "pfs-rvu-rvu26c", "RVU26C", "77002, PC/TC 1", "Physician fee schedule", "https://example.org/pfs"
)
ADVICE = Citation("needlepoint", "2026.11", "", "Needlepoint advice", "https://example.org/advice")

SLUGS = tuple(rule.slug for rule in CHECKS)


@functools.cache  # some of these tests name their checklists before any fixture is there
def names() -> Library:
    """The small library over invented editions of three official files, in a folder that goes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="needlepoint-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build_small(folder)
    given = [*write_ptp(folder / "pairs", parts()), *_write_tables(folder)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        install(given, folder / "editions", today=DAY)
    return Library.open(folder / NAME, Shelf.open(folder / "editions"))


def _write_tables(folder: Path) -> list[Path]:
    """The add-on code edits of two quarters and the fee schedule of July."""
    tables = {
        "AOC_V2026Q2-MCR.xlsx": workbook([("Notice",), AOC_HEADER, *AOC_ROWS[:2]]),
        f"{AOC_NAME}.xlsx": workbook([("Notice",), AOC_HEADER, *AOC_ROWS]),
        "PPRRVU2026_Jul_nonQPP.csv": pfs_csv(),
    }
    for name, content in tables.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in tables]


def seal(source: str, edition: str) -> str:
    """The first digits of the checksum of an edition, as the footer shows them."""
    (found,) = (each for each in names().editions if (each.source, each.edition) == (source, edition))
    return found.sha256[:8]


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
    EditionUse("book", None, "2026.11", None, None),
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


def print_pdf(review: Review | None = None, claim: Claim = CASE, options: Options = _DEFAULT) -> bytes:
    """The checklist of a made-up review."""
    return print_record(compose(review or review_of(), claim, names(), options))


pdf_of = functools.lru_cache(maxsize=64)(print_pdf)
"""The same, printed once for the many tests that only read it."""


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
