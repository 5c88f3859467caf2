"""What a flag cites: the finding's own sources, else those of its rule in the editions in force."""

import functools

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.payers import PayerPolicy
from app.coding.series import SERIES, SeriesName
from app.coding.sources import Citation, Ended
from app.rules.engine.rule import Rule, cited


def citations_of(rule: Rule, found: Finding, claim: Claim, facts: Facts) -> tuple[Citation, ...]:
    """What a finding without citations of its own stands on: the rule's, and the payer's policies for it."""
    policies = facts.payer.policies if facts.payer is not None else ()
    key: tuple[object, ...] = rule, id(facts.sources), id(policies)
    code, ended = "", _NONE
    if found.line and (by_code := _series_by_code(rule)):
        code = claim.lines[found.line - 1].code
        ended = _ended_rows(by_code, code, facts)
        key = *key, code
    if found.carried is not None:
        ended = *ended, (found.carried.series or "", found.carried)
    if ended:
        key = *key, *((series, id(source)) for series, source in ended)
    resolved = _resolved.get(key)
    if resolved is None:
        if len(_resolved) >= _RESOLVED_AT_MOST:
            _resolved.clear()
        citations = cited(rule.citations, facts.sources, code, ended)
        held = facts.sources, policies, ended
        resolved = _resolved[key] = _with_policies(citations, rule, policies), held
    return resolved[0]


def _ended_rows(by_code: tuple[SeriesName, ...], code: str, facts: Facts) -> Ended:
    """The ended editions in which rows of a code were read.

    A row that another edition in force does not repeat is cited from where it was read.
    """
    carried = facts.carried
    return (
        tuple([(name, each) for name in by_code if (each := carried.get((name, code)))]) if carried else _NONE
    )


@functools.cache
def _series_by_code(rule: Rule) -> tuple[SeriesName, ...]:
    """The official series that a rule cites at the row of a code."""
    named = {cite.source for cite in rule.citations if cite.of_code}
    return tuple(name for name in SERIES if name in named)


# The rule's own citations in the editions in force. Claims of a period or a payer share tables of sources,
# policies and ended editions; these are held here, so that the ids in the key stay theirs.
_RESOLVED_AT_MOST = 1024
_resolved: dict[tuple[object, ...], tuple[tuple[Citation, ...], tuple[object, ...]]] = {}
_NONE: Ended = ()


def _with_policies(
    citations: tuple[Citation, ...], rule: Rule, policies: tuple[PayerPolicy, ...]
) -> tuple[Citation, ...]:
    """With those of the payer's policies for the rule, from sources that are not cited yet."""
    for policy in policies:
        if policy.slug == rule.slug:
            cited_yet = {each.source for each in citations}
            citations += tuple(each for each in policy.citations if each.source not in cited_yet)
    return citations
