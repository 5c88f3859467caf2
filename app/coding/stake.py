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
    """What Medicare pays for flagged lines, in words. `flagged`: "with an error or a warning".

    Where no amount is known at all it says so, and no sum.

    >>> say_stake(Stake(Decimal("1248.36"), 2), "with an error or a warning")
    'In question, not lost: Medicare pays $1,248.36 for 2 lines with an error or a warning'
    """
    if stake.unknown and not stake.lines:
        return f"What Medicare pays for {count_of(stake.unknown, 'line')} {flagged} is not known"
    lines = count_of(stake.lines, "line")
    known = f"In question, not lost: Medicare pays ${stake.amount:,.2f} for {lines} {flagged}"
    return f"{known}; for {stake.unknown:,} more no amount is known" if stake.unknown else known
