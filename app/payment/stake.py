"""Money at stake: what the lines of a claim pay that a flag asks to change, where that is known.

It is Medicare's amount of the lines that an error or a warning names, once each. It says what is in question,
not what will be lost: a flag may be cleared by a modifier and the line paid all the same. Lines without a
known amount, and lines of other payers, count as not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.coding.claim import Claim
from app.coding.editions import Edition
from app.coding.findings import Flag
from app.coding.library import RateSource
from app.coding.stake import Stake
from app.payment.paying import is_medicare, pay
from app.payment.record import NOTHING, Payment

_IN_QUESTION = ("error", "warning")
_PAYING = ("pfs-gpci", "opps-b", "asc-aa")


class Stakes:
    """Finds the money at stake of claims, on one shelf and with one default locality."""

    def __init__(self, library: RateSource, default_locality: str = "") -> None:
        """`default_locality`: for claims that state no place of service."""
        self._library = library
        self._default = default_locality

    def of(self, claim: Claim, flags: Iterable[Flag]) -> Stake:
        """The money at stake of a claim by flags of its review."""
        flagged = {flag.line for flag in flags if flag.line and flag.severity in _IN_QUESTION}
        if not flagged:
            return Stake()
        if not is_medicare(claim):
            return Stake(unknown=len(flagged))
        return stake_of(pay(claim, self._library, default_locality=self._default), flagged)


def can_pay(editions: Iterable[Edition]) -> bool:
    """Whether a shelf has any table that an amount follows from."""
    return any(edition.source in _PAYING for edition in editions)


def stake_of(payment: Payment, flagged: Collection[int]) -> Stake:
    """The money of the flagged lines of a payment."""
    lines = [line for line in payment.lines if line.line in flagged]
    known = [line.amount for line in lines if line.amount is not None]
    return Stake(sum(known, NOTHING), len(known), len(lines) - len(known))
