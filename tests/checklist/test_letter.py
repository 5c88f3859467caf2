"""The request for a redetermination or a reopening: facts, authorities and blanks, nothing else."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from msgspec import structs

from app.checklist.letter import BLANK, letter_of
from app.checklist.printing import print_report
from app.coding.claim import Claim, Documentation, Line
from app.coding.denials import Action, Denial, Explanation
from app.coding.errors import InputError
from app.coding.sources import Citation
from app.library.library import Library

CLAIM = Claim(
    schema=2,
    date_of_service=date(2026, 3, 10),
    place_of_service="11",
    lines=(Line(code="20610"), Line(code="77002", modifiers=("59",), diagnoses=("M16.11",))),
    documentation=Documentation(needle_guided=True),
)
TODAY = date(2026, 5, 1)
FOUND = Explanation(
    denial=Denial(group="CO", reasons=("236",), line=2, remitted=date(2026, 4, 1)),
    codes=(), unknown=(), action="appeal", because=("No edit denies 77002.",), agreement="none", agreeing=(),
    barred="", deadlines=(),
    citations=(Citation("ncci-ptp", "2026Q1", "20610 / 77002", "PTP edits", ""),),
)  # fmt: skip


def text_of(found: Explanation, library: Library) -> str:
    pdf = print_report(letter_of(found, CLAIM, library, TODAY))
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_letter_says_service_decision_reason_and_authority(small_library: Library) -> None:
    text = text_of(FOUND, small_library)
    assert "Request for a redetermination" in text
    assert "77002-59" in text
    assert "diagnoses M16.11; place of service 11" in text
    assert "04/01/2026" in text
    assert "No edit denies 77002." in text
    assert "2026Q1, 20610 / 77002" in text


def test_who_it_is_about_and_what_the_record_is_silent_on_is_a_blank(small_library: Library) -> None:
    report = letter_of(FOUND, CLAIM, small_library, TODAY)
    facts = {label: words for section in report.sections for label, words in section.facts}
    assert facts["Beneficiary"] == facts["Medicare number"] == facts["Signed by"] == BLANK
    assert facts["Needle steered live"] == "Yes"
    assert facts["Permanent image"].startswith("Not stated ___")


def test_only_the_denied_line_is_named(small_library: Library) -> None:
    report = letter_of(FOUND, CLAIM, small_library, TODAY)
    service = next(section for section in report.sections if section.title == "Service")
    assert [label for label, _ in service.facts] == ["Line 2"]
    whole = structs.replace(FOUND, denial=structs.replace(FOUND.denial, line=None))
    service = next(s for s in letter_of(whole, CLAIM, small_library, TODAY).sections if s.title == "Service")
    assert [label for label, _ in service.facts] == ["Line 1", "Line 2"]


@pytest.mark.parametrize(("action", "title"), [("reopen", "reopening"), ("correct", "reopening")])
def test_a_clerical_error_is_a_reopening(action: Action, title: str, small_library: Library) -> None:
    report = letter_of(structs.replace(FOUND, action=action), CLAIM, small_library, TODAY)
    assert report.title == f"Request for a {title}"


@pytest.mark.parametrize(
    "action", ["write-off", "new-claim", "none", "unknown", "patient", "other-payer", "records"]
)
def test_where_no_request_follows_none_is_written(action: Action, small_library: Library) -> None:
    with pytest.raises(InputError, match="There is no letter to write"):
        letter_of(structs.replace(FOUND, action=action), CLAIM, small_library, TODAY)


def test_the_same_letter_has_the_same_bytes(small_library: Library) -> None:
    report = letter_of(FOUND, CLAIM, small_library, TODAY)
    assert print_report(report) == print_report(report)


def test_what_is_for_the_biller_alone_stands_in_no_request(small_library: Library) -> None:
    said = structs.replace(FOUND, advice=("If the primary was denied as well, settle that first.",))
    assert "settle that first" not in repr(letter_of(said, CLAIM, small_library, TODAY))


def test_another_payer_is_asked_for_no_redetermination(small_library: Library) -> None:
    with pytest.raises(InputError, match="asked of original Medicare"):
        letter_of(FOUND, structs.replace(CLAIM, payer="aetna"), small_library, TODAY)
    letter_of(FOUND, structs.replace(CLAIM, payer="medicare"), small_library, TODAY)
