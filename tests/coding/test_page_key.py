"""Page keys: written and read as the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.page_key import (
    COMPARE,
    KeyKind,
    PageKey,
    answer_codes,
    answer_key,
    compare_key,
    compared_codes,
    page_key,
    parse_key,
)

CODES = st.from_regex(r"[0-9A-Z]\d{3}[0-9A-Z]", fullmatch=True)


@given(st.sampled_from(("modifier", "place", "rule", "topic", "view", "command")), st.text(max_size=12))
def test_a_key_is_read_as_it_was_written(kind: KeyKind, name: str) -> None:
    assert parse_key(page_key(kind, name)) == PageKey(kind, name)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("77002", "code", "77002"),
        ("", "code", ""),
        ("code:77002", "code", "code:77002"),
        ("nonsense:77002", "code", "nonsense:77002"),
        ("modifier:59", "modifier", "59"),
        ("view:compare:77002,77003", "view", "compare:77002,77003"),
    ],
)
def test_what_begins_with_no_kind_is_read_as_a_code(text: str, kind: KeyKind, name: str) -> None:
    assert parse_key(text) == PageKey(kind, name)
    assert str(parse_key(text)) == text


@given(CODES, CODES)
def test_an_answer_names_its_two_codes(code: str, guidance: str) -> None:
    assert answer_codes(answer_key(code, guidance)) == (code, guidance)
    assert answer_codes(code) is None
    assert answer_codes(page_key("view", f"{code}+{guidance}")) is None


@given(st.lists(CODES, max_size=5))
def test_a_comparison_names_its_codes(codes: list[str]) -> None:
    assert compared_codes(compare_key(codes)) == tuple(codes)


@pytest.mark.parametrize("text", ["view:comparison", "view:decision", "77002", "topic:compare"])
def test_no_other_key_is_a_comparison(text: str) -> None:
    assert compared_codes(text) is None


def test_the_codes_of_a_comparison_are_read_as_typed() -> None:
    assert compared_codes("view:compare: 77003,g0289,,") == ("77003", "G0289")
    assert compared_codes(COMPARE) == ()
