"""Multiple procedures (indicators 2 and 3): ranked by amount, the first in full, the others at half.

Source: documentation of the relative value file. A family of endoscopies comes first, ranked as one.
From the sixth procedure on payment is by report. Add-on codes (ZZZ) are out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.coding.sources import Citation
from app.payment.record import to_cents
from app.payment.work import Work

_SHARES = (100, 50, 50, 50, 50)
_STANDARD, _ENDOSCOPY = "2", "3"
_ADD_ON = "ZZZ"
PriceOfCode = Callable[[str, Work], Decimal | None]
"""The amount of a code in the locality and setting of a line, None where it has none."""


class _Procedure(NamedTuple):
    """What is ranked as one: its lines and its amount. `unit`: it is one of the units of its line."""

    works: Sequence[Work]
    amount: Decimal
    unit: bool = False


def rank_procedures(groups: Sequence[Sequence[Work]], price: PriceOfCode, citation: Citation) -> None:
    """Reduce the procedures of one practitioner's day. A group counts as one procedure."""
    subject = [group for group in map(_paid, groups) if group and _is_subject(group[0])]
    families = _families([group for group in subject if group[0].fee.row.multiple == _ENDOSCOPY])
    for base, members in families.items():
        _pay_family(base, members, price, citation)
    standard = [group for group in subject if group[0].fee.row.multiple == _STANDARD]
    ranked = [*_procedures(standard), *(_whole(_paid(each)) for each in families.values() if _paid(each))]
    if len(ranked) > 1:
        _reduce(sorted(ranked, key=lambda each: -each.amount), citation)


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


def _reduce(ranked: Sequence[_Procedure], citation: Citation) -> None:
    units: dict[int, list[int | None]] = {}
    for rank, procedure in enumerate(ranked):
        share = _SHARES[rank] if rank < len(_SHARES) else None
        for work in procedure.works:
            if procedure.unit:
                units.setdefault(id(work), []).append(share)
            elif share is None:
                work.end("unknown", "From the sixth procedure on payment is by report.", citation)
            elif share != 100:
                work.take_share(share, f"Multiple procedures, rank {rank + 1}", citation)
    for procedure in ranked:
        if procedure.unit and id(procedure.works[0]) in units:
            _reduce_units(procedure.works[0], units.pop(id(procedure.works[0])), citation)


def _reduce_units(work: Work, shares: Sequence[int | None], citation: Citation) -> None:
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        work.end("unknown", "From the sixth procedure on payment is by report.", citation)
    elif any(share != 100 for share in known):
        amount = sum((to_cents(work.price.amount * share / 100) for share in known), Decimal(0))
        said = " + ".join(f"{share} %" for share in known)
        work.add(f"Multiple procedures, each unit by its rank: {said}", amount, citation)


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


def _pay_family(base: str, members: Sequence[Work], price: PriceOfCode, citation: Citation) -> None:
    """The highest in full, of each other what it pays beyond the base; the base itself nothing."""
    others = [work for work in members if work.fee.row.code != base]
    if not others or len(members) == 1:
        return
    for work in members:
        if work not in others:
            work.end("packaged", f"{base} is the base of the other endoscopy and paid with it.", citation)
    _, *rest = sorted(others, key=lambda work: -work.amount)
    for work in rest:
        less = price(base, work)
        if less is None:
            work.end("unknown", f"The amount of the base {base} is not known.", citation)
        else:
            left = max(work.amount - less * work.line.units, Decimal("0.00"))
            work.add(f"Endoscopy of the same family: less the base {base}", left, citation)
