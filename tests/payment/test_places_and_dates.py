"""Where and when a claim is paid: locality, ZIP code, editions of the date, and two conversion factors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from app.coding.claim import Locality
from app.coding.rates import ShareRule
from app.library import Library
from app.payment.locality import IN_PLACE_OF_ZIP
from app.payment.paying import pay
from tests.payment.invented import claim

JULY = date(2026, 7, 14)


def test_a_zip_code_leads_to_its_locality(library: Library) -> None:
    payment = pay(claim("0001X", locality=Locality(zip="99501")), library)
    place = payment.locality
    assert place is not None
    assert (place.key, place.name, place.state, place.stated) == ("09102-01", "Far Off", "ZB", "zip")
    assert place.counties == "North, South"
    assert payment.lines[0].amount == Decimal("108.10")


def test_a_zip_code_with_the_plus_four_flag_offers_localities_and_takes_none(library: Library) -> None:
    payment = pay(claim("0001X", locality=Locality(zip="995021234")), library)
    assert payment.locality is None
    assert "more than one payment locality" in payment.why_no_locality
    assert [each.key for each in payment.choices] == ["09102-99", "09102-01"]
    assert payment.lines[0].amount is None


@pytest.mark.parametrize(
    ("locality", "default", "words"),
    [
        (None, "", "The payment locality is not known: give a ZIP code"),
        (None, "elsewhere", "elsewhere is neither a ZIP code nor a payment locality"),
        (None, "elsewhere", "A county that no locality names is in the rest of its state: give the state."),
        (None, "north county", "“north county” is a county of a payment locality; in other states"),
        (None, "zb", "“zb” is 2 payment localities. Choose the locality."),
        (Locality(zip="11111"), "", "ZIP code 11111 is not in the ZIP code file of 2025Q4."),
        (Locality(carrier="88888", locality="01"), "", "88888-01 is not a payment locality in RVU25D."),
    ],
)
def test_an_unknown_place_gives_no_amount(
    library: Library, locality: Locality | None, default: str, words: str
) -> None:
    payment = pay(claim("0001X", locality=locality), library, default_locality=default)
    assert words in payment.why_no_locality
    assert (payment.lines[0].amount, payment.lines[0].reason) == (None, payment.why_no_locality)


def test_a_county_offers_its_localities_and_takes_none(library: Library) -> None:
    payment = pay(claim("0001X", locality=None), library, default_locality="South")
    assert payment.locality is None
    assert [each.key for each in payment.choices] == ["09102-01"]


def test_where_no_zip_code_file_is_there_another_way_to_name_the_place_is_said(library: Library) -> None:
    payment = pay(claim("0001X", on=JULY, locality=Locality(zip="99501")), library)
    assert payment.why_no_locality.endswith(IN_PLACE_OF_ZIP)


@pytest.mark.parametrize(
    ("default", "stated"), [("9102-1", "default"), ("Far Off", "default"), ("99501", "zip")]
)
def test_the_default_counts_where_the_claim_states_no_place(
    library: Library, default: str, stated: str
) -> None:
    found = pay(claim("0001X", locality=None), library, default_locality=default).locality
    assert found is not None
    assert (found.key, found.stated) == ("09102-01", stated)
    own = pay(claim("0001X"), library, default_locality=default).locality
    assert own is not None
    assert own.key == "99101-00"


@pytest.mark.parametrize("on", [date(2025, 9, 30), date(2026, 1, 1), date(2024, 11, 1)])
def test_no_amount_is_carried_to_a_date_without_an_edition(library: Library, on: date) -> None:
    payment = pay(claim("0001X", on=on), library)
    assert payment.total == 0
    assert payment.lines[0].amount is None
    assert "not on the shelf" in payment.lines[0].reason


def test_the_import_that_would_answer_is_named(library: Library) -> None:
    reason = pay(claim("0001X", on=date(2024, 11, 1)), library).lines[0].reason
    assert reason.endswith("Import the physician fee schedule of 2024Q4.")


def test_both_conversion_factors_of_2026_are_named(library: Library) -> None:
    payment = pay(claim("0001X, 0030X", on=JULY), library)
    assert payment.factor == "1.0, not a qualifying participant in an advanced alternative payment model"
    assert payment.other_factor == "2.0, a qualifying participant in an advanced alternative payment model"
    first = payment.lines[0]
    assert (first.amount, first.qualifying) == (Decimal("100.00"), Decimal("200.00"))
    assert (payment.total, payment.total_qualifying) == (Decimal("100.00"), Decimal("200.00"))
    assert payment.lines[1].qualifying is None


def test_before_2026_there_is_one_factor(library: Library) -> None:
    payment = pay(claim("0001X"), library)
    assert (payment.factor, payment.other_factor, payment.total_qualifying) == ("1.0", "", None)


def test_the_editions_of_a_payment_are_named_with_it(library: Library) -> None:
    used = {(use.source, use.edition) for use in pay(claim("0001X"), library).editions}
    assert {("pfs-rvu", "RVU25D"), ("pfs-gpci", "RVU25D"), ("pfs-zip", "2025Q4")} <= used
    assert not any(source.startswith(("asc", "opps")) for source, _ in used)


def test_a_factor_from_before_a_law_raised_it_gives_no_amount_from_that_day_on(library: Library) -> None:
    (before,) = pay(claim("0001X", on=date(2024, 3, 8)), library).lines
    (after,) = pay(claim("0001X", on=date(2024, 3, 9)), library).lines
    assert before.amount == Decimal("32.74")
    assert after.amount is None
    assert after.reason.endswith("a law raised on 03/09/2024; the release is from before.")
    assert [step.citation.source for step in after.steps if step.citation] == ["acr-2024-factor"]


def test_every_rule_has_its_shares_in_the_book_with_who_says_so(library: Library) -> None:
    rates = library.rates_on(date(2025, 10, 20))
    shares = {rule: rates.shares(rule) for rule in get_args(ShareRule)}
    assert all(each.citation.source and each.percents for each in shares.values())
    ranked = shares["multiple-procedures"]
    assert [ranked.percent("2", rank) for rank in range(1, 7)] == [100, 50, 50, 50, 50, None]
    assert shares["both-sides"].percent("9") is None


def test_a_rule_without_a_row_for_the_date_is_an_error_and_no_share(library: Library) -> None:
    with pytest.raises(KeyError):
        library.rates_on(JULY).shares("no-such-rule")  # type: ignore[arg-type]  # as misspelled data would ask
