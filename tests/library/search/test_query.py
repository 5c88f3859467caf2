"""Typed text becomes a value: codes, pairs, named pages, words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.search.query import LONGEST, parse


@pytest.mark.parametrize(
    "text", ["20610 77002", "20610+77002", "20610, 77002", "20610 with 77002", "20610/77002"]
)
def test_two_codes_are_a_pair_however_they_are_joined(text: str) -> None:
    assert parse(text).pairs == (("20610", "77002"),)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("mod 26", "modifier:26"),
        ("Modifier tc", "modifier:TC"),
        ("pos 22", "place:22"),
        ("POS 2", "place:02"),
    ],
)
def test_a_prefix_names_a_page_outright(text: str, key: str) -> None:
    assert parse(text).keys == (key,)


@pytest.mark.parametrize(
    ("text", "code"), [("77002", True), ("g0260", True), ("hip", False), ("7700", False)]
)
def test_what_looks_like_a_code_is_told_from_words(text: str, code: bool) -> None:
    assert bool(parse(text).codes) is code


@given(st.text())
def test_any_text_parses_and_long_text_is_cut(text: str) -> None:
    found = parse(text * 50)
    assert len(found.text) <= 2 * LONGEST  # lower case can be longer than what was typed
    assert parse(text) == parse(text)


@pytest.mark.parametrize(
    ("text", "codes", "keys"),
    [
        ("20610-RT, 77002-26 x1", ("20610", "77002"), ("modifier:RT", "modifier:26")),
        ("7700226", ("77002",), ("modifier:26",)),
        ("cpt77002", ("77002",), ()),
        ("POS 24 tc", (), ("place:24", "modifier:TC")),
        ("77002 vs 77003", ("77002", "77003"), ("view:compare",)),
        ("M25.561", (), ()),
        ("L39529", (), ()),
    ],
)
def test_codes_and_modifiers_are_told_from_the_words_around_them(
    text: str, codes: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    assert (parse(text).codes, parse(text).keys) == (codes, keys)


def test_the_words_of_a_question_are_left_out_unless_there_are_no_others() -> None:
    assert parse("what is the unit of 77002").rest == ("unit",)
    assert parse("what is").words == ("what", "is")


def test_a_modifier_may_be_typed_as_it_stands_on_a_line() -> None:
    assert parse("-26") == parse("26")
