"""The first pass: a claim outside is told by its codes alone, and only where nothing else speaks for it."""

from datetime import date

import pytest

from app.batch.scope import OUTSIDE_REVIEW, is_outside
from app.claims.shorthand import parse_lines
from app.coding.claim import Claim, Documentation

SILENT = Documentation()
COVERED = frozenset({"77002", "20610"})


def claim(lines: str, documentation: Documentation = SILENT) -> Claim:
    return Claim(
        schema=1,
        date_of_service=date(2026, 9, 15),
        lines=parse_lines(lines) if lines else (),
        documentation=documentation,
    )


@pytest.mark.parametrize(
    ("lines", "outside"),
    [
        ("99213, 71046", True),
        ("99213, 20610", False),
        ("77002", False),
        ("", False),
        ("2061O", False),
        ("0001U", True),
    ],
)
def test_one_covered_code_brings_a_claim_in(lines: str, outside: bool) -> None:
    assert is_outside(claim(lines), COVERED) is outside


def test_a_claim_that_states_anything_of_a_record_is_never_outside() -> None:
    assert not is_outside(claim("99213", Documentation(needle_guided=True)), COVERED)
    assert not is_outside(claim("99213", Documentation(signed=False)), COVERED)


def test_the_answer_to_a_claim_outside_is_not_clean_and_claims_no_check() -> None:
    assert OUTSIDE_REVIEW.outcome == "incomplete"
    assert OUTSIDE_REVIEW.checked == ()
