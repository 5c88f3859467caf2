"""The look-up and the check never contradict each other; no pair edit of the book passes in silence."""

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
# CI takes every pair edit and every third code; everyday runs take a part of them, the same each time.
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
        for edit in book.pair_edits("practitioner", code).rows:
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
            word = bare.answer(code, other, on).answer
            if word not in ("separately-reportable", "included"):
                continue
            found = alarms(bare, claim_of(code, other, on=on))
            barred = any(flag.rule in _EDITED and flag.line == 2 for flag in found)
            if (word == "separately-reportable" and barred) or (word == "included" and not found):
                wrong.append((code, other, word))
    assert wrong == []
