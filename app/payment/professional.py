"""What the lines of a practitioner's claim pay under the physician fee schedule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from app.coding.claim import Claim
from app.coding.payment_rows import AnesthesiaFactor, CapPrices, Gpci, PrintedAmounts, unpack_prices
from app.coding.rates import Rates
from app.coding.series import SeriesName
from app.payment.authorities import ASSISTANTS, NOTES
from app.payment.fee_lines import ANESTHESIA, COMPONENTS, CONTRACTOR, FeeLine, find_fee_line, find_unranked
from app.payment.imaging import reduce_diagnostics
from app.payment.price import exact, price_of
from app.payment.procedures import rank_procedures
from app.payment.record import LinePayment, Step, show_dollars
from app.payment.sides import pay_sides
from app.payment.surgeons import check_surgeons, pay_surgeons, role_of
from app.payment.work import Work


def pay_lines(claim: Claim, rates: Rates, gpci: Gpci, *, qualifying: bool) -> tuple[LinePayment, ...]:
    """Each line in its order, by one of the two conversion factors."""
    return _Lines(claim, rates, gpci, qualifying=qualifying).pay()


class _Lines:
    """The lines of one claim in one locality, by one set of relative values."""

    def __init__(self, claim: Claim, rates: Rates, gpci: Gpci, *, qualifying: bool) -> None:
        self._claim, self._rates, self._gpci, self._qualifying = claim, rates, gpci, qualifying
        self._notes = rates.authority(NOTES, "multiple and bilateral procedures")
        numbers = range(1, len(claim.lines) + 1)
        found = (find_fee_line(claim, at, rates, qualifying=qualifying) for at in numbers)
        self._found = [each if isinstance(each, FeeLine) else self._with_bounds(each) for each in found]
        self._works = {fee.number: self._begin(fee) for fee in self._found if isinstance(fee, FeeLine)}

    def pay(self) -> tuple[LinePayment, ...]:
        works = list(self._works.values())
        self._pay_injections(works)
        self._hold_back(works)
        for work in works:
            check_surgeons(work, self._notes)
        for whose in dict.fromkeys(map(_whose, works)):
            self._rank([work for work in works if _whose(work) == whose])
        shares = self._rates.authority(ASSISTANTS)
        for work in works:
            if work.state == "paid":
                pay_surgeons(work, shares)
        return tuple(
            self._works[each.number].payment() if isinstance(each, FeeLine) else each for each in self._found
        )

    def _rank(self, own: Sequence[Work]) -> None:
        """Reduce the lines of one practitioner in one role: both sides, procedures, then each session."""
        groups = pay_sides([work for work in own if work.state == "paid"], self._notes)
        rank_procedures(groups, self._price_of_code, self._notes)
        for encounter in dict.fromkeys(work.line.encounter for work in own):
            session = [work for work in own if work.line.encounter == encounter]
            reduce_diagnostics(session, self._price_of_part, self._notes)

    def _begin(self, fee: FeeLine) -> Work:
        row = fee.row
        price = price_of(row, self._gpci, facility=fee.facility)
        locator = f"{row.code} {row.modifier or 'global'}"
        work = Work(
            fee,
            price,
            self._rates.cite("pfs-rvu", locator, qualifying=self._qualifying),
            self._rates.cite("pfs-gpci", self._gpci.locality),
        )
        if price.cap is not None:
            self._say_cap(work)
        if fee.line.units != 1:
            work.add(f"{fee.line.units} units", work.amount)
        if row.status == "R":
            work.notes.append("Coverage is restricted: it is paid only in special circumstances.")
        if not row.modifier and row.component == "1":
            self._compare_parts(work)
        self._compare_printed(work)
        return work

    def _with_bounds(self, line: LinePayment) -> LinePayment:
        """A line without an amount, with what its amount would be reckoned from or kept below.

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

    def _say_cap(self, work: Work) -> None:
        """That the OPPS cap was looked at, and whether it bites."""
        price, row = work.price, work.fee.row
        bites = price.cap is not None and price.cap < price.uncapped
        series: SeriesName = "pfs-cap" if self._rates.row(CapPrices, row.code) else "pfs-rvu"
        cited = self._rates.cite(series, f"{row.code} {row.modifier or 'global'}")
        words = "The OPPS cap on imaging is lower" if bites else "The OPPS cap on imaging does not bite"
        work.steps.append(Step(f"{words}: {price.cap_formula}", price.amount, cited))

    def _compare_parts(self, work: Work) -> None:
        """Say where 26 and TC, each rounded, do not add up to the whole, which is rounded once."""
        parts = [self._price_of_part(work, part) for part in ("26", "TC")]
        if None in parts:
            return
        apart = sum((part for part in parts if part is not None), Decimal(0))
        if apart != work.price.amount:
            work.notes.append(
                f"26 and TC apart come to {show_dollars(apart)}, the whole to "
                f"{show_dollars(work.price.amount)}: each is rounded by itself."
            )

    def _compare_printed(self, work: Work) -> None:
        """Say where the payment amount file prints another amount. It is the check, not the source."""
        row = work.fee.row
        for printed in self._rates.rows(PrintedAmounts, row.code):
            prices = unpack_prices(printed.prices) if printed.modifier == row.modifier else {}
            if self._gpci.locality not in prices or self._qualifying:
                continue
            facility, office = prices[self._gpci.locality]
            amount = Decimal(facility if work.fee.facility else office)
            cited = self._rates.cite("pfs-amounts", f"{row.code} {self._gpci.locality}")
            work.steps.append(Step("The payment amount file prints", amount, cited))
            if amount != work.price.amount:
                work.notes.append(
                    f"The payment amount file prints {show_dollars(amount)}; that is not explained."
                )

    def _hold_back(self, works: Sequence[Work]) -> None:
        """Give no amount to a line whose rank hangs on one of which no amount is known."""
        for other in find_unranked(self._claim, self._rates, qualifying=self._qualifying):
            for work in works:
                if work.state == "paid" and other.bears_on(work.fee):
                    why = f"Line {other.number}, of which no amount is known, is ranked with it."
                    work.end("unknown", why, self._notes)

    def _pay_injections(self, works: Sequence[Work]) -> None:
        """Status T is paid only where nothing else of the day is."""
        others = [work for work in works if work.fee.row.status != "T"]
        for work in works:
            if work.fee.row.status == "T" and any(
                other.line.practitioner == work.line.practitioner for other in others
            ):
                work.end(
                    "packaged",
                    "Status T: it is in the payment of the other services of the day.",
                    self._notes,
                )

    def _price_of_code(self, code: str, work: Work) -> Decimal | None:
        row = self._rates.fees(code, qualifying=self._qualifying).get("")
        return price_of(row, self._gpci, facility=work.fee.facility).amount if row and row.complete else None

    def _price_of_part(self, work: Work, part: str) -> Decimal | None:
        row = self._rates.fees(work.line.code, qualifying=self._qualifying).get(part)
        return price_of(row, self._gpci, facility=work.fee.facility).amount if row else None


def _whose(work: Work) -> tuple[str | None, str]:
    """The practitioner and the role of a line: only lines of one and the same are ranked together."""
    return work.line.practitioner, role_of(work)
