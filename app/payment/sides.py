"""Both sides: what a service pays that is done on the right and on the left, by its bilateral indicator.

The shares are the rule "both-sides" of payment_shares.csv. Modifier 50, RT and LT on two lines, and a 2 in
the units say it alike. It comes before any rule for multiple procedures.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.coding.rates import Shares
from app.payment.record import to_cents
from app.payment.work import Work

_DONE_AGAIN = frozenset({"59", "XE", "XS", "XP", "XU", "76", "77"})
"""Modifiers that say that a service was done again, and not on the other side."""
_ONE_SIDE = Decimal(100)


def pay_sides(works: Sequence[Work], shares: Shares) -> list[list[Work]]:
    """Calculate both sides where a claim has them. Gives the lines in groups, each of one procedure."""
    groups: list[list[Work]] = []
    alone: dict[tuple[object, ...], list[list[Work]]] = {}  # groups of one side that have no other yet
    for work in works:
        waiting = alone.get(_other_side(work)) if _side(work) else None
        if waiting:
            _pay_second(work, shares)
            waiting.pop(0).append(work)
            continue
        if "50" in work.line.modifiers:
            _pay_both(work, shares)
        elif work.line.units == 2 and not _side(work) and not _DONE_AGAIN.intersection(work.line.modifiers):
            _pay_two_units(work, shares)
        groups.append([work])
        if _side(work):
            alone.setdefault(_own_side(work), []).append(groups[-1])
    return groups


def _pay_both(work: Work, shares: Shares) -> None:
    indicator = work.fee.row.bilateral
    if work.line.units != 1:
        work.end("unknown", "Modifier 50 with more than one unit is not calculated here.", shares.citation)
        return
    share = shares.percent(indicator) or _ONE_SIDE
    work.one_procedure = True
    work.take_share(share, f"Both sides, bilateral indicator {indicator}", shares.citation)


def _pay_two_units(work: Work, shares: Shares) -> None:
    """Two units of what has indicator 1 or 2 are both sides; with any other they are two services."""
    indicator = work.fee.row.bilateral
    share = shares.percent(indicator)
    if indicator in ("1", "2") and share is not None:
        amount = to_cents(work.price.amount * share / 100)
        work.one_procedure = True
        said = f"Two units are both sides, bilateral indicator {indicator}: {share} %"
        work.add(said, amount, shares.citation)


def _pay_second(work: Work, shares: Shares) -> None:
    """What the line of the other side adds to that of the first."""
    indicator = work.fee.row.bilateral
    both = shares.percent(indicator)
    if both == _ONE_SIDE:
        said = f"Bilateral indicator {indicator}: both sides are paid as one."
        work.end("not-paid", said, shares.citation)
    elif both is not None and both != 2 * _ONE_SIDE:
        said = f"The other side, bilateral indicator {indicator}"
        work.take_share(both - _ONE_SIDE, said, shares.citation)


def _side(work: Work) -> str:
    """RT or LT; "" where the line names no side or both, or says that it is another service."""
    modifiers = work.line.modifiers
    sides = [each for each in ("RT", "LT", "50") if each in modifiers]
    return sides[0] if len(sides) == 1 and sides != ["50"] and not _DONE_AGAIN.intersection(modifiers) else ""


def _own_side(work: Work) -> tuple[object, ...]:
    row, line = work.fee.row, work.line
    return row.code, row.modifier, line.encounter, line.practitioner, _side(work)


def _other_side(work: Work) -> tuple[object, ...]:
    *same, side = _own_side(work)
    return *same, {"RT": "LT", "LT": "RT"}[str(side)]
