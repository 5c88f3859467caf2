"""The request for a redetermination or a reopening: facts, authorities and blanks, nothing else."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from msgspec import structs

from app.checklist.letter import BLANK, OF_MEDICARE, PAGE, Letter, letter_of, why_no_letter
from app.checklist.printing import print_letter
from app.coding.claim import Claim, Documentation, Line
from app.coding.denials import Action, Correction, Deadline, Denial, Explanation
from app.coding.errors import InputError
from app.coding.sources import Citation, Source
from app.library.library import Library
from tests.checklist.structure import faults

CLAIM = Claim(
    schema=2,
    date_of_service=date(2026, 3, 10),
    place_of_service="11",
    lines=(Line(code="20610"), Line(code="77002", modifiers=("59",), diagnoses=("M16.11",))),
    documentation=Documentation(needle_guided=True),
)
TODAY = date(2026, 5, 1)
PAIR = Citation("ncci-ptp", "2026Q1", "20610 / 77002", "PTP edits", "")
LIST_OF_CODES = Citation("openemr-reasons", "commit 1", "236", "Reason codes", "")
FOUND = Explanation(
    denial=Denial(group="CO", reasons=("236",), line=2, remitted=date(2026, 4, 1)),
    codes=(), unknown=(), action="appeal", because=("No edit denies 77002.",), agreement="none", agreeing=(),
    barred="", deadlines=(),
    authority=(PAIR,), citations=(PAIR, LIST_OF_CODES),
)  # fmt: skip


def text_of(found: Explanation, library: Library) -> str:
    pdf = print_letter(letter_of(found, CLAIM, library, TODAY))
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_letter_says_service_decision_reason_and_authority(small_library: Library) -> None:
    text = text_of(FOUND, small_library)
    assert "Request for a redetermination" in text
    assert "We request a redetermination of the denial of the service named above." in text
    assert "We billed 1 unit of 77002-59 for 03/10/2026, place of service 11, with diagnosis M16.11." in text
    assert "04/01/2026" in text
    assert "No edit denies 77002." in text
    assert "2026Q1, column 1 code 20610 with column 2 code 77002" in text


def test_who_it_is_about_and_what_the_record_is_silent_on_is_a_blank(small_library: Library) -> None:
    facts = facts_of(FOUND, small_library)
    for label in (
        "Beneficiary",
        "Medicare number",
        "Signature",
        "NPI",
        "Medicare contractor",
        "Permanent image",
    ):
        assert facts[label] == [BLANK]
    assert facts["Address"] == [BLANK, BLANK]
    assert facts["Party or representative"] == [BLANK]
    assert facts["Needle steered live"] == [f"Yes{PAGE}"]


def letter(found: Explanation, library: Library, claim: Claim = CLAIM) -> Letter:
    return letter_of(found, claim, library, TODAY)


def facts_of(found: Explanation, library: Library, claim: Claim = CLAIM) -> dict[str, list[str]]:
    """The words beside each label of the letter."""
    made = letter(found, library, claim)
    entries = (entry for part in made.parts for entry in part.entries)
    facts: dict[str, list[str]] = {}
    for label, words in (*made.sender, *made.addressee, *made.references, *entries, *made.signature):
        facts.setdefault(label, []).append(words)
    return facts


def paragraphs_of(found: Explanation, library: Library, title: str) -> tuple[str, ...]:
    return next(part.paragraphs for part in letter(found, library).parts if part.title == title)


def test_a_list_of_codes_is_no_authority(small_library: Library) -> None:
    assert [each for each in facts_of(FOUND, small_library)["Authority"] if "236" in each] == []


@pytest.mark.parametrize(
    ("cited", "named"),
    [
        (Citation("cms-ptp-prac-2024q2", "2024Q2", "20610 / 76942", "PTP edits", ""), None),
        (Citation("ncci-ptp-practitioner-2026q1", "2026Q1", "20610 / 76942", "PTP edits", ""), None),
        (Citation("cms-ptp-prac-2024q3", "2024Q3", "20611", "PTP edits", ""), None),
        (
            Citation("ncci-ptp-practitioner-2026q1", "2026Q1", "77002", "PTP edits", ""),
            "PTP edits, 2026Q1, 77002",
        ),
        (
            Citation("ncci-aoc-2026q1", "2026Q1", "77002 / 20610", "Add-on code edits", ""),
            "Add-on code edits, 2026Q1, add-on code 77002 with primary code 20610",
        ),
        (Citation("cpt-2015", "2015", "20611", "CPT", ""), "CPT, 2015, 20611"),
    ],
)
def test_a_row_by_which_the_book_knows_a_code_is_no_authority(
    small_library: Library, cited: Citation, named: str | None
) -> None:
    pair = "PTP edits, 2026Q1, column 1 code 20610 with column 2 code 77002"
    found = structs.replace(FOUND, authority=(PAIR, cited))
    assert facts_of(found, small_library)["Authority"] == [pair, *([named] if named else [])]


def test_where_nothing_speaks_against_the_decision_reason_and_authority_are_blanks(
    small_library: Library,
) -> None:
    silent = structs.replace(FOUND, because=(), authority=(), advice=("The record has to show why.",))
    assert paragraphs_of(silent, small_library, "Reason") == (BLANK * 2,)
    assert facts_of(silent, small_library)["Authority"] == [BLANK]


def test_what_does_not_concern_guidance_stands_only_where_the_claim_states_it(
    small_library: Library,
) -> None:
    assert "Anesthesia begun" not in facts_of(FOUND, small_library)
    stated = structs.replace(CLAIM, documentation=Documentation(anesthesia=False))
    assert facts_of(FOUND, small_library, stated)["Anesthesia begun"] == [f"No{PAGE}"]


def test_the_numbers_stand_as_the_remittance_writes_them(small_library: Library) -> None:
    denial = Denial(group="CO", reasons=("236", "97"), remarks=("N122",), line=2)
    facts = facts_of(structs.replace(FOUND, denial=denial), small_library)
    assert facts["Reason and remark codes"] == ["CO-236, CO-97, N122"]


def test_the_last_day_is_named_with_its_authority(small_library: Library) -> None:
    days = (
        Deadline("redetermination", date(2026, 8, 4), (PAIR,)),
        Deadline("reopening", date(2026, 4, 30), (PAIR,), date(2029, 4, 30)),
    )
    asked = paragraphs_of(structs.replace(FOUND, deadlines=days), small_library, "Request")
    assert asked[1:] == (
        (
            "The request is timely: the last day for it is 08/04/2026 "
            "(PTP edits, 2026Q1, column 1 code 20610 with column 2 code 77002)."
        ),
    )
    reopening = structs.replace(FOUND, deadlines=days, action="reopen")
    late = paragraphs_of(reopening, small_library, "Request")
    assert late[1].startswith("The year for a reopening for any reason ended on 04/30/2026")
    assert late[2] == f"Good cause, which allows one until 04/30/2029: {BLANK}"
    year = (Deadline("reopening", date(2027, 4, 1), (PAIR,), date(2030, 4, 1)),)
    within = paragraphs_of(structs.replace(reopening, deadlines=year), small_library, "Request")
    assert "may be requested for any reason until 04/01/2027" in within[1]


def test_a_page_on_the_web_is_named_by_its_publisher_and_a_regulation_by_its_paragraphs(
    small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When we read it and what we call its parts mean nothing to who gets the letter."""
    page, regulation, contractor = (
        source_of("page", "CMS", "First level of appeal"),
        source_of("law", "Code of Federal Regulations", "42 CFR 405.980, reopenings"),
        source_of("mac", "A contractor", "When to file an appeal"),
    )
    known = {each.id: each for each in (page, regulation, contractor)}
    monkeypatch.setattr(small_library, "source", lambda cited: known.get(cited.source))
    appeal = (page.cite("first level"), contractor.cite("120 days"))
    days = (
        Deadline("redetermination", date(2026, 8, 4), appeal),
        Deadline("reopening", date(2027, 4, 1), (regulation.cite("(a)(3), (b)"),)),
    )
    found = structs.replace(FOUND, deadlines=days, authority=appeal)
    said = paragraphs_of(found, small_library, "Request")[1]
    assert said.endswith("08/04/2026 (CMS, First level of appeal).")
    assert facts_of(found, small_library)["Authority"] == [
        "CMS, First level of appeal",
        "A contractor, When to file an appeal",
    ]
    reopen = structs.replace(found, action="reopen")
    asked = paragraphs_of(reopen, small_library, "Request")[1]
    assert asked.endswith("04/01/2027 (42 CFR 405.980, reopenings, (a)(3), (b)).")


def source_of(name: str, publisher: str, title: str) -> Source:
    """A page that was read on the web."""
    return Source(
        id=name, basis="cms-policy", publisher=publisher, title=title, edition="read 2026", short=name,
        url="", license="", confidence="high", read=TODAY,
    )  # fmt: skip


def test_a_remittance_older_than_the_service_is_a_blank(small_library: Library) -> None:
    denial = structs.replace(FOUND.denial, remitted=date(2026, 3, 9))
    assert facts_of(structs.replace(FOUND, denial=denial), small_library)["Remittance advice of"] == [BLANK]


def test_a_reopening_has_room_for_what_is_to_be_corrected(small_library: Library) -> None:
    reopening = structs.replace(FOUND, action="correct")
    assert facts_of(reopening, small_library)["Correction requested"] == [BLANK]
    assert "Correction requested" not in facts_of(FOUND, small_library)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Correction(2, "77002", ("XS", "59")), "Add to 77002 on line 2 the modifier [ ] XS [ ] 59"),
        (Correction(2, "77002", ("XE",)), "Add XE to 77002 on line 2"),
        (Correction(2, "77002", edit="Remove TC"), "Remove TC: 77002 on line 2"),
    ],
)
def test_a_reopening_names_what_is_to_be_corrected(
    wanted: Correction, words: str, small_library: Library
) -> None:
    reopening = structs.replace(FOUND, action="reopen", corrections=(wanted,))
    assert facts_of(reopening, small_library)["Correction requested"] == [words]


def test_only_the_denied_line_is_named(small_library: Library) -> None:
    assert [label for label in facts_of(FOUND, small_library) if "denied" in label] == [
        "Service denied, line 2"
    ]
    every = structs.replace(FOUND, denial=structs.replace(FOUND.denial, line=None))
    labels = facts_of(every, small_library)
    assert [label[-1] for label in labels if "denied" in label] == ["1", "2"]
    assert "denials of the services named" in paragraphs_of(every, small_library, "Request")[0]


def test_the_structure_of_a_letter_is_sound(small_library: Library) -> None:
    assert faults(print_letter(letter(FOUND, small_library))) == []


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
    assert print_letter(report) == print_letter(report)


def test_what_is_for_the_biller_alone_stands_in_no_request(small_library: Library) -> None:
    said = structs.replace(FOUND, advice=("If the primary was denied as well, settle that first.",))
    assert "settle that first" not in repr(letter_of(said, CLAIM, small_library, TODAY))


def test_another_payer_is_asked_for_no_redetermination(small_library: Library) -> None:
    with pytest.raises(InputError, match="asked of original Medicare"):
        letter_of(FOUND, structs.replace(CLAIM, payer="aetna"), small_library, TODAY)
    letter_of(FOUND, structs.replace(CLAIM, payer="medicare"), small_library, TODAY)


@pytest.mark.parametrize(
    ("actions", "why"),
    [
        ((), "is explained yet"),
        (("unknown",), "was not checked"),
        (("none",), "is no request"),
        (("none", "unknown"), "None of these"),
        (("appeal", "reopen"), "Several denials"),
        (("appeal", "none"), ""),
        (("reopen",), ""),
    ],
)
def test_why_no_letter_follows_is_said_where_none_does(actions: tuple[Action, ...], why: str) -> None:
    said = why_no_letter([structs.replace(FOUND, action=action) for action in actions], "medicare")
    assert (why in said) if why else (said == "")


@pytest.mark.parametrize("actions", [("appeal",), ("correct",), ("appeal", "reopen")])
def test_another_payer_has_no_letter_and_one_that_is_not_stated_has(actions: tuple[Action, ...]) -> None:
    explained = [structs.replace(FOUND, action=action) for action in actions]
    assert OF_MEDICARE in why_no_letter(explained, "aetna")
    assert OF_MEDICARE not in why_no_letter(explained, None)
    assert why_no_letter(explained[:1], None) == ""
