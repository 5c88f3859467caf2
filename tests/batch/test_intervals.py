"""Exact limits of a share: against another program's hypergeometric distribution, and by what must hold."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.intervals import interval

CONFIDENCES = [Fraction(8, 10), Fraction(9, 10), Fraction(95, 100), Fraction(99, 100)]


@pytest.mark.parametrize(
    ("found", "size", "universe", "confidence", "limits"),
    [
        # Made with SciPy 1.17.1, each count of the frame in turn: the least M with
        # hypergeom.sf(found - 1, universe, M, size) > tail, the most with hypergeom.cdf(found, ...) > tail.
        (5, 100, 1000, "0.9", (21, 99)),
        (0, 30, 500, "0.95", (0, 56)),
        (30, 30, 500, "0.95", (444, 500)),
        (7, 60, 2400, "0.95", (118, 538)),
        (12, 200, 100_000, "0.8", (3948, 8759)),
        (3, 40, 60, "0.99", (3, 10)),
        (1, 1, 10, "0.9", (1, 10)),
        (25, 250, 5000, "0.95", (333, 714)),
    ],
)
def test_limits_are_those_of_the_hypergeometric_distribution(
    found: int, size: int, universe: int, confidence: str, limits: tuple[int, int]
) -> None:
    result = interval(found, size, universe, Fraction(confidence))
    assert (result.lower, result.upper) == limits


def test_in_a_huge_frame_they_are_those_of_clopper_and_pearson() -> None:
    # 5 deviations in 100: auditors' tables give 10.3 % as the upper limit at 5 % risk to one side. SciPy's
    # beta.ppf(0.95, 6, 95) is 0.10225338.
    result = interval(5, 100, 10**9, Fraction(9, 10))
    assert round(result.upper / 10**9, 6) == 0.102253


def test_the_whole_frame_leaves_nothing_open() -> None:
    result = interval(4, 20, 20, Fraction(95, 100))
    assert (result.lower, result.upper) == (4, 4)
    assert not result.width


@pytest.mark.parametrize("counts", [(3, 2, 10), (1, 0, 10), (1, 11, 10), (-1, 5, 10)])
def test_counts_that_do_not_fit_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="sample"):
        interval(*counts, Fraction(9, 10))


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int, Fraction]:
    universe = draw(st.integers(1, 60))
    size = draw(st.integers(1, universe))
    return draw(st.integers(0, size)), size, universe, draw(st.sampled_from(CONFIDENCES))


@given(samples())
def test_limits_are_the_outermost_counts_that_are_in_no_tail(sample: tuple[int, int, int, Fraction]) -> None:
    found, size, universe, confidence = sample
    tail = (1 - confidence) / 2

    def share(counts: range, marked: int) -> Fraction:
        ways = sum(comb(marked, each) * comb(universe - marked, size - each) for each in counts)
        return Fraction(ways, comb(universe, size))

    possible = range(found, universe - (size - found) + 1)
    low = [marked for marked in possible if share(range(found, size + 1), marked) > tail]
    high = [marked for marked in possible if share(range(found + 1), marked) > tail]
    result = interval(found, size, universe, confidence)
    assert (result.lower, result.upper) == (min(low), max(high))


@given(st.integers(1, 40), st.sampled_from(CONFIDENCES), st.data())
def test_limits_hold_the_truth_as_often_as_stated(
    universe: int, confidence: Fraction, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, universe))
    marked = data.draw(st.integers(0, universe))
    held = 0
    for found in range(max(0, size - (universe - marked)), min(size, marked) + 1):
        limits = interval(found, size, universe, confidence)
        if limits.lower <= marked <= limits.upper:
            held += comb(marked, found) * comb(universe - marked, size - found)
    assert Fraction(held, comb(universe, size)) >= confidence
