"""Look-ups that many rules make on the same claim, cached while its rules run."""

import functools
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from app.coding.claim import Claim
from app.coding.facts import Facts

_Key = TypeVarTuple("_Key")
_Found = TypeVar("_Found")


def cached_per_claim(
    look: Callable[[Claim, Facts, *_Key], _Found],
) -> Callable[[Claim, Facts, *_Key], _Found]:
    """Cache the answers of a pure look-up for the last claim it was asked about, by its further arguments.

    Rules read one claim after the other, and the very same records mean the same answer. Answers are shared,
    so they must be immutable. Threads do not disturb each other: where another claim has come between, a
    thread computes its answer again.
    """
    last: tuple[Claim | None, Facts | None, dict[tuple[*_Key], _Found]] = (None, None, {})

    @functools.wraps(look)
    def cached(claim: Claim, facts: Facts, *key: *_Key) -> _Found:
        nonlocal last
        of_claim, of_facts, answers = last
        if of_claim is claim and of_facts is facts:
            if key in answers:  # no exception: on most claims a look-up is made once or twice
                return answers[key]
        else:
            answers = {}
            last = (claim, facts, answers)
        answers[key] = answer = look(claim, facts, *key)
        return answer

    return cached
