"""What follows of a reading: the codes that fit on its day, and the questions that then remain."""

from __future__ import annotations

from datetime import date

import pytest

from app.library import Library
from app.notes.completing import completing
from app.notes.reader import Read
from app.notes.whole import reader_of
from build_scripts.reference.note_files import read_note_book
from tests.conftest import ROOT

TODAY = date(2026, 3, 10)
LUNG = """EXAM: CT guided core biopsy, right lower lobe lung nodule.

TECHNIQUE: Under CT guidance an introducer was advanced into the nodule. Three core samples were taken.
"""
HIP = """PROCEDURE: Right hip injection.

TECHNIQUE: Under fluoroscopic guidance a needle was advanced into the hip joint. Steroid was injected.
"""
TWO = """PROCEDURES:
1. Right hip injection under fluoroscopic guidance.
2. Left knee injection under ultrasound guidance.

TECHNIQUE: Right hip injection: under fluoroscopic guidance a needle was advanced into the hip joint.
Left knee injection: under ultrasound guidance a needle was advanced into the knee joint.
"""


@pytest.fixture(scope="module")
def read(library: Library) -> Read:
    """What reads a note and completes it by the book of this tree."""
    book = read_note_book(ROOT / "data")
    return completing(reader_of(book, library.guidance()), book.queries, library, lambda: TODAY)


def test_the_codes_that_fit_stand_in_the_record_with_their_reason(read: Read) -> None:
    (codes,) = read(HIP, None).codes
    assert codes.date_of_service == TODAY
    assert codes.procedure is None
    assert [(line.code, line.modifiers) for line in codes.fit[0].lines] == [("20610", ("RT",)), ("77002", ())]
    assert not codes.fit[0].contains_imaging
    assert codes.fit[0].why.startswith("20610: ")
    assert codes.why_none == ""


def test_the_date_of_the_note_decides(read: Read) -> None:
    (codes,) = read(f"DATE OF SERVICE: 03/02/2020\n{LUNG}", None).codes
    assert codes.date_of_service == date(2020, 3, 2)
    assert codes.fit == ()  # 32408 began with 2021
    assert codes.why_none
    (today,) = read(LUNG, None).codes
    assert [[line.code for line in each.lines] for each in today.fit] == [["32408"]]


def test_why_imaging_was_used_is_not_asked_where_the_code_contains_it(read: Read) -> None:
    asked = {query.field: query for query in read(LUNG, None).queries}
    assert "reason_for_guidance" not in asked
    assert asked["permanent_image"].about == "32408"
    assert "32408" not in asked["permanent_image"].text
    beside = {query.field: query for query in read(HIP, None).queries}
    assert beside["reason_for_guidance"].about == "77002"


def test_each_of_several_procedures_has_codes_of_its_own(read: Read) -> None:
    reading = read(TWO, None)
    assert [codes.procedure for codes in reading.codes] == [1, 2]
    first, second = (codes.fit[0].lines for codes in reading.codes)
    assert [line.code for line in first] == ["20610", "77002"]
    assert [line.code for line in second] == ["20611"]
    (chosen,) = read(TWO, 2).codes
    assert chosen.procedure == 2


def test_a_text_without_anything_has_no_codes(read: Read) -> None:
    assert read("Milk and bread.", None).codes == ()


def test_where_nothing_fits_the_record_says_why(read: Read) -> None:
    (codes,) = read("Steroid was injected into the right hip joint.", None).codes
    assert codes.fit == ()
    assert "the method of imaging is not stated" in codes.why_none
