"""The design of a sample: its size by what was asked for, and how that is said."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.audit.design import Plan, design_of, say_size
from app.batch.frame import Frame
from app.coding.errors import InputError

PLAN = Plan(Fraction(1, 10), Fraction(1, 20), Fraction(19, 20))


def frame(**strata: int) -> Frame:
    """A frame with so many claims of each stratum."""
    names = [name for name, count in strata.items() for _ in range(count)]
    return Frame(tuple(number.to_bytes(32, "big") for number in range(len(names))), tuple(names), {})


def test_a_size_is_taken_as_it_is_asked_for_and_spread_over_strata() -> None:
    design = design_of(frame(a=30, b=10), "s", 8, by="payer", codes=("77002",))
    assert (design.size, design.sizes, design.by, design.codes) == (8, {"a": 6, "b": 2}, "payer", ("77002",))
    assert (design.rate, design.precision, design.confidence) == (None, None, None)
    with pytest.raises(InputError, match="fewer than the 41 to draw"):
        design_of(frame(a=30, b=10), "s", 41)


def test_a_plan_gives_the_size_and_is_kept_with_it() -> None:
    design = design_of(frame(a=1000), "s", PLAN)
    assert (design.size, design.rate, design.precision, design.confidence) == (138, "10%", "5%", "95%")


def test_each_stratum_gives_a_claim_where_the_plan_takes_fewer() -> None:
    wide = Plan(Fraction(1, 2), Fraction(49, 100), Fraction(1, 2))
    names = {f"p{number}": 3 for number in range(9)}
    assert design_of(frame(**names), "s", wide, by="payer").size == 9


def test_the_words_for_a_size_name_the_limits_that_it_and_one_claim_fewer_reach() -> None:
    reached, fewer, how = say_size(PLAN, 138, 1000)
    assert "14 of 138 in error" in reached
    assert reached.endswith("4.95% to each side.")
    assert fewer.startswith("One claim fewer does not do: 14 of 137 in error")
    assert "hypergeometric" in how
    assert len(list(say_size(PLAN, 12, 12))) == 2  # all of a frame: nothing is fewer
