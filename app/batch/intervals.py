"""How many claims of a frame are marked, from a sample drawn without replacement: exact limits.

The two-sided limits of the hypergeometric distribution, as the OIG's RAT-STATS appraises attributes: the
fewest and the most marked claims in the frame under which what the sample found is not in either tail. They
are whole claims, found by bisection over whole numbers, so every machine gives the same.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import comb

from msgspec import Struct


class Interval(Struct, frozen=True):
    """The fewest and the most marked claims of `universe` that a sample leaves open, both inclusive."""

    lower: int
    upper: int
    universe: int

    @property
    def width(self) -> Fraction:
        """The distance of the limits as a share of the frame."""
        return Fraction(self.upper - self.lower, self.universe)


def interval(found: int, size: int, universe: int, confidence: Fraction) -> Interval:
    """The limits when `found` of `size` claims drawn from `universe` are marked.

    `confidence` is two-sided, such as 19/20 for 95 %. Raises ValueError where the counts do not fit.

    >>> interval(5, 100, 1000, Fraction(9, 10))
    Interval(lower=21, upper=99, universe=1000)
    """
    if not 0 <= found <= size <= universe or not size or not 0 < confidence < 1:
        raise ValueError("a sample is part of its frame, what is marked part of it, confidence below 1")
    tail = (1 - confidence) / 2
    least = found
    most = universe - (size - found)
    return Interval(
        lower=_least(least, most, lambda marked: not _too_many(found, size, marked, universe, tail)),
        upper=_least(least, most + 1, lambda marked: _too_few(found, size, marked, universe, tail)) - 1,
        universe=universe,
    )


def _least(first: int, last: int, holds: Callable[[int], bool]) -> int:
    """The least number from `first` on for which `holds` does; `last` where it does for none before."""
    while first < last:
        middle = (first + last) // 2
        if holds(middle):
            last = middle
        else:
            first = middle + 1
    return first


def _too_few(found: int, size: int, marked: int, universe: int, tail: Fraction) -> bool:
    """Whether so few are found, with `marked` in the frame, in no more than `tail` of all samples."""
    return _is_at_most(_samples_with_at_most(found, size, marked, universe), tail, size, universe)


def _too_many(found: int, size: int, marked: int, universe: int, tail: Fraction) -> bool:
    samples = _samples(size, universe) - _samples_with_at_most(found - 1, size, marked, universe)
    return _is_at_most(samples, tail, size, universe)


def _is_at_most(samples: int, share: Fraction, size: int, universe: int) -> bool:
    return samples * share.denominator <= share.numerator * _samples(size, universe)


@lru_cache(maxsize=8)
def _samples(size: int, universe: int) -> int:
    return comb(universe, size)


def _samples_with_at_most(found: int, size: int, marked: int, universe: int) -> int:
    """How many samples of `size` hold at most `found` of the `marked`."""
    unmarked = universe - marked
    fewest = max(0, size - unmarked)
    if found < fewest:
        return 0
    samples = total = comb(marked, fewest) * comb(unmarked, size - fewest)
    for held in range(fewest, min(found, size, marked)):
        samples = samples * (marked - held) * (size - held)
        samples //= (held + 1) * (unmarked - size + held + 1)
        total += samples
    return total
