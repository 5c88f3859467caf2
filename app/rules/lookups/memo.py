"""Look-ups that many rules make on the same claim, kept while its rules run."""

import functools
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from app.coding.claim import Claim
from app.coding.facts import Facts

_Key = TypeVarTuple("_Key")
_Found = TypeVar("_Found")


def kept(look: Callable[[Claim, Facts, *_Key], _Found]) -> Callable[[Claim, Facts, *_Key], _Found]:
    """Keep what a pure look-up gave for the claim it was last asked about, by its further arguments.

    Rules look at one claim after the other, and the very same records mean the same answer. What is given is
    shared, so it must be immutable. Threads do not disturb each other: each has its claim in hand and looks
    anew where another claim has come between.
    """
    last: tuple[Claim | None, Facts | None, dict[tuple[*_Key], _Found]] = (None, None, {})

    @functools.wraps(look)
    def ask(claim: Claim, facts: Facts, *key: *_Key) -> _Found:
        nonlocal last
        of_claim, of_facts, answers = last
        if of_claim is not claim or of_facts is not facts:
            answers = {}
            last = (claim, facts, answers)
        if key not in answers:
            answers[key] = look(claim, facts, *key)
        return answers[key]

    return ask
