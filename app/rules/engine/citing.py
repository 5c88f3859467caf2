"""What a flag cites: the finding's own sources, else those of its rule in the editions in force."""

import functools

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.payers import PayerPolicy
from app.coding.sources import Citation, Source
from app.rules.engine.rule import Rule, cited


def citations_of(rule: Rule, found: Finding, claim: Claim, facts: Facts) -> tuple[Citation, ...]:
    """What a finding without citations of its own stands on: the rule's, and the payer's policies for it."""
    policies = facts.payer.policies if facts.payer is not None else ()
    code = claim.lines[found.line - 1].code if found.line and _by_code(rule) else ""
    carried = facts.carried if code and facts.carried else None  # mostly empty
    key: tuple[object, ...] = rule, id(facts.sources), id(policies)
    if code or found.carried is not None:
        key = *key, code, id(carried), id(found.carried)
    resolved = _resolved.get(key)
    if resolved is None:
        if len(_resolved) > _RESOLVED_AT_MOST:
            _resolved.clear()
        sources = {**facts.sources, **_ended_sources(rule, found, facts, code)}
        held = facts.sources, policies, carried, found.carried
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
_RESOLVED_AT_MOST = 1024
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
