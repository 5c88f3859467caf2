"""A stream of claims: each entry comes out once, in order, with the review that it would have alone."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.batch.scope import OUTSIDE_REVIEW
from app.batch.stream import review_claims
from app.claims.record import Entry
from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.library.library import Library
from app.review import review


def entry(name: int, lines: str) -> Entry:
    return Entry(name, Claim(schema=1, date_of_service=date(2026, 9, 15), lines=parse_lines(lines)))


def test_each_entry_comes_out_in_order_with_its_own_review(small_library: Library) -> None:
    entries = [entry(1, "20610, 77002"), Entry(2, None, "It is wrong."), entry(3, "99213"), entry(4, "77002")]
    found = list(review_claims(entries, small_library, small_library.covered_codes))
    assert [each.entry for each in found] == entries
    assert [each.outside for each in found] == [False, False, True, False]
    assert found[1].review is None
    assert found[2].review is OUTSIDE_REVIEW
    for each in (found[0], found[3]):
        assert each.entry.claim is not None
        assert each.review == review(each.entry.claim, small_library)


def test_without_covered_codes_every_claim_is_reviewed(small_library: Library) -> None:
    (found,) = review_claims([entry(1, "99213")], small_library)
    assert not found.outside
    assert found.review is not None
    assert found.review.checked


def test_a_claim_that_is_left_says_so_in_each_rule(small_library: Library) -> None:
    left = Entry(1, entry(1, "77002").claim, unchecked="It is of 4010.")
    (found,) = review_claims([left], small_library)
    assert found.review is not None
    assert found.review.checked == ()
    assert {each.reason for each in found.review.not_checked} == {"It is of 4010."}


def test_no_more_is_read_than_is_asked_for(small_library: Library) -> None:
    def entries() -> Iterator[Entry]:
        yield entry(1, "77002")
        pytest.fail("the second claim was read before the first was given")

    assert next(review_claims(entries(), small_library)).entry.name == 1
