"""Multiple procedures (indicators 2 and 3): ranked by amount, the first in full, the others less.

The shares are the rule "multiple-procedures" of payment_shares.csv. A family of endoscopies comes first,
ranked as one. Behind the last rank with a share payment is by report. Add-on codes (ZZZ) are out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.coding.rates import Shares
from app.payment.record import to_cents
from app.payment.work import Work

_STANDARD, _ENDOSCOPY = "2", "3"
_ADD_ON = "ZZZ"
_BY_REPORT = "From the sixth procedure on payment is by report."
PriceOfCode = Callable[[str, Work], Decimal | None]
"""The amount of a code in the locality and setting of a line, None where it has none."""


class _Procedure(NamedTuple):
    """What is ranked as one: its lines and its amount. `unit`: it is one of the units of its line."""

    works: Sequence[Work]
    amount: Decimal
    unit: bool = False


def rank_procedures(groups: Sequence[Sequence[Work]], price: PriceOfCode, shares: Shares) -> None:
    """Reduce the procedures of one practitioner's day. A group counts as one procedure."""
    subject = [group for group in map(_paid, groups) if group and _is_subject(group[0])]
    families = _families([group for group in subject if group[0].fee.row.multiple == _ENDOSCOPY])
    for base, members in families.items():
        _pay_family(base, members, price, shares)
    standard = [group for group in subject if group[0].fee.row.multiple == _STANDARD]
    ranked = [*_procedures(standard), *(_whole(_paid(each)) for each in families.values() if _paid(each))]
    if len(ranked) > 1:
        _reduce(sorted(ranked, key=lambda each: -each.amount), shares)


def _is_subject(work: Work) -> bool:
    row = work.fee.row
    return row.multiple in (_STANDARD, _ENDOSCOPY) and row.global_days != _ADD_ON


def _paid(group: Sequence[Work]) -> list[Work]:
    return [work for work in group if work.state == "paid"]


def _whole(works: Sequence[Work]) -> _Procedure:
    return _Procedure(works, sum((work.amount for work in works), Decimal(0)))


def _procedures(groups: Sequence[Sequence[Work]]) -> list[_Procedure]:
    """Each group as one procedure; a line of several units as several."""
    found = []
    for group in groups:
        work = group[0]
        if len(group) == 1 and work.line.units > 1 and not work.one_procedure:
            found += [_Procedure(group, work.price.amount, unit=True)] * work.line.units
        else:
            found.append(_whole(group))
    return found


def _reduce(ranked: Sequence[_Procedure], shares: Shares) -> None:
    units: dict[int, list[Decimal | None]] = {}
    for rank, procedure in enumerate(ranked, start=1):
        share = shares.percent(_STANDARD, rank)
        for work in procedure.works:
            if procedure.unit:
                units.setdefault(id(work), []).append(share)
            elif share is None:
                work.end("unknown", _BY_REPORT, shares.citation)
            elif share != 100:
                work.take_share(share, f"Multiple procedures, rank {rank}", shares.citation)
    for procedure in ranked:
        if procedure.unit and id(procedure.works[0]) in units:
            _reduce_units(procedure.works[0], units.pop(id(procedure.works[0])), shares)


def _reduce_units(work: Work, own: Sequence[Decimal | None], shares: Shares) -> None:
    """A line of several procedures by the share of each."""
    known = [share for share in own if share is not None]
    if len(known) < len(own):
        work.end("unknown", _BY_REPORT, shares.citation)
    elif any(share != 100 for share in known):
        amount = sum((to_cents(work.price.amount * share / 100) for share in known), Decimal(0))
        said = " + ".join(f"{share} %" for share in known)
        work.add(f"Multiple procedures, each unit by its rank: {said}", amount, shares.citation)


def _families(groups: Sequence[Sequence[Work]]) -> dict[str, list[Work]]:
    """The endoscopies by their base; a base procedure stands in the family of those that name it."""
    named = {work.fee.row.endoscopy_base or "" for group in groups for work in group}
    families: dict[str, list[Work]] = {}
    for group in groups:
        for work in group:
            row = work.fee.row
            base = row.code if row.code in named else row.endoscopy_base or row.code
            families.setdefault(base, []).append(work)
    return families


def _pay_family(base: str, members: Sequence[Work], price: PriceOfCode, shares: Shares) -> None:
    """The highest in full, of each other what it pays beyond the base; the base itself nothing."""
    others = [work for work in members if work.fee.row.code != base]
    if not others or len(members) == 1:
        return
    for work in members:
        if work not in others:
            work.end(
                "packaged", f"{base} is the base of the other endoscopy and paid with it.", shares.citation
            )
    _, *rest = sorted(others, key=lambda work: -work.amount)
    for work in rest:
        less = price(base, work)
        if less is None:
            work.end("unknown", f"The amount of the base {base} is not known.", shares.citation)
        else:
            left = max(work.amount - less * work.line.units, Decimal("0.00"))
            work.add(f"Endoscopy of the same family: less the base {base}", left, shares.citation)
