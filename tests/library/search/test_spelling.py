"""Which word of the index a misspelled or half-typed word meant."""

import pytest

from app.library.search.spelling import Vocabulary

WORDS = Vocabulary(
    ("fluoroscopy", "four", "fourth", "knee", "arthrogram", "biopsy", "tip", "mips", "fluoro", "chemotherapy")
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fluoroscopy", "fluoroscopy"),
        ("fluorosc", "fluorosc"),
        ("flouroscopy", "fluoroscopy"),
        ("flour", "fluor"),
        ("four", "four"),
        ("kneee", "knee"),
        ("biopssy", "biopsy"),
        ("urethrogram", ""),
        ("sclerotherapy", ""),
        ("tips", ""),
        ("kne", ""),
        ("swan", ""),
        ("", ""),
    ],
)
def test_near_is_few_letters_and_never_a_word_that_is_merely_shorter(typed: str, meant: str) -> None:
    assert WORDS.nearest(typed) == meant
