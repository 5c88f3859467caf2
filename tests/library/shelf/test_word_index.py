"""The word index gives what a plain scan gives, whether a beginning is rare or common."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.shelf import word_index as shelf_words
from app.library.shelf.word_index import SCHEMA, WordIndex, split_words
from app.releases import word_index
from app.releases.word_index import write_words

WORDS = st.lists(
    st.sampled_from(["hip", "hipbone", "knee", "kneel", "right", "left", "x1"]), min_size=1, max_size=4
)

STARTS = st.lists(st.sampled_from(["h", "hip", "k", "kneel", "r", "z"]), min_size=1, max_size=3)


@pytest.mark.parametrize("heavy", [0, 3, 10_000])
@given(texts=st.lists(WORDS, min_size=1, max_size=30), typed=STARTS)
def test_the_index_agrees_with_a_scan(heavy: int, texts: list[list[str]], typed: list[str]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_index, "HEAVY", heavy)
        write_words(connection, ((at, " ".join(words)) for at, words in enumerate(texts, start=1)))
    index = WordIndex(lambda sql, values: connection.execute(sql, values).fetchall())
    expected = [
        at
        for at, words in enumerate(texts, start=1)
        if all(any(word.startswith(start) for word in words) for start in typed)
    ]
    assert index.rowids(typed) == expected[: shelf_words.CANDIDATES]
    connection.close()


def test_words_are_lower_case_letters_and_digits() -> None:
    assert split_words("Osteoarthritis, r. hip (M16.11)") == ["osteoarthritis", "r", "hip", "m16", "11"]
