"""What a hospital and an ambulatory surgical center are paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.library import Library
from app.payment.paying import pay, setting_of
from app.payment.record import LinePayment, PaymentSetting
from tests.payment.invented import claim


def lines_of(library: Library, lines: str, setting: PaymentSetting) -> tuple[LinePayment, ...]:
    return pay(claim(lines, "22", locality=None), library, setting=setting).lines


def found(library: Library, lines: str, setting: PaymentSetting) -> list[tuple[str, str | None]]:
    return [
        (each.state, None if each.amount is None else str(each.amount))
        for each in lines_of(library, lines, setting)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("0001X", [("paid", "313.60")]),
        ("0001X, 0010X", [("paid", "313.60"), ("packaged", "0.00")]),
        ("0001X, 0002X", [("paid", "156.80"), ("paid", "721.17")]),
        ("0001X x3", [("paid", "627.20")]),
        ("0003X x2", [("paid", "487.54")]),
        ("0011X", [("paid", "90.00")]),
        ("0011X, 0003X", [("packaged", "0.00"), ("paid", "243.77")]),
        ("0012X, 0003X", [("paid", "356.43"), ("paid", "243.77")]),
        ("0012X, 0001X", [("packaged", "0.00"), ("paid", "313.60")]),
        ("0013X", [("unknown", None)]),
        ("0014X", [("unknown", None)]),
        ("0004X, 0001X, 0010X", [("paid", "1687.37"), ("packaged", "0.00"), ("packaged", "0.00")]),
        ("0004X, 0006X", [("unknown", None), ("unknown", None)]),
        ("0030X, 0031X, 0999X", [("unknown", None), ("not-paid", "0.00"), ("unknown", None)]),
        ("0001X-73", [("unknown", None)]),
        ("0001X, 0002X-73", [("unknown", None), ("unknown", None)]),
        ("0001X-73, 0002X", [("unknown", None), ("paid", "721.17")]),
    ],
)
def test_a_hospital_is_paid_by_status_indicator(
    library: Library, lines: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(library, lines, "hospital") == expected


def test_addendum_a_is_named_beside_the_rate_and_a_difference_is_said(library: Library) -> None:
    same, other, without = lines_of(library, "0001X, 0003X, 0012X", "hospital")
    assert [step.amount for step in same.steps if step.text.startswith("Addendum A")] == [Decimal("313.60")]
    assert same.notes == ()
    assert other.notes == ("Addendum A prints $240.00 for the APC; that is not explained.",)
    assert not any(step.text.startswith("Addendum A") for step in without.steps)


def test_a_packaged_line_says_that_its_cost_is_in_another_payment(library: Library) -> None:
    _, line = lines_of(library, "0001X, 0010X", "hospital")
    assert line.reason.startswith("0010X is always packaged")
    assert [step.citation.source for step in line.steps if step.citation] == [
        "opps-b-2025q4",
        "noridian-opps-indicators",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("0001X", [("paid", "33.65")]),
        ("0001X, 0002X", [("paid", "16.83"), ("paid", "1216.73")]),
        ("0002X x3", [("paid", "2433.47")]),
        ("0003X, 0002X", [("paid", "100.00"), ("paid", "1216.73")]),
        ("0001X, 0010X", [("paid", "33.65"), ("packaged", "0.00")]),
        ("0001X, 0011X", [("paid", "33.65"), ("paid", "26.85")]),
        ("0011X", [("not-paid", "0.00")]),
        ("0001X, 0012X", [("paid", "33.65"), ("unknown", None)]),
        ("0031X, 0009X, 0999X", [("not-paid", "0.00"), ("not-paid", "0.00"), ("unknown", None)]),
        ("0001X-52", [("unknown", None)]),
        ("0001X-52, 0002X, 0003X", [("unknown", None), ("unknown", None), ("paid", "100.00")]),
    ],
)
def test_a_center_is_paid_by_payment_indicator(
    library: Library, lines: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(library, lines, "asc") == expected


def test_further_procedures_of_a_center_cite_the_discount(library: Library) -> None:
    line, _ = lines_of(library, "0001X, 0002X", "asc")
    assert line.steps[-1].text == "Further procedures subject to discounting: 1 at 50 %"
    assert line.steps[-1].citation is not None
    assert line.steps[-1].citation.source == "aapc-asc-multiple"


@pytest.mark.parametrize("setting", ["hospital", "asc"])
def test_a_facility_without_its_edition_has_no_amount(library: Library, setting: PaymentSetting) -> None:
    payment = pay(claim("0001X", on=date(2024, 2, 1)), library, setting=setting)
    assert (payment.unknown, payment.total) == (1, Decimal(0))
    assert "not on the shelf" in payment.lines[0].reason


def test_who_is_paid_follows_from_form_place_and_bill_type() -> None:
    assert setting_of(claim("0001X")) == "professional"
    assert setting_of(claim("0001X", "24")) == "professional"
    assert setting_of(claim("0001X", "22", form="institutional")) == "hospital"
    assert setting_of(claim("0001X", "24", form="institutional")) == "asc"
