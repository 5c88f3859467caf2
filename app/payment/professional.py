"""What the lines of a practitioner's claim pay under the physician fee schedule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.coding.claim import Claim
from app.coding.payment_rows import Gpci
from app.coding.rates import Rates
from app.payment.authorities import NOTES
from app.payment.fee_lines import COMPONENTS, FeeLine, find_fee_line, find_unranked
from app.payment.first_steps import FirstSteps
from app.payment.imaging import PartShares, reduce_diagnostics
from app.payment.price import price_of
from app.payment.procedures import rank_procedures
from app.payment.record import LinePayment
from app.payment.sides import pay_sides
from app.payment.surgeons import check_surgeons, pay_surgeons, role_of
from app.payment.work import Work


class ClaimLines:
    """The lines of one claim by one of the two conversion factors.

    Which row pays a line does not hang on the place, so it is found once for all localities.
    """

    def __init__(self, claim: Claim, rates: Rates, *, qualifying: bool) -> None:
        self._rates, self._qualifying = rates, qualifying
        self._notes = rates.authority(NOTES, "multiple and bilateral procedures")
        numbers = range(1, len(claim.lines) + 1)
        self._found = [find_fee_line(claim, at, rates, qualifying=qualifying) for at in numbers]
        self._unranked = find_unranked(claim, rates, qualifying=qualifying)
        self._alone = _alone(self._found)

    def pay(self, gpci: Gpci) -> tuple[LinePayment, ...]:
        """Each line in its order, in one locality, with its steps."""
        works = self._works(gpci)
        first = FirstSteps(self._rates, gpci, qualifying=self._qualifying)
        return tuple(
            works[each.number].payment(first.steps(works[each.number]), first.notes(works[each.number]))
            if isinstance(each, FeeLine)
            else first.with_bounds(each)
            for each in self._found
        )

    def amount(self, number: int, gpci: Gpci) -> Decimal | None:
        """What line `number` (from 1) pays in a locality, None where it pays nothing or none is known."""
        if self._alone is not None:
            return price_of(self._alone.row, gpci, facility=self._alone.facility).amount
        work = self._works(gpci).get(number)
        return work.amount if work is not None and work.state == "paid" else None

    def _works(self, gpci: Gpci) -> dict[int, Work]:
        """The lines that a row pays by their numbers, each at its end."""
        fees = (each for each in self._found if isinstance(each, FeeLine))
        found = {fee.number: Work(fee, price_of(fee.row, gpci, facility=fee.facility)) for fee in fees}
        works = list(found.values())
        self._pay_injections(works)
        self._hold_back(works)
        for work in works:
            check_surgeons(work, self._notes)
        for whose in dict.fromkeys(map(_whose, works)):
            self._rank([work for work in works if _whose(work) == whose], gpci)
        for work in works:
            if work.state == "paid":
                pay_surgeons(work, self._rates)
        return found

    def _rank(self, own: Sequence[Work], gpci: Gpci) -> None:
        """Reduce the lines of one practitioner in one role: both sides, procedures, then each session."""
        rates = self._rates

        def price_of_row(code: str, part: str, work: Work) -> Decimal | None:
            row = rates.fees(code, qualifying=self._qualifying).get(part)
            return price_of(row, gpci, facility=work.fee.facility).amount if row and row.complete else None

        groups = pay_sides([work for work in own if work.state == "paid"], rates.shares("both-sides"))
        rank_procedures(
            groups, lambda code, work: price_of_row(code, "", work), rates.shares("multiple-procedures")
        )
        parts = PartShares(rates.shares("further-technical"), rates.shares("further-professional"))
        for encounter in dict.fromkeys(work.line.encounter for work in own):
            session = [work for work in own if work.line.encounter == encounter]
            reduce_diagnostics(session, lambda work, part: price_of_row(work.line.code, part, work), parts)

    def _hold_back(self, works: Sequence[Work]) -> None:
        """Give no amount to a line whose rank hangs on one for which no amount is known."""
        for other in self._unranked:
            for work in works:
                if work.state == "paid" and other.bears_on(work.fee):
                    why = f"Line {other.number}, for which no amount is known, is ranked with it."
                    work.end("unknown", why, self._notes)

    def _pay_injections(self, works: Sequence[Work]) -> None:
        """Status T is paid only when no other service of the day is."""
        others = [work for work in works if work.fee.row.status != "T"]
        for work in works:
            if work.fee.row.status == "T" and any(
                other.line.practitioner == work.line.practitioner for other in others
            ):
                work.end(
                    "packaged",
                    "Status T: its payment is included in that of the other services of the day.",
                    self._notes,
                )


def _alone(found: Sequence[FeeLine | LinePayment]) -> FeeLine | None:
    """The only line, if of one unit and without a modifier but that of its part: nothing changes it."""
    only = found[0] if len(found) == 1 else None
    if not isinstance(only, FeeLine) or only.line.units != 1 or set(only.line.modifiers) - set(COMPONENTS):
        return None
    return only


def _whose(work: Work) -> tuple[str | None, str]:
    """The practitioner and the role of a line: only lines of one and the same are ranked together."""
    return work.line.practitioner, role_of(work)
