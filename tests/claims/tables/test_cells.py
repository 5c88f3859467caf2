"""Each form in which exports write dates, codes, modifiers and pointers."""

from __future__ import annotations

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
        ("ICD10|M16.11:ICD10|M17.0:", ("M16.11", "M17.0")),
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
    [
        *(("11", "11"), ("2", "02"), ("2.0", "02"), ("11 - Office", "11"), ("11-Office", "11")),
        *(("11 Office", "11"), ("11 (Office)", "11"), ("Office", None), ("130", None)),
        *(("12ab3456-77cd", None), ("2a", None)),
    ],
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


@pytest.mark.parametrize("text", ["2", "2.0", "2 UN", "2 units", "2.00 Unit", "2EA"])
def test_units_may_name_their_measure(text: str) -> None:
    assert cells.units(text) == 2


@pytest.mark.parametrize("text", ["2.5", "2 min", "2 days", "UN", "-1"])
def test_what_is_no_whole_number_of_units_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="give a whole number"):
        cells.units(text)


def test_pointers_lead_nowhere_in_a_table_without_diagnoses() -> None:
    assert cells.pointed("A", (), "pointers") == ()
    assert cells.pointed("M16.11", (), "pointers") == ("M16.11",)
