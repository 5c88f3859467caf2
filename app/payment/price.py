"""The amount of one row of the fee schedule in one locality and setting: the formula that CMS prints.

Source: documentation of the relative value file. The three products are added up without any rounding and
multiplied by the conversion factor; the result is rounded once, half up. The OPPS cap on imaging compares the
amount with one from the columns for it, and the lower counts.
"""

from __future__ import annotations

import functools
from decimal import Decimal

from msgspec import Struct

from app.coding.official import FeeRow
from app.coding.payment_rows import Gpci
from app.payment.record import show_dollars, to_cents


class Price(Struct, frozen=True, gc=False):
    """The amount of one unit. `cap` is the amount that the OPPS cap leaves, None for what is not capped."""

    row: FeeRow
    gpci: Gpci
    facility: bool
    uncapped: Decimal
    cap: Decimal | None

    @property
    def amount(self) -> Decimal:
        """The lower of the two."""
        return self.uncapped if self.cap is None else min(self.uncapped, self.cap)

    @property
    def formula(self) -> str:
        """The formula with its figures: "(0.54 × 1.000 + 2.84 × 0.869 + 0.03 × 0.575) × 32.3465 = $97.76"."""
        row, practice = self.row, _practice(self.row, facility=self.facility)
        sums = _say_sum(row.work, practice, row.malpractice, self.gpci)
        return f"({sums}) × {exact(row.conversion)} = {show_dollars(self.uncapped)}"

    @property
    def cap_formula(self) -> str:
        """The formula of the cap with its figures."""
        row = self.row
        practice = row.cap_practice_facility if self.facility else row.cap_practice
        sums = _say_sum(row.work, practice, row.cap_malpractice, self.gpci)
        return f"({sums}) × {exact(row.conversion)} = {show_dollars(self.cap)}"


def price_of(row: FeeRow, gpci: Gpci, *, facility: bool) -> Price:
    """The amount of a row in a locality, in a facility or outside of one."""
    uncapped = _amount(row, _practice(row, facility=facility), row.malpractice, gpci)
    cap = None
    if is_capped(row):
        practice = row.cap_practice_facility if facility else row.cap_practice
        cap = _amount(row, practice, row.cap_malpractice, gpci)
    return Price(row, gpci, facility, uncapped, cap)


def is_capped(row: FeeRow) -> bool:
    """Whether the OPPS cap on imaging applies: only such rows have figures in its columns, and never -26."""
    return row.modifier != "26" and bool(row.cap_practice or row.cap_practice_facility or row.cap_malpractice)


@functools.lru_cache(maxsize=1 << 14)
def exact(figure: float | None) -> Decimal:
    """A figure as its file prints it; none is nothing."""
    return Decimal(repr(figure or 0.0))


def _practice(row: FeeRow, *, facility: bool) -> float | None:
    return row.practice_facility if facility else row.practice


def _amount(row: FeeRow, practice: float | None, malpractice: float | None, gpci: Gpci) -> Decimal:
    total = (
        exact(row.work) * exact(gpci.work)
        + exact(practice) * exact(gpci.practice)
        + exact(malpractice) * exact(gpci.malpractice)
    )
    return to_cents(total * exact(row.conversion))


def _say_sum(work: float | None, practice: float | None, malpractice: float | None, gpci: Gpci) -> str:
    parts = ((work, gpci.work), (practice, gpci.practice), (malpractice, gpci.malpractice))
    return " + ".join(f"{exact(units):.2f} × {exact(index):.3f}" for units, index in parts)
