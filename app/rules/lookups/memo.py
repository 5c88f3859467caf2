"""Look-ups that many rules make on the same claim, cached while its rules run."""

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar, cast, overload

from app.coding.claim import Claim
from app.coding.facts import Facts

_Key = TypeVar("_Key")
_Found = TypeVar("_Found")


@overload
def cached_per_claim(look: Callable[[Claim, Facts], _Found]) -> Callable[[Claim, Facts], _Found]: ...


@overload
def cached_per_claim(
    look: Callable[[Claim, Facts, _Key], _Found],
) -> Callable[[Claim, Facts, _Key], _Found]: ...


def cached_per_claim(look: Callable[..., Any]) -> Callable[..., Any]:
    """Cache the answers of a pure look-up for the last claim it was asked about, by its key if it has one.

    Rules read one claim after the other, and the very same records mean the same answer. Answers are shared,
    so they must be immutable. Threads do not disturb each other: where another claim has come between, a
    thread computes its answer again.
    """
    has_key = cast(FunctionType, look).__code__.co_argcount > 2
    return _cached_by_key(look) if has_key else _cached(look)


def _cached(look: Callable[[Claim, Facts], _Found]) -> Callable[[Claim, Facts], _Found]:
    last: tuple[Claim, Facts, _Found] | tuple[None, None, None] = (None, None, None)

    @functools.wraps(look)
    def cached(claim: Claim, facts: Facts) -> _Found:
        nonlocal last
        of_claim, of_facts, answer = last
        if of_claim is claim and of_facts is facts:
            return answer  # type: ignore[return-value]  # of these records it is one
        answer = look(claim, facts)
        last = (claim, facts, answer)
        return answer

    return cached


def _cached_by_key(
    look: Callable[[Claim, Facts, _Key], _Found],
) -> Callable[[Claim, Facts, _Key], _Found]:
    last: tuple[Claim | None, Facts | None, dict[_Key, _Found]] = (None, None, {})

    @functools.wraps(look)
    def cached(claim: Claim, facts: Facts, key: _Key) -> _Found:
        nonlocal last
        of_claim, of_facts, answers = last
        if of_claim is claim and of_facts is facts:
            if key in answers:  # no exception: on most claims a look-up is made once or twice
                return answers[key]
        else:
            answers = {}
            last = (claim, facts, answers)
        answers[key] = answer = look(claim, facts, key)
        return answer

    return cached
