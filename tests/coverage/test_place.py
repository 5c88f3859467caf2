"""A place by the name of a payment locality, which is how what a claim pays may be asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from app.coding.rates import Rates
from app.coverage.asking import read_place
from app.coverage.place import of_name
from tests.coding.test_locality_names import row

ROWS = (
    row("99101-00", "LAND", "ZA"),
    row("99102-01", "WEST LAND", "ZB"),
    row("99103-01", "HARBOR", "ZC"),
    row("99104-99", "REST OF ISLE", "ZC"),
)
RATES = cast(Rates, SimpleNamespace(localities={each.locality: each for each in ROWS}, states={}))


@pytest.mark.parametrize(
    ("typed", "contractor", "states"),
    [
        ("West Land", "99102", ()),
        ("harbor", "99103", ()),
        ("Isle", "", ("ZC",)),
    ],
)
def test_a_name_means_the_contractor_of_its_localities_or_else_their_state(
    typed: str, contractor: str, states: tuple[str, ...]
) -> None:
    place = read_place(typed, RATES)
    assert (place.contractor, place.states) == (contractor, states)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("99103-01", "contractor 99103, which pays in payment locality 99103-01"),
        ("harbor", "contractor 99103, which pays in payment locality 99103-01 Harbor"),
    ],
)
def test_a_payment_locality_is_not_called_a_contractor(typed: str, text: str) -> None:
    place = read_place(typed, RATES)
    assert (place.text, place.by_carrier) == (text, True)


@pytest.mark.parametrize("typed", ["elsewhere", "st", "LAN", ""])
def test_what_several_states_or_none_call_so_is_no_place(typed: str) -> None:
    assert of_name(typed, RATES) is None
