"""What a line pays in every payment locality: the benchmark of one amount among all of them."""

from __future__ import annotations

from decimal import Decimal
from statistics import quantiles

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.library import RateSource
from app.coding.payment_rows import Gpci
from app.payment.professional import ClaimLines
from app.payment.record import Locality


class Spread(Struct, frozen=True):
    """The amounts of a line by locality, lowest first; with fewer than two there is nothing to compare."""

    amounts: tuple[tuple[Locality, Decimal], ...] = ()

    @property
    def quartiles(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """First quartile, median and third quartile, not rounded; None for fewer than two amounts."""
        values = [amount for _, amount in self.amounts]
        if len(values) < 2:
            return None
        first, middle, third = quantiles(values, n=4, method="inclusive")
        return first, middle, third

    def amount_in(self, key: str) -> Decimal | None:
        """The amount in a locality."""
        return next((amount for place, amount in self.amounts if place.key == key), None)


def spread_of(claim: Claim, library: RateSource, number: int) -> Spread:
    """What line `number` (from 1) pays a practitioner in each locality that has an amount.

    The localities come without their counties, which are looked up one by one.
    """
    rates = library.rates_on(claim.date_of_service)
    if not (rates.has("pfs-rvu") or rates.has_qualifying):
        return Spread()
    lines = ClaimLines(claim, rates, qualifying=not rates.has("pfs-rvu"))
    found = ((_place(gpci), lines.amount(number, gpci)) for gpci in rates.localities.values())
    known = ((place, amount) for place, amount in found if amount is not None)
    return Spread(tuple(sorted(known, key=lambda each: (each[1], each[0].key))))


def _place(gpci: Gpci) -> Locality:
    return Locality(gpci.locality, gpci.name.title(), gpci.state)
