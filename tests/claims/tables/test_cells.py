"""Each form in which exports write dates, codes, modifiers and pointers."""

from __future__ import annotations

from datetime import date

import pytest

from app.claims.tables import cells
from app.claims.tables.fields import DIGITS, NUMBERS
from app.coding.errors import InputError

KNOWN = (
    "M16.11",
    "M17.0",
    "",
    "M25.551",
    "M54.5",
    "M75.1",
    "G56.0",
    "M65.3",
    "M70.6",
    "M77.1",
    "M79.1",
    "M19.01",
)


@pytest.mark.parametrize(
    "text",
    [
        *("09/15/2026", "9/15/26", "9-15-2026", "20260915", "2026-09-15", "2026-09-15T00:00:00", "2026/9/15"),
        *(
            "2026-09-15 13:45:00.123",
            "2026-09-15T08:00:00Z",
            "9/15/2026 1:45:00 PM",
            "2026-09-15T08:00:00-05:00",
        ),
        *("46280", "46280.0", "46280.5625", "20260915.0"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert cells.day(text) == date(2026, 9, 15)


@pytest.mark.parametrize(
    "text", ["t", "15.9.2026", "2026-09", "99999", "1", "12:30", "2026-13-01", "tomorrow"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        cells.day(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("20610", ("20610", ())),
        ("20610.0", ("20610", ())),
        ("g0260", ("G0260", ())),
        ("0042T", ("0042T", ())),
        ("100", ("00100", ())),
        ("1936.0", ("01936", ())),
        ("20610-RT-59", ("20610", ("RT", "59"))),
        ("PAY", None),
        ("INS ADJ", None),
        ("COPAY1", None),
        ("12", None),
    ],
)
def test_a_code_is_told_from_a_payment(text: str, code: tuple[str, tuple[str, ...]] | None) -> None:
    assert cells.code(text) == code


@pytest.mark.parametrize("text", ["26,59", "26 59", "26:59", "2659", "26/59", "26-59", "26.0 59.0"])
def test_modifiers_of_one_cell_are_told_apart(text: str) -> None:
    assert cells.modifiers(text) == ("26", "59")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A", ("M16.11",)),
        ("BA", ("M17.0", "M16.11")),
        ("A,B", ("M16.11", "M17.0")),
        ("1:2", ("M16.11", "M17.0")),
        ("1,12", ("M16.11", "M19.01")),
        ("4.0", ("M25.551",)),
        ("124", ("M16.11", "M17.0", "M25.551")),
        ("21", ("M17.0", "M16.11")),
        ("M16.11:M17.0", ("M16.11", "M17.0")),
    ],
)
def test_letters_and_separators_decide_what_is_pointed_to(text: str, wanted: tuple[str, ...]) -> None:
    assert cells.pointed(text, KNOWN, "pointers") == wanted


@pytest.mark.parametrize("text", ["10", "11", "12", "12.0"])
def test_a_bare_number_from_ten_is_asked_about(text: str) -> None:
    with pytest.raises(InputError, match="may be one pointer or two"):
        cells.pointed(text, KNOWN, "pointers")


def test_the_mapping_says_what_a_bare_twelve_means() -> None:
    assert cells.pointed("12", KNOWN, DIGITS) == ("M16.11", "M17.0")
    assert cells.pointed("12", KNOWN, NUMBERS) == ("M19.01",)


@pytest.mark.parametrize("text", ["M", "3", "C", "0", "1,13"])
def test_a_pointer_to_nothing_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="points to a diagnosis that the claim does not have"):
        cells.pointed(text, KNOWN, "pointers")


@pytest.mark.parametrize(
    ("text", "place"),
    [("11", "11"), ("2", "02"), ("2.0", "02"), ("11 - Office", "11"), ("Office", None), ("130", None)],
)
def test_a_place_is_a_code_with_its_zero_or_none(text: str, place: str | None) -> None:
    assert cells.place(text) == place


@pytest.mark.parametrize(("text", "code"), [("0137", "137"), ("131.0", "131"), ("85A", "85A"), ("13", None)])
def test_bill_types(text: str, code: str | None) -> None:
    assert cells.bill_type(text) == code


@pytest.mark.parametrize(
    ("text", "code"), [("7", "7"), ("7 - Replacement", "7"), ("1.0", "1"), ("Original", None)]
)
def test_frequencies(text: str, code: str | None) -> None:
    assert cells.frequency(text) == code
