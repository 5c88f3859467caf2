"""The decorator keeps every part of a rule."""

from collections.abc import Iterator
from datetime import date

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, Rule, rule

PARTS = {
    "id": "TST-101",
    "slug": "test-rule",
    "title": "Test",
    "severity": "warning",
    "direction": "over",
    "basis": "advice",
    "why": "Why.",
    "remedy": "Do.",
    "citations": (Cite("ncci-aoc", "77002"),),
    "first": date(2017, 1, 1),
    "last": date(2026, 12, 31),
    "needs": ("pairs",),
    "required_fields": ("payer",),
    "traits": ("guidance",),
    "modifiers": ("59",),
    "guidance_modifiers": ("26",),
}


def check(_claim: Claim, _facts: Facts) -> Iterator[Finding | Unchecked]:
    return iter(())


def test_the_decorator_keeps_what_it_is_given() -> None:
    made = rule(**PARTS)(check)  # type: ignore[arg-type] # one table for what is given and what is kept
    assert {name: getattr(made, name) for name in PARTS} == PARTS
    assert made.check is check
    assert {*PARTS, "check"} == set(Rule.__struct_fields__)
