"""Plain output: what fits is printed as it is, and what does not is wrapped."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from app.commands.output import fill


@given(st.text("ab c-é—\u00a0\t\n", max_size=40), st.integers(0, 8), st.integers(10, 40))
def test_text_is_wrapped_as_if_no_short_way_were_taken(text: str, indent: int, room: int) -> None:
    lead = " " * indent
    wrapped = textwrap.fill(
        text,
        room,
        initial_indent=lead,
        subsequent_indent=lead,
        break_on_hyphens=False,
        break_long_words=False,
    )
    assert fill(text, room, lead) == wrapped


def test_a_long_text_wraps_under_its_own_beginning() -> None:
    assert fill("one two three", 12, "7700  ") == "7700  one\n      two\n      three"
