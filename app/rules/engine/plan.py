"""Which rules run on a claim: by its date and the facts at hand, then by what it holds. Each settled once.

All that is cached here is bounded, and shared by the claims of many days: what depends on the day is the plan
and the records made of it, what depends on the claim is a selection of rules that knows no day.
"""

import functools
import operator
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from app.coding.dates import days_of_change, show_date
from app.coding.reasons import Gap, NotChecked, Unchecked, not_checked
from app.coding.series import Need
from app.rules.engine.rule import Check, Rule
from app.rules.engine.trait import BITS, BY_CLAIM, ClaimTraits, bits_of

_AT_MOST = 256
"""Of each kind that is kept. Eight times as many saved 5 % of the time, and took 35 MB more for a year."""
_NOTHING: Mapping[Need, Gap] = {}
Ended = tuple[tuple[str, ...], tuple[NotChecked, ...]]
"""The slugs of the rules checked, and the records of those that were not."""


class Book(Struct, frozen=True, eq=False):
    """Rules to run together, and the one that lends its words to the flag of a rule that crashes.

    That one may be among them, and never looks itself.
    """

    rules: tuple[Rule, ...]
    failure: Rule


class Marks(Struct, frozen=True, eq=False):
    """Bits for modifiers beside those of traits: one for each rule that asks for some, set by any of them.

    `any_line`, `guidance`: the bits that a modifier sets on any line, and on one with needle guidance.
    `wanted`: those that a rule asks for.
    """

    any_line: Mapping[str, int]
    guidance: Mapping[str, int]
    wanted: Mapping[Rule, int]


class RunnableRules(Struct, frozen=True, eq=False):
    """The rules of a book that can run on a date, and those that cannot because facts are missing.

    Each stands behind the bits that a claim must hold: of its traits, and of what `marks` have for modifiers.
    `asks`: those that may run. `lacking`: those that cannot, and `carried`: those among the former that look
    into rows of ended editions, behind the bits that the claim alone decides; `deciding`: all of these.
    """

    book: Book
    rules: tuple[Rule, ...]
    marks: Marks
    asks: tuple[tuple[int, tuple[Rule, Check]], ...]
    lacking: tuple[tuple[int, Rule], ...]
    carried: tuple[tuple[int, Rule], ...]
    deciding: int


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
    marks = _marks(book)

    def wanted(rule: Rule) -> int:
        return bits_of(rule.traits) | marks.wanted[rule]

    def by_claim(rules: tuple[Rule, ...]) -> tuple[tuple[int, Rule], ...]:
        return tuple(
            (bits_of(BY_CLAIM.intersection(each.traits)) | marks.wanted[each], each) for each in rules
        )

    asks = tuple((wanted(rule), (rule, rule.check)) for rule in rules if rule is not book.failure)
    open_rules = by_claim(lacking), by_claim(carried)
    deciding = functools.reduce(operator.or_, (bits for found in open_rules for bits, _ in found), 0)
    return RunnableRules(book, rules, marks, asks, *open_rules, deciding)


@functools.lru_cache(maxsize=16)
def _marks(book: Book) -> Marks:
    """The marks of the rules of a book."""
    any_line: dict[str, int] = {}
    guidance: dict[str, int] = {}
    wanted: dict[Rule, int] = {}
    mark = 1 << len(BITS)
    for rule in book.rules:
        wanted[rule] = 0
        for modifiers, marked in ((rule.modifiers, any_line), (rule.guidance_modifiers, guidance)):
            for modifier in modifiers:
                marked[modifier] = marked.get(modifier, 0) | mark
            if modifiers:
                wanted[rule] |= mark
                mark <<= 1
    return Marks(any_line, guidance, wanted)


def select_rules(runnable: RunnableRules, held: ClaimTraits) -> RuleSelection:
    """Sort the rules by whether a claim with such content concerns them."""
    bits, marks = held.bits, runnable.marks
    for modifier in held.modifiers:
        bits |= marks.any_line.get(modifier, 0)
    for modifier in held.guidance_modifiers:
        bits |= marks.guidance.get(modifier, 0)
    return _select(runnable, bits)


@functools.lru_cache(maxsize=4 * _AT_MOST)
def _select(runnable: RunnableRules, bits: int) -> RuleSelection:
    checks = tuple([able for wanted, able in runnable.asks if wanted & bits == wanted])
    return RuleSelection(checks, _find_ends(runnable, bits & runnable.deciding))


@functools.lru_cache(maxsize=_AT_MOST)
def _find_ends(runnable: RunnableRules, bits: int) -> Ends:
    """How the rules end by what the claim alone says."""
    idle = frozenset([rule for wanted, rule in runnable.lacking if wanted & bits != wanted])
    carried = tuple([rule.slug for wanted, rule in runnable.carried if wanted & bits == wanted])
    return _ends(runnable, idle, carried)


@functools.lru_cache(maxsize=256)
def _ends(runnable: RunnableRules, idle: frozenset[Rule], carried: tuple[str, ...]) -> Ends:
    """One record for the same ends: of many selections there are few."""
    done = idle.union(runnable.rules)
    checked = tuple(rule.slug for rule in runnable.book.rules if rule in done and rule.slug not in carried)
    return Ends(checked, frozenset(rule.slug for rule in idle), carried)


@functools.lru_cache(maxsize=2 * _AT_MOST)
def how_all_end(plan: RunPlan, ends: Ends, left: tuple[tuple[str, Unchecked], ...]) -> Ended:
    """How all rules end where those that run leave points open: by slug, those of a rule together.

    The same points come back together claim after claim, so what follows from them is one record.
    """
    points: dict[str, list[Unchecked]] = {}
    for slug, point in left:
        points.setdefault(slug, []).append(point)
    found = [*_cannot_run(plan, ends)]
    for slug, own in points.items():
        so_far = plan.carried[slug] if slug in ends.carried else ()
        found.append(record_of(slug, (*own, *so_far)))
    found += [plan.by_editions[slug] for slug in ends.carried if slug not in points]
    return _checked_but(ends, tuple(points)), tuple(found)


@functools.lru_cache(maxsize=2 * _AT_MOST)
def _checked_but(ends: Ends, left: tuple[str, ...]) -> tuple[str, ...]:
    """The slugs checked, but for rules that leave something open: the same rules come back together."""
    return tuple([slug for slug in ends.checked if slug not in left]) if left else ends.checked


@functools.lru_cache(maxsize=2 * _AT_MOST)
def _cannot_run(plan: RunPlan, ends: Ends) -> tuple[NotChecked, ...]:
    """The records of the rules that cannot run and have something to look up on the claim."""
    return tuple([each for each in plan.not_checked if each.rule not in ends.idle])
