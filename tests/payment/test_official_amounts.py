"""Amounts against what CMS prints, to the cent: every row of the official files that are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.coding.payment_rows import AscAncillary, AscProcedure, Gpci, PrintedAmounts, unpack_prices
from app.payment.price import exact, price_of
from app.payment.record import to_cents
from app.releases.found import Found
from tests.payment.conftest import Official
from tests.payment.copies import further, of_kind

CAPPED_ROWS = 16_100
SHARES = (Decimal("0.7689"), Decimal("0.1661"), Decimal("0.0650"))
"""The shares of work, practice and malpractice in the anesthesia factor: fitted, CMS does not print them."""
ASC_FACTORS = {"2025Q1": "54.895", "2026Q1": "56.322", "2026Q2": "56.322"}
ODD_RATES = {"2025Q1": 0, "2026Q1": 1, "2026Q2": 1}
WEIGHTED = {"2025Q1": 3_650, "2026Q1": 4_580, "2026Q2": 4_582}


def gpci_of(official: Official, locality: str) -> Gpci:
    """The indices of a locality; six of the cap file have moved to another contractor of their state."""
    if locality in official.gpcis:
        return official.gpcis[locality]
    number = locality.partition("-")[2]
    (moved,) = (row for key, row in official.gpcis.items() if key == f"01182-{number}" and row.state == "CA")
    return moved


def test_every_capped_amount_is_that_of_the_cap_file(official: Official) -> None:
    """Of what a contractor prices (C) the file has the ceiling, whose work is that of the row of 26."""
    rows = 0
    for capped in official.caps:
        fee = official.fees[capped.code, capped.modifier]
        if capped.status == "C" and not capped.modifier:
            fee = replace(fee, work=official.fees[capped.code, "26"].work)
        for locality, printed in unpack_prices(capped.prices).items():
            gpci = gpci_of(official, locality)
            for facility, text in zip((True, False), printed, strict=True):
                price = price_of(fee, gpci, facility=facility)
                amount = price.cap if capped.status == "C" else price.amount
                assert amount == Decimal(text), (capped.code, capped.modifier, locality, facility)
            rows += 1
    assert rows == CAPPED_ROWS


def test_every_anesthesia_factor_follows_from_the_national_one(official: Official) -> None:
    for row in official.anesthesia:
        gpci = official.gpcis[row.locality]
        indices = (gpci.work, gpci.practice, gpci.malpractice)
        share = sum((part * exact(index) for part, index in zip(SHARES, indices, strict=True)), Decimal(0))
        assert to_cents(share * exact(row.national)) == exact(row.factor), row.locality
    assert len(official.anesthesia) == len(official.gpcis) == 109


def test_the_parts_of_fluoroscopic_guidance_miss_the_whole_by_a_cent_in_26_localities(
    official: Official,
) -> None:
    missed = 0
    for gpci in official.gpcis.values():
        whole, *parts = (
            price_of(official.fees["77002", part], gpci, facility=False).amount for part in ("", "26", "TC")
        )
        missed += whole != sum(parts)
        assert abs(whole - sum(parts)) <= Decimal("0.01")
    assert missed == 26


SINCE_JANUARY = {("0446T", ""), ("0448T", "")}
"""Differ between the amounts of January 2025 and the relative values of October."""


def test_every_amount_of_the_payment_amount_files_is_ours(official: Official, shared: Path) -> None:
    for found in further(shared, "amounts"):
        different = set()
        compared = 0
        for printed in of_kind(found, PrintedAmounts):
            fee = official.fees[printed.code, printed.modifier]
            for locality, texts in unpack_prices(printed.prices).items():
                gpci = official.gpcis[locality]
                prices = [price_of(fee, gpci, facility=each).amount for each in (True, False)]
                compared += 1
                if prices != [Decimal(text) for text in texts]:
                    different.add((printed.code, printed.modifier))
        assert different == (SINCE_JANUARY if found.edition == "PF25A" else set())
        assert compared >= 71


def asc_rows(found: Found) -> Sequence[AscProcedure | AscAncillary]:
    return of_kind(found, AscProcedure) if found.source == "asc-aa" else of_kind(found, AscAncillary)


@pytest.mark.parametrize("edition", ASC_FACTORS)
def test_the_rates_of_asc_addenda_follow_from_their_weights(shared: Path, edition: str) -> None:
    factor = Decimal(ASC_FACTORS[edition])
    odd = weighted = 0
    for found in further(shared, "asc"):
        if found.edition != edition or found.source not in ("asc-aa", "asc-bb"):
            continue
        for row in asc_rows(found):
            if row.weight is not None:
                weighted += 1
                odd += to_cents(exact(row.weight) * factor) != exact(row.rate)
    assert (weighted, odd) == (WEIGHTED[edition], ODD_RATES[edition])


def test_asc_rates_of_offices_are_the_practice_expense_without_locality(
    official: Official, shared: Path
) -> None:
    """P3 and Z3 of January 2025: the non-facility practice expense of the whole or of TC."""
    odd = []
    rows = 0
    for found in further(shared, "asc"):
        if found.edition != "2025Q1" or found.source not in ("asc-aa", "asc-bb"):
            continue
        for row in asc_rows(found):
            if row.indicator in ("P3", "Z3"):
                rows += 1
                fees = [
                    official.fees[key] for part in ("", "TC") if (key := (row.code, part)) in official.fees
                ]
                amounts = [to_cents(exact(fee.practice) * exact(fee.conversion)) for fee in fees]
                odd += [] if exact(row.rate) in amounts else [row.code]
    assert (rows, odd) == (406 + 72, ["77423"])
