"""Diagnostic services of one session (indicators 4, 6 and 7): the technical parts after the first pay less.

The shares are the rules "further-technical" and "further-professional" of payment_shares.csv: the two parts
are ranked apart. Imaging (4) counts within its family. Therapy (5) is reduced by a part of its practice
expense, which is not calculated here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.coding.rates import Shares
from app.coding.sources import Citation
from app.payment.record import to_cents
from app.payment.work import Work

PriceOfPart = Callable[[Work, str], Decimal | None]
"""The amount of the part "26" or "TC" of a line's code, None where it has no such row."""


_IMAGING = "4"
_NAMES = {_IMAGING: "imaging", "6": "cardiovascular", "7": "ophthalmology"}
_IN_FULL = Decimal(100)
_THERAPY, _PROFESSIONAL_ONLY, _TECHNICAL_ONLY = "5", "2", "3"


class PartShares(NamedTuple):
    """What further parts of each kind leave of their amounts."""

    technical: Shares
    professional: Shares


class _Part(NamedTuple):
    work: Work
    kind: str
    amount: Decimal


def reduce_diagnostics(works: Sequence[Work], price: PriceOfPart, shares: PartShares) -> None:
    """Reduce the diagnostic services of one practitioner's session."""
    for indicator in _NAMES:
        families: dict[str, list[Work]] = {}
        for work in works:
            if work.state == "paid" and work.fee.row.multiple == indicator:
                families.setdefault(work.fee.row.imaging_family if indicator == _IMAGING else "", []).append(
                    work
                )
        for family in families.values():
            if sum(work.line.units for work in family) > 1:
                _reduce(family, indicator, shares, price)
    therapy = [work for work in works if work.state == "paid" and work.fee.row.multiple == _THERAPY]
    if sum(work.line.units for work in therapy) > 1:
        for work in therapy:
            work.end(
                "unknown",
                "How further therapy services are reduced is not calculated here.",
                shares.technical.citation,
            )


def _reduce(family: Sequence[Work], indicator: str, shares: PartShares, price: PriceOfPart) -> None:
    parts: list[_Part] = []
    for work in family:
        own = _parts(work, price)
        if own is None:
            for each in family:
                why = f"The components of {work.line.code} are not known: none is ranked."
                each.end("unknown", why, shares.technical.citation)
            return
        parts += own * work.line.units
    taken: dict[int, list[tuple[_Part, Decimal]]] = {}
    for kind, further in (("TC", shares.technical), ("26", shares.professional)):
        share = further.percent(indicator) or _IN_FULL
        ranked = sorted((part for part in parts if part.kind == kind), key=lambda part: -part.amount)
        for rank, part in enumerate(ranked):
            taken.setdefault(id(part.work), []).append((part, _IN_FULL if rank == 0 else share))
    for work in family:
        _take(work, taken[id(work)], _NAMES[indicator], shares.technical.citation)


def _parts(work: Work, price: PriceOfPart) -> list[_Part] | None:
    """The parts of one unit of a line; None where a global service has no rows for them."""
    row, amount = work.fee.row, work.price.amount
    if row.modifier in ("26", "TC"):
        return [_Part(work, row.modifier, amount)]
    if row.component in (_PROFESSIONAL_ONLY, _TECHNICAL_ONLY):
        return [_Part(work, "26" if row.component == _PROFESSIONAL_ONLY else "TC", amount)]
    professional, technical = price(work, "26"), price(work, "TC")
    if professional is None or technical is None:
        return None
    return [_Part(work, "26", professional), _Part(work, "TC", technical)]


def _take(work: Work, parts: Sequence[tuple[_Part, Decimal]], name: str, citation: Citation) -> None:
    """The line by the shares of its parts; a global service whose parts are all in full stays as it is."""
    if all(share == _IN_FULL for _, share in parts):
        return
    amount = sum((to_cents(part.amount * share / 100) for part, share in parts), Decimal(0))
    said = " + ".join(f"{part.kind} {part.amount} at {share} %" for part, share in parts)
    work.add(f"Further {name} services of the session: {said}", amount, citation)
