"""Words that rules share."""

import pytest

from app.coding.reasons import say
from app.rules.lookups.words import listed, not_stated


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["77002"], "77002"),
        (["77002", "77003"], "77002 and 77003"),
        (["77002", "77003", "76942"], "77002, 77003 and 76942"),
    ],
)
def test_words_stand_in_a_row_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


def test_a_field_that_is_not_stated_is_named_with_what_follows() -> None:
    reason = say([not_stated("payer", "line 2 was not compared")])
    assert reason == "The payer is not stated, so line 2 was not compared."
