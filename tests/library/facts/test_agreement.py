"""The look-up and the check never contradict each other; no PTP edit of the book passes in silence."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.coding.claim import Claim, Line
from app.coding.findings import Flag
from app.library import Library
from app.library.book.book import Book, open_book
from app.review import review
from app.rules.examples.example import FULLY_DOCUMENTED

TODAY = date(2026, 9, 15)
# CI takes every PTP edit and every third code; everyday runs take a part of them, the same each time.
_STEP_OF_PAIRS, _STEP_OF_CODES = (1, 3) if os.environ.get("CI") == "true" else (5, 35)
_EDITED = {"ptp-pair", "guidance-included", "guidance-included-arthrography", "guidance-stacked"}


def claim_of(*codes: str, on: date = TODAY) -> Claim:
    return Claim(
        schema=1,
        date_of_service=on,
        lines=tuple(Line(code=code) for code in codes),
        claim_form="professional",
        place_of_service="11",
        payer="medicare",
        equipment_owner="billing-provider",
        documentation=msgspec.structs.replace(FULLY_DOCUMENTED, modality=None),
    )


def alarms(library: Library, claim: Claim) -> list[Flag]:
    return [flag for flag in review(claim, library).flags if flag.severity != "info"]


def open_pairs(book: Book) -> Iterator[tuple[str, str]]:
    for code in book.codes():
        for edit in book.pairs.of_code("practitioner", code).rows:
            if edit.column1 == code and edit.last is None and edit.indicator != "9":
                yield edit.column1, edit.column2


@pytest.mark.parametrize("beside", [(), ("20610",)], ids=["alone", "beside a listed primary"])
def test_no_pair_edit_passes_a_claim_in_silence(
    bare: Library, reference_db: Path, beside: tuple[str, ...]
) -> None:
    book = open_book(reference_db)
    every = [pair for pair in open_pairs(book) if not set(beside) & set(pair)]
    book.close()
    pairs = every[::_STEP_OF_PAIRS]
    silent = []
    for pair in pairs:
        found = alarms(bare, claim_of(*pair, *beside))
        if not any(flag.line in (1, 2) or any(code in flag.message for code in pair) for flag in found):
            silent.append(pair)
    assert len(every) > 9000
    assert silent == []


@pytest.mark.parametrize(
    "on", [date(2024, 8, 1), date(2025, 3, 1), TODAY, date(2026, 12, 31), date(2027, 1, 15)]
)
def test_a_look_up_and_a_check_do_not_contradict_each_other(
    bare: Library, reference_db: Path, on: date
) -> None:
    """What one calls reportable the other does not bar, and what one bars the other does not pass."""
    book = open_book(reference_db)
    guidance = sorted(book.guidance().needle)
    codes = [code for code in book.codes() if code not in guidance][::_STEP_OF_CODES]
    book.close()
    wrong = []
    for code in codes:
        for other in guidance:
            answer = bare.answer(code, other, on)
            word = answer.answer
            if word not in ("separately-reportable", "included", "not-listed", "contractor-decides"):
                continue
            found = alarms(bare, claim_of(code, other, on=on))
            barred = any(flag.rule in _EDITED and flag.line == 2 for flag in found)
            # Where no list has the two, the edit that joins them is said.
            unsaid = "PTP edit" not in answer.sentence and any(flag.rule in _EDITED for flag in found)
            if (
                (word == "separately-reportable" and barred)
                or (word == "included" and not found)
                or (word in ("not-listed", "contractor-decides") and unsaid)
            ):
                wrong.append((code, other, word))
    assert wrong == []


def test_a_procedure_that_is_column_2_of_guidance_is_said_to_be_the_one_to_leave_off(bare: Library) -> None:
    answer = bare.answer("36598", "77001", TODAY)
    assert answer.answer == "contractor-decides"
    assert "column 1 77001, column 2 36598, modifier indicator 0." in answer.sentence
    assert answer.sentence.endswith("Leave 36598 off.")
    (flag,) = [each for each in alarms(bare, claim_of("36598", "77001")) if each.rule == "ptp-pair"]
    assert flag.line == 1


CT_ARTHROGRAM = ["73201", "73202", "73701", "73702"]


@pytest.mark.parametrize("exam", CT_ARTHROGRAM)
def test_look_up_page_and_flag_show_one_record_of_what_is_disputed_about_ct_arthrograms(
    bare: Library, exam: str
) -> None:
    register = bare.facts_for(claim_of("23350", "77002", exam)).conflicts["K16"]
    answer = bare.answer(exam, "77002", TODAY)
    assert (answer.answer, answer.sentence.startswith(register.advice)) == ("sources-conflict", True)
    page = bare.page(exam, TODAY)
    assert page is not None
    assert [part for section in page.sections for part in section.parts if part == register]
    (flag,) = [each for each in alarms(bare, claim_of("23350", "77002", exam)) if each.rule == "ptp-pair"]
    for position in register.positions:
        assert position.text in flag.why
        assert {each.source for each in position.citations} <= {each.source for each in flag.citations}
        assert set(position.citations) <= set(answer.citations)


def test_nothing_is_disputed_about_an_mr_arthrogram_without_an_edit(bare: Library) -> None:
    assert bare.answer("73222", "77002", TODAY).answer == "not-listed"
    assert alarms(bare, claim_of("23350", "77002", "73222")) == []
