"""What is asked of articles is what was typed or what the claim says, and nothing in between."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.claim import Claim, Line, Locality
from app.coding.errors import InputError
from app.coverage.asking import Asked, asked_of, asked_typed, place_text, read_place
from app.library import Library

ON = date(2026, 8, 26)
CLAIM = Claim(
    schema=1,
    date_of_service=ON,
    lines=(
        Line(code="0001X", diagnoses=("M25.551", "M54.50")),
        Line(code="0002X", diagnoses=("M2555",)),
        Line(code="0002X", diagnoses=("M25.55",)),
        Line(code="", revenue_code="0320"),
        Line(code="77002"),
    ),
)


def pairs(asked: tuple[Asked, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.diagnosis) for each in asked]


def test_each_line_of_a_claim_is_asked_with_its_own_diagnoses_once() -> None:
    assert pairs(asked_of(CLAIM)) == [
        ("0001X", "M25.551"),
        ("0001X", "M54.50"),
        ("0002X", "M25.55"),
        ("77002", ""),
    ]
    assert asked_of(None) == ()


@pytest.mark.parametrize(
    ("codes", "diagnoses", "expected"),
    [
        ("0001x 77002", "m25551", [("0001X", "M25.551"), ("77002", "M25.551")]),
        ("0001x+77002", "", [("0001X", ""), ("77002", "")]),
        ("0001x, m25.551", "", [("0001X", "M25.551")]),
        ("0001xm25551", "", [("0001X", "M25.551")]),
        ("0001x m25551", "M54.50", [("0001X", "M25.551"), ("0001X", "M54.50")]),
        ("0001x 0001x", "M54.50 m5450", [("0001X", "M54.50")]),
        ("G0260 S72001A", "", [("G0260", "S72.001A")]),
        ("M1711", "", [("M1711", "")]),  # five signs in the field of codes are a code
        ("0001X", "M1711", [("0001X", "M17.11")]),
        ("", "M54.50", [("0001X", "M54.50"), ("0002X", "M54.50"), ("77002", "M54.50")]),
        ("", "  ", []),
    ],
)
def test_what_is_typed_goes_before_the_claim(
    codes: str, diagnoses: str, expected: list[tuple[str, str]]
) -> None:
    assert pairs(asked_typed(codes, diagnoses, CLAIM)) == expected


@pytest.mark.parametrize(
    ("codes", "diagnoses", "words"),
    [
        ("knee", "", "neither a code nor a diagnosis"),
        ("0001X", "knee", "not a diagnosis code"),
        ("0001X-26", "", "neither a code nor a diagnosis"),
        ("", "M54.50", "Which code"),
        ("M54.50", "", "Which code"),
        ("L39529", "", "L39529 is the number of an LCD. Ask with a code"),
        ("a57201 77002", "", "A57201 is the number of an article"),
    ],
)
def test_what_is_no_question_is_said(codes: str, diagnoses: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        asked_typed(codes, diagnoses)


@pytest.mark.parametrize(
    ("typed", "states", "contractor"),
    [
        ("za", ("ZA",), ""),
        ("00501", (), "99101"),
        ("00501-1234", (), "99101"),
        ("MAC 99101", (), "99101"),
        ("mac 9102", (), "09102"),
        ("contractor 99101", (), "99101"),
        ("99101-00", (), "99101"),
        ("99101-0", (), "99101"),
        ("", (), ""),
    ],
)
def test_a_place_is_a_state_a_zip_code_or_a_contractor(
    library: Library, typed: str, states: tuple[str, ...], contractor: str
) -> None:
    place = read_place(typed, library.rates_on(ON))
    assert (place.states, place.contractor, place.why) == (states, contractor, "")


@pytest.mark.parametrize("typed", ["Illinois", "605", "6-1", "MAC"])
def test_what_is_no_place_is_said_and_never_everywhere(library: Library, typed: str) -> None:
    with pytest.raises(InputError, match="is not a place"):
        read_place(typed, library.rates_on(ON))


def test_what_is_typed_is_said_whole_or_with_the_sign_that_it_was_cut(library: Library) -> None:
    with pytest.raises(InputError, match=r"“10112-0010112-0010112-00” is not a place"):
        read_place("10112-0010112-0010112-00", library.rates_on(ON))
    with pytest.raises(InputError, match=r"“9{39}…” is not a place"):
        read_place("9" * 60, library.rates_on(ON))


@pytest.mark.parametrize(
    ("locality", "text"),
    [
        (None, ""),
        (Locality(zip="00501"), "00501"),
        (Locality(carrier="99101", locality="00"), "MAC 99101"),
        (Locality(), ""),
    ],
)
def test_the_place_of_a_claim_is_its_contractor_or_its_zip_code(locality: Locality | None, text: str) -> None:
    assert place_text(Claim(schema=2, date_of_service=ON, lines=(), locality=locality)) == text
    assert place_text(None) == ""
