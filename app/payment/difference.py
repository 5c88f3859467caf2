"""What an offered edit changes in what a claim pays: the claim paid as it stands and with the edit made.

It is shown with amounts alone, and no flag, query or checklist reads it: an edit is offered for what is true
of the service, never for what it pays.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from app.claims.edits import apply_edit
from app.coding.claim import Claim
from app.coding.findings import Edit
from app.coding.library import RateSource
from app.payment.paying import pay
from app.payment.record import LinePayment, Payment, PaymentSetting


class Difference(Struct, frozen=True):
    """The line of an edit before and after it (None: removed), and what the whole claim pays more.

    `total` None: not known, because a line has no amount before or after. `qualifying`: the same for a
    qualifying participant, where the date has two conversion factors. `paid`: the claim with the edit.
    """

    edit: Edit
    before: LinePayment
    after: LinePayment | None
    total: Decimal | None
    qualifying: Decimal | None = None
    paid: Payment | None = None


def difference_of(
    claim: Claim, edit: Edit, library: RateSource, *, default_locality: str, setting: PaymentSetting | None
) -> Difference:
    """What `edit` changes; the other arguments are those of `pay`. Raises IndexError without its line."""
    before, after = (
        pay(each, library, default_locality=default_locality, setting=setting)
        for each in (claim, apply_edit(claim, edit))
    )
    removed = edit.field == "line"
    is_known = _unknown(before) == _unknown(after, edit.line if removed else 0)
    is_known = is_known and before.lines[edit.line - 1].amount is not None
    return Difference(
        edit,
        before.lines[edit.line - 1],
        None if removed else after.lines[edit.line - 1],
        after.total - before.total if is_known else None,
        _more(before.total_qualifying, after.total_qualifying) if is_known else None,
        after,
    )


def _unknown(payment: Payment, removed: int = 0) -> set[int]:
    """The lines without an amount, by their numbers before line `removed` went."""
    lines = (line.line for line in payment.lines if line.amount is None)
    return {number + (0 < removed <= number) for number in lines}


def _more(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return after - before if after is not None and before is not None else None
