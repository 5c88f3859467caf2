"""Running rules over one claim: filter, check, isolate, sort. No rule is known here by name.

Every rule ends in one of three ways: its flags; checked and nothing found; or not checked, and why.
"""

import functools
import operator
from collections.abc import Callable

from app.coding.carried import say_carried
from app.coding.claim import VOID, Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Flag
from app.coding.reasons import NotChecked, Unchecked
from app.coding.words import Severity
from app.rules.engine.citing import citations_of
from app.rules.engine.plan import Book, how_all_end, plan_run, record_of, select_rules
from app.rules.engine.rule import Check, Rule
from app.rules.engine.traits import traits_of

FAILED = Unchecked("The rule stopped with an error of its own, so it did not look.")
NO_LINES = Unchecked("The claim has no lines.")
NO_CODES = Unchecked("No line of the claim has a code.")
VOIDED = Unchecked("The claim cancels an earlier one (frequency 8), so it bills no service.")
_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_LAST = 10_000  # behind every line: flags on the whole claim

Answer = tuple[tuple[Flag, ...], tuple[str, ...], tuple[NotChecked, ...]]


def run(claim: Claim, facts: Facts, book: Book) -> Answer:
    """Run the rules: the flags (worst first, then line, then id), the slugs checked, and those not checked.

    Each rule is in exactly one of the last two. A rule that crashes raises nothing: it is not checked, and
    the book lends its flag the words. On a claim without coded lines, or one that cancels another, there is
    nothing to check, so no rule looks.
    """
    if nothing := _why_nothing(claim):
        return (), (), tuple(record_of(rule.slug, (nothing,)) for rule in book.rules)
    plan = plan_run(book, claim.date_of_service, facts.missing, facts.gaps_carried)
    selection = select_rules(plan.runnable, traits_of(claim, facts))
    flags: list[Flag] = []
    left = _check(selection.checks, claim, facts, flags, book.failure)
    if len(flags) > 1:
        flags.sort(key=_order)
    checked, not_checked = how_all_end(plan, selection.ends, tuple(left))
    return tuple(flags), checked, not_checked


def _why_nothing(claim: Claim) -> Unchecked | None:
    """Why there is nothing on the claim to check, or None when there is."""
    if not claim.lines:
        return NO_LINES
    if claim.frequency == VOID:
        return VOIDED
    for line in claim.lines:
        if line.code:
            return None
    return NO_CODES


def _check(
    checks: tuple[tuple[Rule, Check], ...], claim: Claim, facts: Facts, flags: list[Flag], failure: Rule
) -> list[tuple[str, Unchecked]]:
    """Add the flags of rules; the points that they leave open. `failure` lends its words to a crash."""
    left: list[tuple[str, Unchecked]] = []
    for rule, check in checks:
        if rule.required_fields and (unstated := _unstated(rule.required_fields, claim)):
            left.append((rule.slug, unstated))
            continue
        flags_before, left_before = len(flags), len(left)
        try:
            for found in check(claim, facts):
                if type(found) is Finding:
                    flags.append(_flag(rule, found, claim, facts))
                elif type(found) is Unchecked:
                    left.append((rule.slug, found))
                else:
                    raise TypeError(f"a rule yields Finding or Unchecked, not {type(found).__name__}")
        except Exception as error:  # noqa: BLE001 (what a rule does wrong must show and stop nothing)
            flags[flags_before:] = [_flag(failure, _failed(rule, error), claim, facts)]
            left[left_before:] = [(rule.slug, FAILED)]
    return left


def _failed(rule: Rule, error: Exception) -> Finding:
    return Finding(
        f"Rule {rule.id} ({rule.slug}) stopped with an error: {type(error).__name__}. "
        "Check this point by hand."
    )


def _unstated(required_fields: tuple[str, ...], claim: Claim) -> Unchecked | None:
    """The first claim field that a rule asks for and that is not stated, or None."""
    for path in required_fields:
        if _getter(path)(claim) is None:
            return _not_stated(path)
    return None


@functools.cache
def _not_stated(path: str) -> Unchecked:
    return Unchecked(field=path)


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
        message=f"{found.message} {say_carried(found.carried, facts.on)}" if found.carried else found.message,
        why=found.why or rule.why,
        remedy=found.remedy or rule.remedy,
        edit=found.edit,
        citations=found.citations or citations_of(rule, found, claim, facts),
    )


def _order(flag: Flag) -> tuple[int, int, str, str, str]:
    return (_RANK[flag.severity], flag.line or _LAST, flag.id, flag.field or "", flag.message)
