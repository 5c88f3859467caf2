"""The rule book: families of rules, imported by name, and the one way to run them over a claim."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Flag
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, Example, Rule, rule
from app.rules.engine.run import Answer, Book
from app.rules.engine.run import run as run_rules
from app.rules.examples.example import example
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

__all__ = [
    "ALL_RULES",
    "RULE_FAILED",
    "Cite",
    "Example",
    "Rule",
    "find_rule",
    "rule_by_slug",
    "run",
    "title_of",
]


@rule(
    id="ENG-101",
    slug="rule-failed",
    title="A rule could not run",
    severity="error",
    basis="advice",
    why="A rule stopped with an error of its own. What it looks for was not checked.",
    remedy="Check this point by hand and report the fault, with the claim and without patient data.",
    citations=(Cite("needlepoint", "ENG-101"),),
    examples=(example("every rule ran", "20610, 77002"), example("a claim without lines", "", "not checked")),
)
def rule_failed(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find nothing: the engine makes this flag when another rule stops."""
    return iter(())


RULE_FAILED = rule_failed
ALL_RULES: tuple[Rule, ...] = (
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
    RULE_FAILED,
)
_BOOK = Book(ALL_RULES, RULE_FAILED)
_BY_SLUG = {each.slug: each for each in ALL_RULES}


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
    """Run all rules, or those given: flags (worst first, then line, id), slugs checked, and not checked."""
    return run_rules(claim, facts, _BOOK if rules is None else Book(rules, RULE_FAILED))
