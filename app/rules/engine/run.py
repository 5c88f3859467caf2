"""Running rules over one claim: filter, check, isolate, sort. No rule is known here by name.

Every rule ends in one of three ways: its flags; checked and nothing found; or not checked, and why.
"""

import functools
import operator
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from app.coding.carried import say_carried
from app.coding.claim import VOID, Claim
from app.coding.dates import show_date
from app.coding.facts import Facts, PayerPolicy
from app.coding.findings import Finding, Flag
from app.coding.reasons import Gap, NotChecked, Unchecked, not_checked
from app.coding.series import Need
from app.coding.sources import Citation, Source
from app.coding.words import Severity
from app.rules.engine.rule import Check, Rule, cited
from app.rules.engine.traits import ClaimTraits, traits_of

FAILED = Unchecked("The rule stopped with an error of its own, so it did not look.")
NO_LINES = Unchecked("The claim has no lines.")
NO_CODES = Unchecked("No line of the claim has a code.")
VOIDED = Unchecked("The claim cancels an earlier one (frequency 8), so it bills no service.")
_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_LAST = 10_000  # behind every line: flags on the whole claim

Answer = tuple[tuple[Flag, ...], tuple[str, ...], tuple[NotChecked, ...]]


class Book(Struct, frozen=True, eq=False):
    """Rules to run together, and the one that lends its words to the flag of a rule that crashes.

    That one may be among them, and never looks itself.
    """

    rules: tuple[Rule, ...]
    failure: Rule


class RunnableRules(Struct, frozen=True, eq=False):
    """The rules of a book that can run on a date, and those that cannot because facts are missing.

    `carried` are those among the former that look into rows of ended editions, with what would answer them.
    """

    book: Book
    rules: tuple[Rule, ...]
    lacking: tuple[Rule, ...]
    carried: tuple[tuple[Rule, tuple[Unchecked, ...]], ...]


class RunPlan(Struct, frozen=True, eq=False):
    """What is settled before a claim is read: which rules can run, and why the others cannot."""

    runnable: RunnableRules
    not_checked: tuple[NotChecked, ...]


class RuleSelection(Struct, frozen=True, eq=False):
    """Which rules a claim with certain traits concerns.

    `checks`: the rules to run. `checked`: the slugs checked, unless a rule leaves something open.
    `idle`: those among them whose facts are missing, but that have nothing to look up on the claim.
    `carried`: by slug, what is left open by those that look into rows of ended editions, which are never
    checked for certainty; `records` says it where, as mostly, they leave nothing else open.
    """

    checks: tuple[tuple[Rule, Check], ...]
    checked: tuple[str, ...]
    idle: frozenset[str]
    carried: dict[str, tuple[Unchecked, ...]]
    records: tuple[NotChecked, ...]


# The same points come back claim after claim: no record was given, an edition ended.
_not_checked = functools.lru_cache(maxsize=4096)(not_checked)


@functools.lru_cache(maxsize=1024)
def plan_run(
    book: Book,
    on: date,
    missing: tuple[tuple[Need, Gap], ...],
    carried: tuple[tuple[Need, Gap], ...] = (),
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
            left.append(_not_checked(rule.slug, (_out_of_force(rule),)))
        elif gaps:
            unable.append(rule)
            left.append(_not_checked(rule.slug, tuple(gaps)))
        else:
            able.append(rule)
    stand_ins = [
        (rule, points)
        for rule in able
        if (points := tuple(Unchecked(gap=gap) for need, gap in carried if need in rule.needs))
    ]
    return RunPlan(_runnable_rules(book, tuple(able), tuple(unable), tuple(stand_ins)), tuple(left))


def _out_of_force(rule: Rule) -> Unchecked:
    first = f" from {show_date(rule.first)}" if rule.first else ""
    last = f" to {show_date(rule.last)}" if rule.last else ""
    return Unchecked(f"This rule is for dates of service{first}{last}.")


@functools.lru_cache(maxsize=64)
def _runnable_rules(
    book: Book,
    rules: tuple[Rule, ...],
    lacking: tuple[Rule, ...],
    carried: tuple[tuple[Rule, tuple[Unchecked, ...]], ...],
) -> RunnableRules:
    """One record for the same rules, whatever the date: `_select_rules` caches its answers by it."""
    return RunnableRules(book, rules, lacking, carried)


@functools.lru_cache(maxsize=4096)
def _select_rules(runnable: RunnableRules, traits: ClaimTraits) -> RuleSelection:
    """Sort the rules by whether a claim with such content concerns them."""
    concerned = [
        rule for rule in runnable.rules if rule is not runnable.book.failure and rule.concerns(traits)
    ]
    idle = {rule for rule in runnable.lacking if rule.is_idle(traits)}
    done = idle.union(runnable.rules)
    carried = {rule.slug: points for rule, points in runnable.carried if not rule.is_idle(traits)}
    return RuleSelection(
        checks=tuple((rule, rule.check) for rule in concerned),
        checked=tuple(r.slug for r in runnable.book.rules if r in done and r.slug not in carried),
        idle=frozenset(rule.slug for rule in idle),
        carried=carried,
        records=tuple(_not_checked(slug, points) for slug, points in carried.items()),
    )


def run(claim: Claim, facts: Facts, book: Book) -> Answer:
    """Run the rules: the flags (worst first, then line, then id), the slugs checked, and those not checked.

    Each rule is in exactly one of the last two. A rule that crashes raises nothing: it is not checked, and
    the book lends its flag the words. On a claim without coded lines, or one that cancels another, there is
    nothing to check, so no rule looks.
    """
    if nothing := _why_nothing(claim):
        return (), (), tuple(_not_checked(rule.slug, (nothing,)) for rule in book.rules)
    missing, carried = tuple(facts.missing.items()), tuple(facts.gaps_carried.items())
    run_plan = plan_run(book, claim.date_of_service, missing, carried)
    selection = _select_rules(run_plan.runnable, traits_of(claim, facts))
    flags: list[Flag] = []
    open_rules: dict[str, list[Unchecked]] = {}
    for rule, check in selection.checks:
        open_points = _unstated(rule.required_fields, claim) if rule.required_fields else []
        if not open_points:
            before = len(flags)
            try:
                open_points = _check(rule, check, claim, facts, flags)
            except Exception as error:  # noqa: BLE001 (what a rule does wrong must show and stop nothing)
                flags[before:] = [_flag(book.failure, _failed(rule, error), claim, facts)]
                open_points = [FAILED]
        if open_points:
            open_rules[rule.slug] = open_points
    if len(flags) > 1:
        flags.sort(key=_order)
    checked, left, by_editions = selection.checked, run_plan.not_checked, selection.records
    if selection.idle:
        left = tuple(each for each in left if each.rule not in selection.idle)
    if open_rules:
        checked = tuple(slug for slug in checked if slug not in open_rules)
        by_editions = tuple(each for each in by_editions if each.rule not in open_rules)
        for slug, points in open_rules.items():
            left += (_not_checked(slug, (*points, *selection.carried.get(slug, ()))),)
    return tuple(flags), checked, left + by_editions


def _why_nothing(claim: Claim) -> Unchecked | None:
    """Why there is nothing on the claim to check, or None when there is."""
    if not claim.lines:
        return NO_LINES
    if claim.frequency == VOID:
        return VOIDED
    return None if any(line.code for line in claim.lines) else NO_CODES


def _check(rule: Rule, check: Check, claim: Claim, facts: Facts, flags: list[Flag]) -> list[Unchecked]:
    """Add the flags of one rule; the points that it leaves open."""
    left: list[Unchecked] = []
    for found in check(claim, facts):
        if type(found) is Finding:
            flags.append(_flag(rule, found, claim, facts))
        elif type(found) is Unchecked:
            left.append(found)
        else:
            raise TypeError(f"a rule yields Finding or Unchecked, not {type(found).__name__}")
    return left


def _failed(rule: Rule, error: Exception) -> Finding:
    return Finding(
        f"Rule {rule.id} ({rule.slug}) stopped with an error: {type(error).__name__}. "
        "Check this point by hand."
    )


def _unstated(required_fields: tuple[str, ...], claim: Claim) -> list[Unchecked]:
    """The first claim field that a rule asks for and that is not stated, or none."""
    for path in required_fields:
        if _getter(path)(claim) is None:
            return [Unchecked(field=path)]
    return []


@functools.cache
def _getter(path: str) -> Callable[[Claim], object]:
    return operator.attrgetter(path)


def _flag(rule: Rule, found: Finding, claim: Claim, facts: Facts) -> Flag:
    severity = found.severity or rule.severity
    return Flag(
        rule=rule.slug,
        id=rule.id,
        severity="warning" if found.carried and severity == "error" else severity,
        basis=found.basis or rule.basis,
        line=found.line,
        field=found.field,
        message=f"{found.message} {say_carried(found.carried)}" if found.carried else found.message,
        why=found.why or rule.why,
        remedy=found.remedy or rule.remedy,
        edit=found.edit,
        citations=_citations(rule, found, claim, facts),
    )


def _citations(rule: Rule, found: Finding, claim: Claim, facts: Facts) -> tuple[Citation, ...]:
    """The finding's own citations; else the rule's, and those of the payer's policies for this check."""
    if found.citations:
        return found.citations
    policies = facts.payer.policies if facts.payer is not None else ()
    code = claim.lines[found.line - 1].code if found.line and _by_code(rule) else ""
    held = facts.sources, policies, facts.carried if code else None, found.carried
    key = rule, code, *map(id, held)
    resolved = _resolved.get(key)
    if resolved is None:
        if len(_resolved) > _RESOLVED_AT_MOST:
            _resolved.clear()
        sources = {**facts.sources, **_ended_sources(rule, found, facts, code)}
        resolved = _resolved[key] = _with_policies(cited(rule.citations, sources, code), rule, policies), held
    return resolved[0]


def _ended_sources(rule: Rule, found: Finding, facts: Facts, code: str) -> dict[str, Source]:
    """By series the ended editions in which the rows behind a finding were read.

    A row of the code that another edition in force does not repeat is cited from where it was read.
    """
    of_code = {cite.source for cite in rule.citations if cite.of_code}
    ended: dict[str, Source] = {
        name: each for (name, row), each in facts.carried.items() if row == code and name in of_code
    }
    return ended | {found.carried.series or "": found.carried} if found.carried else ended


@functools.cache
def _by_code(rule: Rule) -> bool:
    return any(cite.of_code for cite in rule.citations)


# The rule's own citations in the editions in force. Claims of a day, a payer or the same codes share tables
# of sources, policies or carried rows; these are held here, so that the ids in the key stay theirs.
_RESOLVED_AT_MOST = 16_384
_resolved: dict[tuple[object, ...], tuple[tuple[Citation, ...], tuple[object, ...]]] = {}


def _with_policies(
    citations: tuple[Citation, ...], rule: Rule, policies: tuple[PayerPolicy, ...]
) -> tuple[Citation, ...]:
    """With those of the payer's policies for the rule, from sources that are not cited yet."""
    for policy in policies:
        if policy.slug == rule.slug:
            cited_yet = {each.source for each in citations}
            citations += tuple(each for each in policy.citations if each.source not in cited_yet)
    return citations


def _order(flag: Flag) -> tuple[int, int, str, str, str]:
    return (_RANK[flag.severity], flag.line or _LAST, flag.id, flag.field or "", flag.message)
