"""What a line pays in every payment locality: the benchmark of one amount among all of them."""

from __future__ import annotations

from decimal import Decimal
from statistics import quantiles

from msgspec import Struct
from msgspec.structs import replace

from app.coding.claim import Claim
from app.coding.claim import Locality as ClaimLocality
from app.coding.library import RateSource
from app.payment.locality import split_locality
from app.payment.paying import pay
from app.payment.record import Locality


class Spread(Struct, frozen=True):
    """The amounts of a line by locality, lowest first; with fewer than two there is nothing to compare."""

    amounts: tuple[tuple[Locality, Decimal], ...] = ()

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """First quartile, median and third quartile; None for fewer than two amounts."""
        values = [float(amount) for _, amount in self.amounts]
        if len(values) < 2:
            return None
        first, middle, third = quantiles(values, n=4, method="inclusive")
        return first, middle, third


def spread_of(claim: Claim, library: RateSource, number: int) -> Spread:
    """What line `number` (from 1) pays a practitioner in each locality that has an amount."""
    found = []
    for key in library.rates_on(claim.date_of_service).localities:
        parts = split_locality(key)
        if parts is None:
            continue
        carrier, locality = parts
        placed = replace(claim, schema=2, locality=ClaimLocality(carrier=carrier, locality=locality))
        payment = pay(placed, library, setting="professional")
        line = payment.lines[number - 1]
        if payment.locality is not None and line.state == "paid" and line.amount is not None:
            found.append((payment.locality, line.amount))
    return Spread(tuple(sorted(found, key=lambda each: (each[1], each[0].key))))
