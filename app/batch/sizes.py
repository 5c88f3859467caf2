"""How many claims to draw, by the rate that is expected and the precision that is wanted."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from app.batch.intervals import interval
from app.coding.errors import InputError

MOST = 5_000
"""As many claims as a sample holds: nobody reads more records than that."""


def needed_size(universe: int, rate: Fraction, precision: Fraction, confidence: Fraction) -> int:
    """The size whose exact limits are `precision` or less to both sides on average, when `rate` is found.

    One claim fewer does not reach it. `precision` is half the distance of the limits, as a share of the
    frame; what is expected is rounded to a whole claim toward one half. Raises InputError when more than
    `MOST` would be needed.
    """

    def reaches(size: int) -> bool:
        limits = interval(expected(rate, size), size, universe, confidence)
        return limits.width <= 2 * precision

    fails, holds = 0, min(16, universe)
    while not reaches(holds):
        if holds >= min(universe, MOST):
            raise InputError(
                f"This precision takes more than {MOST:,} claims. Choose a wider one, or give a size."
            )
        fails, holds = holds, min(2 * holds, universe, MOST)
    while holds - fails > 1:
        middle = (fails + holds) // 2
        if reaches(middle):
            holds = middle
        else:
            fails = middle
    return holds


def expected(rate: Fraction, size: int) -> int:
    """How many of so many claims are in error at a rate: a whole number, rounded toward one half."""
    return ceil(rate * size) if 2 * rate <= 1 else floor(rate * size)


def allocate(size: int, strata: Mapping[str, int]) -> dict[str, int]:
    """The claims to draw of each stratum, by its share of the frame, and one at least of each.

    What is left by rounding goes to the largest remainders, of equal ones to the first by name. Raises
    InputError when the size does not reach one claim a stratum.
    """
    universe = sum(strata.values())
    if size > universe:
        raise InputError(f"The frame has {universe:,} claims, fewer than the {size:,} to draw.")
    if size < len(strata):
        raise InputError(f"{len(strata)} strata take {len(strata)} claims or more. Give a larger size.")
    shares = {name: Fraction(size * count, universe) for name, count in sorted(strata.items())}
    drawn = {name: max(1, floor(share)) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (floor(shares[name]) - shares[name], name))
    while sum(drawn.values()) < size:
        name = next(
            each for each in by_remainder if drawn[each] < strata[each] and drawn[each] <= shares[each]
        )
        drawn[name] += 1
    while sum(drawn.values()) > size:  # small strata got their one: the largest gives
        name = max(drawn, key=lambda each: (drawn[each], each))
        drawn[name] -= 1
    return drawn
