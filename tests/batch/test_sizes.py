"""How many claims to draw: the size that the precision takes, and each stratum's part."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.intervals import interval
from app.batch.sizes import allocate, needed_size
from app.coding.errors import InputError


@pytest.mark.parametrize(
    ("universe", "rate", "precision", "confidence", "size"),
    [
        # The first size that reaches it, each from 1 on tried with SciPy's hypergeometric distribution.
        (500, "0.5", "0.05", "0.9", 180),
        (1000, "0.1", "0.05", "0.95", 138),
        (300, "0.02", "0.03", "0.9", 80),
        (400, "0.9", "0.05", "0.8", 66),
    ],
)
def test_the_size_is_the_first_that_reaches_the_precision(
    universe: int, rate: str, precision: str, confidence: str, size: int
) -> None:
    assert needed_size(universe, Fraction(rate), Fraction(precision), Fraction(confidence)) == size


def test_a_small_frame_is_drawn_whole_if_need_be() -> None:
    assert needed_size(12, Fraction(1, 2), Fraction(1, 1000), Fraction(99, 100)) == 12


def test_more_than_anybody_reads_is_refused() -> None:
    with pytest.raises(InputError, match=r"more than 5,000 claims\. Choose a wider one"):
        needed_size(6_000, Fraction(1, 2), Fraction(1, 1000), Fraction(95, 100))


@given(st.integers(1, 150), st.integers(1, 99), st.integers(1, 30))
def test_it_reaches_the_precision_and_one_claim_fewer_does_not(
    universe: int, rate: int, precision: int
) -> None:
    share, half = Fraction(rate, 100), Fraction(precision, 100)
    size = needed_size(universe, share, half, Fraction(9, 10))

    def width(size: int) -> Fraction:
        expected = -(-rate * size // 100) if rate <= 50 else rate * size // 100
        return interval(expected, size, universe, Fraction(9, 10)).width

    assert width(size) <= 2 * half
    assert size == 1 or width(size - 1) > 2 * half


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=8), st.data())
def test_each_stratum_gives_its_part_and_never_more_than_it_has(
    strata: dict[str, int], data: st.DataObject
) -> None:
    size = data.draw(st.integers(len(strata), sum(strata.values())))
    drawn = allocate(size, strata)
    assert sum(drawn.values()) == size
    assert all(1 <= drawn[name] <= count for name, count in strata.items())
    assert drawn == allocate(size, dict(reversed(strata.items())))


def test_the_largest_remainder_gets_what_rounding_leaves() -> None:
    assert allocate(10, {"a": 900, "b": 90, "c": 10}) == {"a": 8, "b": 1, "c": 1}
    assert allocate(10, {"a": 55, "b": 26, "c": 19}) == {"a": 5, "b": 3, "c": 2}


def test_a_size_that_the_frame_cannot_give_is_refused() -> None:
    with pytest.raises(InputError, match="fewer than the 5 to draw"):
        allocate(5, {"a": 4})
    with pytest.raises(InputError, match="3 strata take 3 claims"):
        allocate(2, {"a": 4, "b": 4, "c": 4})
