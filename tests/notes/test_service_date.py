"""The date of service that a note states under a label, and what the form makes of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.draft import Draft
from app.notes.filling import fill, other_date, phrases_of, presumed, quotes_of
from app.notes.record import NO_READING, Contradiction, NoteReading
from app.notes.service_date import with_service_date
from app.notes.whole import reader_of
from build_scripts.note_quality import read_labeled
from build_scripts.reference.note_files import read_note_book
from tests.conftest import ROOT
from tests.notes.test_proposing import TABLE

TODAY = date(2026, 11, 30)
NOTE = "Patient: [redacted]   DOB: 01/02/1950   DOS: 11/03/2025\nThe needle was advanced under fluoroscopy."


def dated(text: str) -> NoteReading:
    return with_service_date(text, NO_READING)


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        "Date of service: 11/03/2025",
        "DATE OF PROCEDURE 11-3-25",
        "Procedure date: 2025-11-03",
        "Service Date = Nov. 3, 2025",
        "Exam date:\t11/03/2025 14:20",
        "MRN [redacted], DOS: November 3, 2025.",
        "DOS: 11/03/2025\n\nDate of procedure: 11/3/2025",
    ],
)
def test_a_labeled_date_of_service_is_read(text: str) -> None:
    assert dated(text).date_of_service == "2025-11-03"


@pytest.mark.parametrize(
    "text",
    [
        "DOB: 11/03/2025",
        "Date of birth: 11/03/2025",
        "Electronically signed by J. Doe MD 11/03/2025 16:12",
        "Printed 11/03/2025",
        "Prior injection, date of service: 06/01/2025",
        "The first block had date of procedure: 06/01/2025",
        "DOS: 13/45/2025",
        "DOS: pending",
        "",
    ],
)
def test_any_other_date_is_none_of_service(text: str) -> None:
    assert dated(text) is NO_READING


def test_the_words_behind_it_are_label_and_date_alone() -> None:
    (evidence,) = dated(NOTE).evidence
    assert NOTE[evidence.start : evidence.end] == "DOS: 11/03/2025"


def test_two_different_dates_are_a_contradiction_and_neither_is_taken() -> None:
    text = "DOS: 11/03/2025\nDate of procedure: 11/04/2025"
    reading = dated(text)
    assert reading.date_of_service is None
    assert reading.contradictions == (Contradiction("date_of_service", (0, 1)),)
    assert presumed(reading, phrases_of(text, reading, Draft())) == {}


def test_contradictions_still_name_their_evidence() -> None:
    read = reader_of(read_note_book(ROOT / "data"), TABLE)
    for note in read_labeled():
        before, after = read(note.text, None), read(f"DOS: 11/03/2025\n\n{note.text}", None)
        assert after.date_of_service == "2025-11-03"
        for one, other in zip(before.contradictions, after.contradictions, strict=True):
            rules = [
                [reading.evidence[at].rule for at in each.evidence]
                for reading, each in ((before, one), (after, other))
            ]
            assert rules[0] == rules[1]


def test_the_date_goes_into_a_new_claim_and_leaves_no_words_behind() -> None:
    reading = dated(NOTE)
    new = Draft(date_of_service=TODAY)
    rows = phrases_of(NOTE, reading, new, TODAY)
    assert (rows[0].value, rows[0].in_form) == ("11/03/2025", "11/30/2026")
    chosen = presumed(reading, rows)
    assert fill(new, chosen).date_of_service == date(2025, 11, 3)
    assert quotes_of(rows, chosen) == {}
    assert other_date(rows, chosen) == ""


def test_a_date_that_was_typed_is_not_overruled_and_that_they_differ_is_said() -> None:
    reading = dated(NOTE)
    rows = phrases_of(NOTE, reading, Draft(date_of_service=date(2025, 11, 5)), TODAY)
    assert presumed(reading, rows) == {}
    assert (
        other_date(rows, {}) == "The note says the date of service is 11/03/2025; the form says 11/05/2025."
    )
    same = phrases_of(NOTE, reading, Draft(date_of_service=date(2025, 11, 3)), TODAY)
    assert other_date(same, {}) == ""


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_is_read(before: str, after: str) -> None:
    with_service_date(f"{before}DOS: 1/2/2025{after}", NO_READING)
    with_service_date(before, NO_READING)
