"""Money at stake: what flagged lines pay, as totals carry it; `app.payment.stake` finds it."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from app.coding.sentences import count_of


class Stake(Struct, frozen=True, gc=False):
    """The amount of flagged lines in US dollars, of how many `lines`; `unknown`: lines without an amount."""

    amount: Decimal = Decimal("0.00")
    lines: int = 0
    unknown: int = 0

    def plus(self, other: Stake) -> Stake:
        """Both together."""
        return Stake(self.amount + other.amount, self.lines + other.lines, self.unknown + other.unknown)


def say_stake(stake: Stake, flagged: str) -> str:
    """What flagged lines pay, in words: in question, not lost. `flagged`: "with an error or a warning".

    Where no amount is known at all it says so, and no sum.
    """
    if stake.unknown and not stake.lines:
        lines = count_of(stake.unknown, "line")
        return f"Money at stake: not known; no amount for {lines} {flagged}"
    known = f"${stake.amount:,.2f} on {count_of(stake.lines, 'line')} {flagged}"
    unknown = f"; for {stake.unknown:,} more no amount is known" if stake.unknown else ""
    return f"Money at stake: {known}{unknown}"
