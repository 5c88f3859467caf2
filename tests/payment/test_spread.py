"""What a line pays in every locality."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.coding.claim import Locality as ClaimLocality
from app.library import Library
from app.payment.paying import pay
from app.payment.record import Locality
from app.payment.spread import Spread, spread_of
from tests.payment.invented import claim


def test_every_locality_is_there_once_lowest_first(library: Library) -> None:
    asked = claim("0001X")
    spread = spread_of(asked, library, 1)
    keys = [place.key for place, _ in spread.amounts]
    assert sorted(keys) == sorted(library.rates_on(asked.date_of_service).localities)
    amounts = [amount for _, amount in spread.amounts]
    assert amounts == sorted(amounts)


@pytest.mark.parametrize(
    "lines",
    ["0001X", "0001X 0002X-59 0003X x2", "0021X 0022X", "0011X 0012X", "0001X-80", "0011X-26", "0033X"],
)
def test_each_amount_is_what_the_claim_pays_there(library: Library, lines: str) -> None:
    asked = claim(lines)
    for number in range(1, len(asked.lines) + 1):
        amounts = spread_of(asked, library, number).amounts
        assert amounts
        for place, amount in amounts:
            carrier, locality = place.key.split("-")
            there = claim(lines, locality=ClaimLocality(carrier=carrier, locality=locality))
            assert pay(there, library).lines[number - 1].amount == amount


def test_without_relative_values_there_is_nothing_to_compare(library: Library) -> None:
    assert spread_of(claim("0001X", on=date(2023, 5, 1)), library, 1).amounts == ()


def test_a_line_without_an_amount_has_nothing_to_compare(library: Library) -> None:
    assert spread_of(claim("0030X"), library, 1).amounts == ()
    assert spread_of(claim("0030X"), library, 1).quartiles is None


def test_quartiles_are_those_of_the_amounts() -> None:
    places = tuple(
        (Locality(f"0000{number}-00", "x", "ZA"), Decimal(amount))
        for number, amount in enumerate(("10", "20", "30", "40", "50"))
    )
    assert Spread(places).quartiles == (Decimal(20), Decimal(30), Decimal(40))
    assert Spread(places[:1]).quartiles is None
