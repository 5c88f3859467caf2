"""Claim lines as coders type and paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.shorthand import parse_lines
from app.coding.claim import Line
from app.coding.errors import InputError

TYPED = {
    "77002": (Line("77002"),),
    "20610-RT, 77002-26 x1": (Line("20610", ("RT",)), Line("77002", ("26",))),
    "20610 RT": (Line("20610", ("RT",)),),
    "20610,RT": (Line("20610", ("RT",)),),
    "20610-RT-59": (Line("20610", ("RT", "59")),),
    "20610/RT/59": (Line("20610", ("RT", "59")),),
    "20610 RT 50 x2 M16.11 M17.0": (Line("20610", ("RT", "50"), 2, ("M16.11", "M17.0")),),
    "20610\n77002\r\n\r\n64447": (Line("20610"), Line("77002"), Line("64447")),
    "20610; 77002": (Line("20610"), Line("77002")),
    "20610\tRT\t1\tM16.11": (Line("20610", ("RT",), 1, ("M16.11",)),),
    "j1030 x4": (Line("J1030", (), 4),),
    "77002 ×2": (Line("77002", (), 2),),
    "77002 *2": (Line("77002", (), 2),),
    "77002 2 units": (Line("77002", (), 2),),
    "77002 units: 3": (Line("77002", (), 3),),
    "77002 u2": (Line("77002", (), 2),),
    "77002-26 1 unit": (Line("77002", ("26",), 1),),
    "77002-xu": (Line("77002", ("XU",)),),
    "77002-x1": (Line("77002", (), 1),),
    "77002 m1611": (Line("77002", (), 1, ("M1611",)),),
    "20610-RT M16.11, 77002-26 M16.11": (
        Line("20610", ("RT",), 1, ("M16.11",)),
        Line("77002", ("26",), 1, ("M16.11",)),
    ),
    "20610, M16.11": (Line("20610", (), 1, ("M16.11",)),),
    "20610-RT, M1611": (Line("20610", ("RT",), 1, ("M1611",)),),
    "20610, R2241, M1711, 77002-26": (Line("20610", (), 1, ("R2241", "M1711")), Line("77002", ("26",))),
    "64721, G5601; 10060, L0291; 77012, C7951": (
        Line("64721", (), 1, ("G5601",)),
        Line("10060", (), 1, ("L0291",)),
        Line("77012", (), 1, ("C7951",)),
    ),
    "20610, J1030 x4": (Line("20610"), Line("J1030", (), 4)),
    "27096, G0260, Q9967 x50, C1713, R0070": (
        Line("27096"),
        Line("G0260"),
        Line("Q9967", (), 50),
        Line("C1713"),
        Line("R0070"),
    ),
    "20610, M1611-RT": (Line("20610"), Line("M1611", ("RT",))),
    "20610\u2013RT": (Line("20610", ("RT",)),),
    "\u201c20610\u2011RT\u201d\u00a0x2\u200b": (Line("20610", ("RT",), 2),),
    "0232T": (Line("0232T"),),
    "20610 77002": (Line("20610"), Line("77002")),
    "20610+77002": (Line("20610"), Line("77002")),
    "20610-RT + 77002-26": (Line("20610", ("RT",)), Line("77002", ("26",))),
    "20610 M16.11 77002 M16.11": (Line("20610", (), 1, ("M16.11",)), Line("77002", (), 1, ("M16.11",))),
    "20610 S72001A": (Line("20610", (), 1, ("S72001A",)),),
    "20610 RT 1 M16.11": (Line("20610", ("RT",), 1, ("M16.11",)),),
    "": (),
    " ,; \n": (),
}


@pytest.mark.parametrize(("text", "lines"), TYPED.items())
def test_typed(text: str, lines: tuple[Line, ...]) -> None:
    assert parse_lines(text) == lines


REFUSED = {
    "RT": "“RT” does not start with a code",
    "7700": "“7700” does not start with a code",
    "77002 RIGHT": "“RIGHT” in “77002 RIGHT” is not a modifier, units or diagnosis",
    "77002 26 RT LT 59 XS": "has more than four modifiers",
    "20610; hip": "“hip” does not start with a code",
    "77002 x0": "Give a whole number from 1 to 9999",
    "77002 x2 x3": "has units twice. Keep one",
}


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_refused(text: str, words: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_lines(text)
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


CODES = st.text("0123456789", min_size=5, max_size=5)
MODIFIERS = st.sampled_from(["26", "RT", "LT", "59", "XS", "TC", "F5", "50"])


@given(
    st.lists(
        st.builds(
            Line,
            CODES,
            st.lists(MODIFIERS, max_size=4).map(tuple),
            st.integers(1, 9999),
            st.lists(st.sampled_from(["M16.11", "R22.41", "S72.001A"]), max_size=3).map(tuple),
        ),
        max_size=5,
    ),
    st.sampled_from(["\n", "; ", ", "]),
)
def test_what_is_typed_in_full_is_read_in_full(lines: list[Line], separator: str) -> None:
    text = separator.join(
        " ".join(["-".join([line.code, *line.modifiers]), f"x{line.units}", *line.diagnoses])
        for line in lines
    )
    assert list(parse_lines(text)) == lines


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    sentence = "."
    try:
        parse_lines(text)
    except InputError as refusal:
        sentence = str(refusal)
    assert sentence.endswith(".")
