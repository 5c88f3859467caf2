"""How the amount of a line begins: formula, cost indices, cap and units, and what is said beside it.

All of it follows from the row, the locality and the units, so it is put into words only for who reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from app.coding.payment_rows import AnesthesiaFactor, CapPrices, Gpci, unpack_prices
from app.coding.rates import Rates
from app.coding.series import SeriesName
from app.coding.sources import Citation
from app.payment.fee_lines import ANESTHESIA, COMPONENTS, CONTRACTOR
from app.payment.price import exact, price_of
from app.payment.record import LinePayment, Step, show_dollars
from app.payment.work import Work


class FirstSteps:
    """What is said of the lines of a claim in one locality, by one set of relative values."""

    def __init__(self, rates: Rates, gpci: Gpci, *, qualifying: bool) -> None:
        self._rates, self._gpci, self._qualifying = rates, gpci, qualifying

    def steps(self, work: Work) -> Iterator[Step]:
        """The amount of one unit, of all units, and what the payment amount file prints."""
        row, price = work.fee.row, work.price
        cited = self._rates.cite(
            "pfs-rvu", f"{row.code} {row.modifier or 'global'}", qualifying=self._qualifying
        )
        setting = "Facility" if work.fee.facility else "Non-facility"
        yield Step(f"{setting} amount: {price.formula}", price.uncapped, cited)
        where = self._gpci.locality
        yield Step(f"Cost indices of {where}", None, self._rates.cite("pfs-gpci", where))
        if price.cap is not None:
            yield self._cap(work)
        if work.line.units != 1:
            yield Step(f"{work.line.units} units", price.amount * work.line.units)
        for amount, cited in self._printed(work).items():
            yield Step("The payment amount file prints", amount, cited)

    def notes(self, work: Work) -> Iterator[str]:
        """Restricted coverage, components that miss the global amount by a cent, another amount printed."""
        row, amount = work.fee.row, work.price.amount
        if row.status == "R":
            yield "Coverage is restricted: it is paid only in special circumstances."
        apart = self._parts(work) if not row.modifier and row.component == "1" else None
        if apart is not None and apart != amount:
            yield (
                f"The components 26 and TC add up to {show_dollars(apart)}, the global service is "
                f"{show_dollars(amount)}: each is rounded by itself."
            )
        for printed in self._printed(work):
            if printed != amount:
                yield f"The payment amount file prints {show_dollars(printed)}; that is not explained."

    def with_bounds(self, line: LinePayment) -> LinePayment:
        """A line without an amount, with what its amount would be calculated from or kept below.

        That is the anesthesia factor of the locality, or the OPPS cap on what the contractor prices.
        """
        rows = self._rates.fees(line.code, qualifying=self._qualifying)
        statuses = {row.status for row in rows.values()}
        factor = self._rates.row(AnesthesiaFactor, self._gpci.locality) if ANESTHESIA in statuses else None
        if factor is not None:
            cited = self._rates.cite("pfs-anes", self._gpci.locality)
            step = Step("Anesthesia conversion factor of the locality", exact(factor.factor), cited)
            return replace(line, steps=(step,))
        part = next((each for each in line.modifiers if each in COMPONENTS), "")
        for capped in self._rates.rows(CapPrices, line.code) if CONTRACTOR in statuses else ():
            prices = (
                unpack_prices(capped.prices).get(self._gpci.locality) if capped.modifier == part else None
            )
            if prices:  # equal inside and outside a facility
                cited = self._rates.cite("pfs-cap", f"{line.code} {self._gpci.locality}")
                step = Step("The contractor's price is at most the OPPS cap", Decimal(prices[1]), cited)
                return replace(line, steps=(step,))
        return line

    def _cap(self, work: Work) -> Step:
        """That the OPPS cap was looked at, and whether it is lower."""
        price, row = work.price, work.fee.row
        is_lower = price.cap is not None and price.cap < price.uncapped
        series: SeriesName = "pfs-cap" if self._rates.row(CapPrices, row.code) else "pfs-rvu"
        cited = self._rates.cite(series, f"{row.code} {row.modifier or 'global'}")
        words = "The OPPS cap on imaging is lower" if is_lower else "The OPPS cap on imaging is not lower"
        return Step(f"{words}: {price.cap_formula}", price.amount, cited)

    def _parts(self, work: Work) -> Decimal | None:
        """26 and TC, each rounded, added up; None where the fee schedule has not both."""
        rows = self._rates.fees(work.line.code, qualifying=self._qualifying)
        if not {"26", "TC"} <= rows.keys():
            return None
        parts = (price_of(rows[part], self._gpci, facility=work.fee.facility) for part in ("26", "TC"))
        return sum((part.amount for part in parts), Decimal(0))

    def _printed(self, work: Work) -> dict[Decimal, Citation]:
        """What payment amount files print, and which of them first. They are the check, not the source."""
        row, where = work.fee.row, self._gpci.locality
        found: dict[Decimal, Citation] = {}
        for printed, cited in self._rates.printed(row.code, where, qualifying=self._qualifying):
            prices = unpack_prices(printed.prices) if printed.modifier == row.modifier else {}
            if where in prices:
                facility, office = prices[where]
                found.setdefault(Decimal(facility if work.fee.facility else office), cited)
        return found
