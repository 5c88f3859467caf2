"""Every rule does what its examples say, and its examples reach every branch of it."""

import pytest

import app.rules
from app.rules import ALL_RULES, Rule
from app.rules.examples.example import run_example


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.slug)
def test_rule_says_what_its_examples_expect(rule: Rule) -> None:
    said = {each.name: run_example(rule, each) for each in rule.examples}
    assert said == {each.name: each.expect for each in rule.examples}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.slug)
def test_rule_has_a_hit_and_a_miss(rule: Rule) -> None:
    hits = [each for each in rule.examples if any("line" in got or "claim" in got for got in each.expect)]
    misses = [each for each in rule.examples if not each.expect]
    assert misses
    assert hits or rule is app.rules.RULE_FAILED
