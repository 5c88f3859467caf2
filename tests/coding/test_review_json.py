"""The JSON of a review is that of its record, byte for byte, and what is cached stays that of its record."""

import msgspec
import pytest
from hypothesis import given

from app.coding import review_json
from app.coding.claim import Claim
from app.coding.findings import Review
from app.coding.review_json import encode_review
from app.review import leave_unchecked, review_facts
from app.rules.examples.book import facts_for
from tests.rules.strategies import claims


@given(claims)
def test_a_review_is_written_as_its_record_is(claim: Claim) -> None:
    found = review_facts(claim, facts_for(claim))
    assert encode_review(found) == msgspec.json.encode(found)


def test_a_review_without_anything_is_written_too() -> None:
    empty = Review(schema=1, outcome="incomplete", flags=(), checked=(), not_checked=(), editions=())
    assert encode_review(empty) == msgspec.json.encode(empty)


def test_records_that_make_room_for_others_are_written_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_json, "_AT_MOST", 2)
    for number in range(6):
        found = leave_unchecked(f"Reason {number} for “{number}”.")
        assert encode_review(found) == msgspec.json.encode(found)
