"""How a sample is drawn: its size, as asked for or as a plan takes, and its part of each stratum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from app.batch.appraisal import percent
from app.batch.frame import Frame, Stratum
from app.batch.intervals import interval
from app.batch.sample import Design
from app.batch.sizes import allocate, expected, needed_size
from app.coding.sentences import count_of
from app.coding.shapes import CODE

_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s?%|(0?\.\d{1,6})")


def read_share(typed: str) -> Fraction | None:
    """A share above 0 and below 1, typed as 5% or 0.05; None for anything else."""
    found = _SHARE.fullmatch(typed.strip())
    share = Fraction(found[1]) / 100 if found and found[1] else Fraction(found[2]) if found else Fraction()
    return share if 0 < share < 1 else None


def read_codes(typed: str) -> tuple[str, ...] | None:
    """Codes with commas between, each once and in capitals; None where one cannot be a code."""
    codes = tuple(dict.fromkeys(code.strip().upper() for code in typed.split(",") if code.strip()))
    return codes if all(map(CODE.fullmatch, codes)) else None


class Plan(Struct, frozen=True):
    """What a size follows of.

    `rate` is the share of the frame that is expected to be in error, `precision` half the distance of the
    limits as a share of it, `confidence` two-sided.
    """

    rate: Fraction
    precision: Fraction
    confidence: Fraction


def design_of(
    frame: Frame, seed: str, wanted: int | Plan, *, by: Stratum | None = None, codes: tuple[str, ...] = ()
) -> Design:
    """The design of a sample of `wanted` claims, or of as many as a plan takes.

    Raises InputError where the frame or what anybody reads is too small for it.
    """
    if isinstance(wanted, int):
        return Design(seed=seed, size=wanted, sizes=allocate(wanted, frame.sizes), by=by, codes=codes)
    needed = needed_size(len(frame.digests), wanted.rate, wanted.precision, wanted.confidence)
    size = max(needed, len(frame.sizes))
    return Design(
        seed=seed,
        size=size,
        sizes=allocate(size, frame.sizes),
        by=by,
        codes=codes,
        rate=percent(wanted.rate),
        precision=percent(wanted.precision),
        confidence=percent(wanted.confidence),
    )


def say_size(plan: Plan, size: int, universe: int) -> Iterator[str]:
    """How a size follows of a plan: the limits that it reaches, and those of one claim fewer.

    >>> list(say_size(Plan(Fraction(1, 10), Fraction(1, 20), Fraction(19, 20)), 138, 1000))[0]
    '14 of 138 in error (10% expected): limits 60 to 159 of 1,000 claims at 95%, 4.95% to each side.'
    """
    yield _say_limits(plan, size, universe)
    if size > 1 and size < universe:
        yield f"One claim fewer does not do: {_say_limits(plan, size - 1, universe)}"
    yield "Exact limits of the hypergeometric distribution, two-sided."


def _say_limits(plan: Plan, size: int, universe: int) -> str:
    found = expected(plan.rate, size)
    limits = interval(found, size, universe, plan.confidence)
    return (
        f"{found:,} of {size:,} in error ({percent(plan.rate)} expected): limits {limits.lower:,} to "
        f"{limits.upper:,} of {count_of(universe, 'claim')} at {percent(plan.confidence)}, "
        f"{percent(limits.width / 2)} to each side."
    )
