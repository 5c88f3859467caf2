"""Payment localities are found by what people call them."""

from __future__ import annotations

import pytest

from app.coding.locality_names import localities_named, localities_offered
from app.coding.payment_rows import Gpci


def row(key: str, name: str, state: str) -> Gpci:
    return Gpci(locality=key, state=state, name=name, work=1.0, practice=1.0, malpractice=1.0, floor=False)


ROWS = (
    row("99101-00", "LAND", "ZA"),
    row("99102-01", "WEST LAND", "ZB"),
    row("99103-01", "HARBOR", "ZC"),
    row("99103-02", "HARBOR SUBURBS", "ZC"),
    row("99103-99", "REST OF ISLE", "ZC"),
)
KNOWN = {each.locality: each for each in ROWS}
OF_ISLE = ("99103-01", "99103-02", "99103-99")


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("zc", OF_ISLE),
        ("Isle", OF_ISLE),
        ("land", ("99101-00",)),
        ("Harbor,  zc", ("99103-01",)),
        ("harb", ("99103-01", "99103-02")),
        ("rest of", ("99103-99",)),
        ("nowhere", ()),
        ("l", ()),
        ("99103-01", ()),
        ("", ()),
    ],
)
def test_a_name_or_a_state_means_its_localities(typed: str, keys: tuple[str, ...]) -> None:
    assert localities_named(typed, KNOWN) == keys


def test_digits_offer_the_keys_that_begin_with_them() -> None:
    assert localities_offered("9910", KNOWN) == tuple(KNOWN)
    assert localities_offered("99103-9", KNOWN) == ("99103-99",)
    assert localities_offered("suburbs", KNOWN) == ("99103-02",)
    assert localities_offered(" ", KNOWN) == ()


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("pon", ("99103-01", "99103-02")),
        ("Ponder County", ("99103-02",)),
        ("mar", ("99103-02",)),
        ("po", ()),
        ("hill", ()),
        ("harb", ("99103-01", "99103-02")),
    ],
)
def test_a_county_offers_the_localities_that_name_it(typed: str, keys: tuple[str, ...]) -> None:
    """One that a locality excepts is none of its own, and a name goes before a county."""
    counties = {
        "99103-01": "POND, LAKE AND HARBIN",
        "99103-02": "PONDEROSA AND MARSH",
        "99103-99": "ALL EXCEPT HILL",
    }
    assert localities_offered(typed, KNOWN, lambda: counties) == keys
