"""Running rules over one claim: filter, look, isolate, sort. No rule is known here by name.

Every rule ends in one of three ways: its flags; checked and nothing found; or not checked, and why.
"""

from collections.abc import Iterable, Sequence

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Flag, NotChecked, Unchecked
from app.coding.sources import Citation
from app.coding.words import Severity
from app.rules.rule import Cite, Rule
from app.rules.words import field_label

NOT_IN_FORCE = "This rule is not in force on the date of service."
FAILED = "The rule stopped with an error of its own, so it did not look."
_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_LAST = 10_000  # behind every line: flags on the whole claim

Answer = tuple[tuple[Flag, ...], tuple[str, ...], tuple[NotChecked, ...]]


def run(claim: Claim, facts: Facts, rules: Sequence[Rule], failure: Rule) -> Answer:
    """Run `rules`: the flags (worst first, then line, then id), the slugs checked, and those not checked.

    Each rule is in exactly one of the last two. A rule that crashes raises nothing: it is not checked, and
    `failure` lends its flag the words.
    """
    flags: list[Flag] = []
    checked: list[str] = []
    not_checked: list[NotChecked] = []
    on, missing, codes = claim.date_of_service, facts.missing, facts.codes
    guided = any(line.code in codes and codes[line.code].kind == "guidance" for line in claim.lines)
    for rule in rules:
        first, last = rule.first, rule.last
        if (first is not None and on < first) or (last is not None and last < on):
            not_checked.append(NotChecked(rule.slug, NOT_IN_FORCE))
            continue
        if missing and rule.needs and (reason := _lacking(rule, facts)):
            not_checked.append(NotChecked(rule.slug, reason))
            continue
        if rule.scope == "guidance" and not guided:
            checked.append(rule.slug)
            continue
        if rule.asks and (reason := _unstated(rule, claim)):
            not_checked.append(NotChecked(rule.slug, reason))
            continue
        reasons = _look(rule, claim, facts, flags, failure)
        if reasons:
            not_checked.append(NotChecked(rule.slug, " ".join(reasons)))
        else:
            checked.append(rule.slug)
    if len(flags) > 1:
        flags.sort(key=_order)
    return tuple(flags), tuple(checked), tuple(not_checked)


def _look(rule: Rule, claim: Claim, facts: Facts, flags: list[Flag], failure: Rule) -> list[str]:
    """Add what the rule finds to `flags`; give the reasons why it could not look everywhere."""
    reasons: list[str] = []
    kept = len(flags)
    try:
        for found in rule.look(claim, facts):
            if type(found) is Unchecked:
                if found.reason not in reasons:
                    reasons.append(found.reason)
            elif type(found) is Finding:
                flags.append(_flag(rule, found, facts))
    except Exception as error:  # noqa: BLE001 (whatever a rule does wrong must show, and stop nothing else)
        del flags[kept:]
        flags.append(_flag(failure, _failed(rule, error), facts))
        return [FAILED]
    return reasons


def _failed(rule: Rule, error: Exception) -> Finding:
    return Finding(
        f"Rule {rule.id} ({rule.slug}) stopped with an error: {type(error).__name__}. "
        "Check this point by hand."
    )


def _lacking(rule: Rule, facts: Facts) -> str:
    """Why the facts that the rule needs are not on the shelf, or nothing."""
    return " ".join(dict.fromkeys(facts.missing[need] for need in rule.needs if need in facts.missing))


def _unstated(rule: Rule, claim: Claim) -> str:
    """Which claim field that the rule asks for is not stated, as a sentence, or nothing."""
    for path in rule.asks:
        value: object = claim
        for name in path.split("."):
            value = getattr(value, name)
        if value is None:
            return f"{field_label(path)} is not stated."
    return ""


def _flag(rule: Rule, found: Finding, facts: Facts) -> Flag:
    return Flag(
        rule=rule.slug,
        id=rule.id,
        severity=found.severity or rule.severity,
        basis=found.basis or rule.basis,
        line=found.line,
        field=found.field,
        message=found.message,
        why=found.why or rule.why,
        remedy=found.remedy or rule.remedy,
        edit=found.edit,
        citations=_citations(rule, found, facts),
    )


def _citations(rule: Rule, found: Finding, facts: Facts) -> tuple[Citation, ...]:
    """The finding's own citations, else the rule's; then the payer's policies that feed this check."""
    citations: Iterable[Citation] = found.citations or (_resolve(cite, facts) for cite in rule.citations)
    kept = dict.fromkeys(citations)
    if facts.payer is not None:
        for policy in facts.payer.policies:
            if policy.slug == rule.slug:
                kept.update(dict.fromkeys(policy.citations))
    return tuple(kept)


def _resolve(cite: Cite, facts: Facts) -> Citation:
    """The citation of a source in force; one that the facts do not hold keeps its bare id."""
    source = facts.sources.get(cite.source)
    return source.cite(cite.locator) if source else Citation(cite.source, "", cite.locator, "", "")


def _order(flag: Flag) -> tuple[int, int, str, str, str]:
    return (_RANK[flag.severity], flag.line or _LAST, flag.id, flag.field or "", flag.message)
