"""What a denial leads to, in one sentence."""

from __future__ import annotations

import pytest

from app.denials.wording import in_short
from tests.checklist.test_letter import CLAIM, FOUND


@pytest.mark.parametrize(
    ("count", "ending"), [(1, "."), (2, ". And 1 other denial."), (3, ". And 2 other denials.")]
)
def test_the_first_denial_stands_for_all_that_are_counted(count: int, ending: str) -> None:
    said = in_short([FOUND] * count, CLAIM)
    assert said.startswith(f"Line {FOUND.denial.line}, ")
    assert "What follows: Appeal" in said
    assert said.endswith(ending)
    assert (count > 1) == ("And" in said)
