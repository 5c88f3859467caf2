"""What is looked up of a copied text: never more than a few words, of a note only its codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.questions import LONGEST, question_in

NOTE = "Jane Sample, born 01/02/1960, MRN 12345678.\nThe knee (20610) was injected; guidance 77002-26.\n" * 3


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("20610 77002", "20610 77002"),
        ("  77002\r\n", "77002"),
        ("knee injection", "knee injection"),
        ("", ""),
        (" \n ", ""),
        (NOTE, "20610 77002"),
        ("20610\n20610\nG0260\n77002", "20610 G0260"),
        ("a line\nanother line", ""),
        ("phone 555-12345\nzip 12345-6789 and 12345.50 dollars\n", "12345"),
        ("x" * 81, ""),
        ("a\x00b", ""),
    ],
)
def test_the_question(text: str, question: str) -> None:
    assert question_in(text) == question


@given(st.text(max_size=300))
def test_it_is_short_and_on_one_line(text: str) -> None:
    question = question_in(text)
    assert len(question) <= LONGEST
    assert len(question.splitlines()) <= 1
    assert all(word in text for word in question.split())
