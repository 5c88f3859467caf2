"""Where a rule stands: its id leads to its file, and its code fits one screen."""

import inspect
import sys
from importlib import import_module
from pathlib import Path

import pytest

from app.rules import ALL_RULES, Rule

FAMILIES = {
    "ADD": "add_on",
    "INC": "inclusion",
    "FAM": "guidance_family",
    "EDT": "ncci_edits",
    "UNI": "units",
    "CMP": "component",
    "MOD": "modifier",
    "VAL": "validity",
    "DOC": "documentation",
    "PAY": "payer",
    "ENG": "engine",
}
LAST_FIRST_LINE = 60
LONGEST = 300
RULES = Path(sys.modules["app.rules"].__file__ or "").parent


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_id_of_a_rule_leads_to_its_module_and_to_its_examples(rule: Rule) -> None:
    name = f"{FAMILIES[rule.id[:3]]}.{rule.id.lower().replace('-', '_')}_{rule.slug.replace('-', '_')}"
    assert rule.check.__module__ == f"app.rules.families.{name}"
    assert rule.check.__name__ == rule.slug.replace("-", "_")
    assert rule.examples is import_module(f"app.rules.examples.{name}").EXAMPLES


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_function_of_a_rule_starts_on_the_first_screen(rule: Rule) -> None:
    source, first = inspect.getsourcelines(rule.check)
    decorator = next(at for at, line in enumerate(source) if line.startswith("def "))
    assert first + decorator <= LAST_FIRST_LINE


def test_every_module_of_the_families_belongs_to_a_rule_or_is_shared_by_its_family() -> None:
    named = {sys.modules[rule.check.__module__].__file__ for rule in ALL_RULES}
    modules = [file for file in (RULES / "families").rglob("???_1??_*.py") if str(file) not in named]
    assert modules == []


@pytest.mark.parametrize("folder", ["engine", "families", "lookups", "examples"])
def test_no_module_of_the_rules_is_long(folder: str) -> None:
    lengths = {
        file.name: len(file.read_text("utf-8").splitlines()) for file in (RULES / folder).rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
