"""Diagnostic services of one session (indicators 4, 6 and 7): the technical parts after the first pay less.

Source: documentation of the relative value file. Technical and professional parts are ranked apart. Imaging
(4) counts within its family: further technical parts at 50 %, professional ones at 95 %; cardiovascular (6)
technical parts at 75 %, ophthalmology (7) at 80 %. Therapy (5) is reduced by a part of its practice expense,
which is not calculated here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.coding.sources import Citation
from app.payment.record import to_cents
from app.payment.work import Work

PriceOfPart = Callable[[Work, str], Decimal | None]
"""The amount of the part "26" or "TC" of a line's code, None where it has no such row."""


class _Shares(NamedTuple):
    """What further parts pay, in percent."""

    technical: int
    professional: int
    name: str


_SHARES = {
    "4": _Shares(50, 95, "imaging"),
    "6": _Shares(75, 100, "cardiovascular"),
    "7": _Shares(80, 100, "ophthalmology"),
}
_THERAPY, _PROFESSIONAL_ONLY, _TECHNICAL_ONLY = "5", "2", "3"


class _Part(NamedTuple):
    work: Work
    kind: str
    amount: Decimal


def reduce_diagnostics(works: Sequence[Work], price: PriceOfPart, citation: Citation) -> None:
    """Reduce the diagnostic services of one practitioner's session."""
    for indicator, shares in _SHARES.items():
        families: dict[str, list[Work]] = {}
        for work in works:
            if work.state == "paid" and work.fee.row.multiple == indicator:
                families.setdefault(work.fee.row.imaging_family if indicator == "4" else "", []).append(work)
        for family in families.values():
            if sum(work.line.units for work in family) > 1:
                _reduce(family, shares, price, citation)
    therapy = [work for work in works if work.state == "paid" and work.fee.row.multiple == _THERAPY]
    if sum(work.line.units for work in therapy) > 1:
        for work in therapy:
            work.end("unknown", "How further therapy services are reduced is not calculated here.", citation)


def _reduce(family: Sequence[Work], shares: _Shares, price: PriceOfPart, citation: Citation) -> None:
    parts: list[_Part] = []
    for work in family:
        own = _parts(work, price)
        if own is None:
            for each in family:
                each.end(
                    "unknown", f"The components of {work.line.code} are not known: none is ranked.", citation
                )
            return
        parts += own * work.line.units
    taken: dict[int, list[tuple[_Part, int]]] = {}
    for kind, share in (("TC", shares.technical), ("26", shares.professional)):
        ranked = sorted((part for part in parts if part.kind == kind), key=lambda part: -part.amount)
        for rank, part in enumerate(ranked):
            taken.setdefault(id(part.work), []).append((part, 100 if rank == 0 else share))
    for work in family:
        _take(work, taken[id(work)], shares.name, citation)


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


def _take(work: Work, parts: Sequence[tuple[_Part, int]], name: str, citation: Citation) -> None:
    """The line by the shares of its parts; a global service whose parts are all in full stays as it is."""
    if all(share == 100 for _, share in parts):
        return
    amount = sum((to_cents(part.amount * share / 100) for part, share in parts), Decimal(0))
    said = " + ".join(f"{part.kind} {part.amount} at {share} %" for part, share in parts)
    work.add(f"Further {name} services of the session: {said}", amount, citation)
