"""The rule book: families of rules, imported by name, and the one way to run them over a claim."""

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Flag
from app.rules import across
from app.rules.engine.plan import Book
from app.rules.engine.rule import Cite, Example, Rule
from app.rules.engine.run import Answer
from app.rules.engine.run import run as run_rules
from app.rules.families import (
    add_on,
    component,
    documentation,
    guidance_family,
    inclusion,
    modifier,
    ncci_edits,
    payer,
    units,
    validity,
)
from app.rules.families.engine import RULE_FAILED
from app.rules.local_policy import local_policy

__all__ = [
    "ACROSS_RULES",
    "ALL_RULES",
    "CHECKS",
    "LOCAL_POLICY",
    "RULE_FAILED",
    "Cite",
    "Example",
    "Rule",
    "find_rule",
    "rule_by_slug",
    "run",
    "title_of",
]

CHECKS: tuple[Rule, ...] = (
    *add_on.RULES,
    *inclusion.RULES,
    *guidance_family.RULES,
    *ncci_edits.RULES,
    *units.RULES,
    *component.RULES,
    *modifier.RULES,
    *validity.RULES,
    *documentation.RULES,
    *payer.RULES,
)
"""The rules that look at a claim: each is checked, or not checked and says why."""
ALL_RULES: tuple[Rule, ...] = (*CHECKS, RULE_FAILED)
"""The rules that have a page: the checks, and what is said of one that crashes, which is no check itself."""
LOCAL_POLICY = local_policy
"""The rule of the team's own rules and notes, which is in no rule book: it runs where there are any."""
ACROSS_RULES: tuple[Rule, ...] = across.RULES
"""The rules on several claims of one day, which are in no rule book: they run where there are any."""
_BOOK = Book(CHECKS, RULE_FAILED)
_BOOK_AND_LOCAL = Book((*CHECKS, LOCAL_POLICY), RULE_FAILED)
_BOOK_ACROSS = Book((*CHECKS, *ACROSS_RULES), RULE_FAILED)
_BOOK_ACROSS_AND_LOCAL = Book((*CHECKS, *ACROSS_RULES, LOCAL_POLICY), RULE_FAILED)
_BY_SLUG = {each.slug: each for each in (*_BOOK_ACROSS_AND_LOCAL.rules, RULE_FAILED)}


def rule_by_slug(slug: str) -> Rule:
    """The rule of that slug. Raises KeyError for a slug that no rule has."""
    return _BY_SLUG[slug]


def find_rule(slug: str) -> Rule | None:
    """The rule of a slug that comes from a file; None for one that this version does not have."""
    return _BY_SLUG.get(slug)


def title_of(flag: Flag) -> str:
    """The title of a flag for a list: the rule's, and for a candidate the code that it names first."""
    title = rule_by_slug(flag.rule).title
    return f"{title}: {flag.message[:5]}" if flag.rule == "candidate-primary" else title


def run(claim: Claim, facts: Facts, rules: tuple[Rule, ...] | None = None) -> Answer:
    """Run all rules, or those given: flags (worst first, then line, id), slugs checked, and not checked.

    Local policy, and other claims of the day, are looked at beside all rules where there are any.
    """
    if rules is not None:
        return run_rules(claim, facts, Book(rules, RULE_FAILED))
    if facts.elsewhere is not None:
        return run_rules(claim, facts, _BOOK_ACROSS if facts.local is None else _BOOK_ACROSS_AND_LOCAL)
    return run_rules(claim, facts, _BOOK if facts.local is None else _BOOK_AND_LOCAL)
