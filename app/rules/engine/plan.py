"""Which rules run on a claim: by its date and the facts at hand, then by what it holds. Each settled once.

All that is cached here is bounded, and shared by the claims of many days: what depends on the day is the plan
and the records made of it, what depends on the claim is a selection of rules that knows no day.
"""

import functools
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from app.coding.dates import days_of_change, show_date
from app.coding.reasons import Gap, NotChecked, Unchecked, not_checked
from app.coding.series import Need
from app.rules.engine.rule import Check, Rule
from app.rules.engine.trait import BY_CLAIM, ClaimTraits, bits_of

_AT_MOST = 256
"""Of each kind that is kept. Eight times as many saved 5 % of the time, and took 35 MB more for a year."""
_BITS_BY_CLAIM = bits_of(BY_CLAIM)
_NOTHING: Mapping[Need, Gap] = {}


class Book(Struct, frozen=True, eq=False):
    """Rules to run together, and the one that lends its words to the flag of a rule that crashes.

    That one may be among them, and never looks itself.
    """

    rules: tuple[Rule, ...]
    failure: Rule


class RunnableRules(Struct, frozen=True, eq=False):
    """The rules of a book that can run on a date, and those that cannot because facts are missing.

    `carried` are those among the former that look into rows of ended editions. `asks`: each rule that may run
    behind the bits of its traits. `modifiers`: all that one of the rules asks for.
    """

    book: Book
    rules: tuple[Rule, ...]
    lacking: tuple[Rule, ...]
    carried: tuple[Rule, ...]
    asks: tuple[tuple[int, tuple[Rule, Check]], ...]
    modifiers: frozenset[str]


class RunPlan(Struct, frozen=True, eq=False):
    """What is settled before a claim is read: which rules can run, and why the others cannot.

    `carried`: by slug, what is left open by those that look into rows of ended editions. `by_editions`: the
    record of each of them that leaves nothing else open.
    """

    runnable: RunnableRules
    not_checked: tuple[NotChecked, ...]
    carried: dict[str, tuple[Unchecked, ...]]
    by_editions: dict[str, NotChecked]


class Ends(Struct, frozen=True, eq=False):
    """How the rules end on a claim where none of those that run leaves anything open.

    `checked`: the slugs checked. `idle`: those among them whose facts are missing, but that have nothing to
    look up on the claim. `carried`: those that look into rows of ended editions, which are never checked for
    certainty.
    """

    checked: tuple[str, ...]
    idle: frozenset[str]
    carried: tuple[str, ...]


class RuleSelection(Struct, frozen=True, eq=False):
    """The rules that a claim with certain traits concerns, and how the others end."""

    checks: tuple[tuple[Rule, Check], ...]
    ends: Ends


record_of = functools.lru_cache(maxsize=4 * _AT_MOST)(not_checked)
"""`not_checked`, cached: the same points come back claim after claim."""


_PLANS = 1024
_plans: dict[tuple[Book, int, int, int], tuple[object, object, RunPlan]] = {}


def plan_run(
    book: Book, on: date, missing: Mapping[Need, Gap], carried: Mapping[Need, Gap] = _NOTHING
) -> RunPlan:
    """The plan for a date and the gaps of its facts, which it is found by: claims of a day share them.

    Those of all days of a period do where the gaps name no day. They are held with the plan, so that their
    identities stay theirs.
    """
    key = (book, bisect_right(_days_of_change(book), on), id(missing), id(carried))
    found = _plans.get(key)
    if found is None:
        if len(_plans) >= _PLANS:
            _plans.clear()
        plan = _plan(book, on, tuple(missing.items()), tuple(carried.items()))
        found = _plans[key] = missing, carried, plan
    return found[2]


@functools.lru_cache(maxsize=16)
def _days_of_change(book: Book) -> tuple[date, ...]:
    """The days from which on other rules of a book are in force, in their order."""
    return tuple(sorted(days_of_change((rule.first, rule.last) for rule in book.rules)))


@functools.lru_cache(maxsize=_PLANS)
def _plan(
    book: Book, on: date, missing: tuple[tuple[Need, Gap], ...], carried: tuple[tuple[Need, Gap], ...]
) -> RunPlan:
    """Sort out rules that are not in force on a date, or whose facts are missing from the shelf.

    A rule whose facts are `carried` from ended editions runs, and is not checked for certainty.
    """
    able: list[Rule] = []
    unable: list[Rule] = []
    left: list[NotChecked] = []
    lacking = dict(missing)
    for rule in book.rules:
        gaps = [Unchecked(gap=lacking[need]) for need in rule.needs if need in lacking]
        if not rule.in_force(on):
            left.append(record_of(rule.slug, (_out_of_force(rule),)))
        elif gaps:
            unable.append(rule)
            left.append(record_of(rule.slug, tuple(gaps)))
        else:
            able.append(rule)
    stand_ins = {
        rule: points
        for rule in able
        if (points := tuple(Unchecked(gap=gap) for need, gap in carried if need in rule.needs))
    }
    runnable = _runnable_rules(book, tuple(able), tuple(unable), tuple(stand_ins))
    return RunPlan(
        runnable,
        tuple(left),
        {rule.slug: points for rule, points in stand_ins.items()},
        {rule.slug: record_of(rule.slug, points) for rule, points in stand_ins.items()},
    )


def _out_of_force(rule: Rule) -> Unchecked:
    first = f" from {show_date(rule.first)}" if rule.first else ""
    last = f" to {show_date(rule.last)}" if rule.last else ""
    return Unchecked(f"This rule is for dates of service{first}{last}.")


@functools.lru_cache(maxsize=64)
def _runnable_rules(
    book: Book, rules: tuple[Rule, ...], lacking: tuple[Rule, ...], carried: tuple[Rule, ...]
) -> RunnableRules:
    """One record for the same rules, whatever the date: selections are cached by it."""
    asked = (modifier for rule in book.rules for modifier in (*rule.modifiers, *rule.guidance_modifiers))
    able = (rule for rule in rules if rule is not book.failure)
    asks = tuple((bits_of(rule.traits), (rule, rule.check)) for rule in able)
    return RunnableRules(book, rules, lacking, carried, asks, frozenset(asked))


def select_rules(runnable: RunnableRules, held: ClaimTraits) -> RuleSelection:
    """Sort the rules by whether a claim with such content concerns them."""
    asked = runnable.modifiers
    return _select(runnable, held.bits, held.modifiers & asked, held.guidance_modifiers & asked)


@functools.lru_cache(maxsize=4 * _AT_MOST)
def _select(
    runnable: RunnableRules, bits: int, modifiers: frozenset[str], guidance_modifiers: frozenset[str]
) -> RuleSelection:
    checks = [
        able
        for wanted, able in runnable.asks
        if wanted & bits == wanted and able[0].meets(modifiers, guidance_modifiers)
    ]
    of_claim = ClaimTraits(bits & _BITS_BY_CLAIM, modifiers, guidance_modifiers)
    return RuleSelection(tuple(checks), _find_ends(runnable, of_claim))


@functools.lru_cache(maxsize=_AT_MOST)
def _find_ends(runnable: RunnableRules, of_claim: ClaimTraits) -> Ends:
    """How the rules end by what the claim alone says."""
    idle = frozenset([rule for rule in runnable.lacking if rule.is_idle(of_claim)])
    carried = tuple([rule.slug for rule in runnable.carried if not rule.is_idle(of_claim)])
    return _ends(runnable, idle, carried)


@functools.lru_cache(maxsize=256)
def _ends(runnable: RunnableRules, idle: frozenset[Rule], carried: tuple[str, ...]) -> Ends:
    """One record for the same ends: of many selections there are few."""
    done = idle.union(runnable.rules)
    checked = tuple(rule.slug for rule in runnable.book.rules if rule in done and rule.slug not in carried)
    return Ends(checked, frozenset(rule.slug for rule in idle), carried)


@functools.lru_cache(maxsize=_AT_MOST)
def checked_but(ends: Ends, left: tuple[str, ...]) -> tuple[str, ...]:
    """The slugs checked, but for rules that leave something open: the same rules come back together."""
    return tuple([slug for slug in ends.checked if slug not in left])


def left_open(
    plan: RunPlan, ends: Ends, open_rules: Mapping[str, Sequence[Unchecked]]
) -> tuple[NotChecked, ...]:
    """The records of rules that cannot run, that leave points open, and that look into ended editions."""
    found = [each for each in plan.not_checked if each.rule not in ends.idle]
    for slug, points in open_rules.items():
        so_far = plan.carried[slug] if slug in ends.carried else ()
        found.append(record_of(slug, (*points, *so_far)))
    found += [plan.by_editions[slug] for slug in ends.carried if slug not in open_rules]
    return tuple(found)
