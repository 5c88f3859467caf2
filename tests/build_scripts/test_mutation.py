"""The copy for mutation holds the same rules, applied behind their functions."""

from pathlib import Path

import pytest

from build_scripts.mutation import ROOT, undecorated

RULES = sorted((ROOT / "app" / "rules").rglob("*.py"))


@pytest.mark.parametrize("module", RULES, ids=lambda path: path.stem)
def test_no_rule_and_no_look_up_keeps_its_decorator_and_none_is_lost(module: Path) -> None:
    source = module.read_text("utf-8")
    moved = undecorated(source)
    compile(moved, module.name, "exec")
    assert "\n@rule(" not in moved
    assert "\n@cached_per_claim\n" not in moved
    assert moved.count(" = rule(\n") == source.count("\n@rule(\n")
    assert moved.count(" = cached_per_claim(") == source.count("\n@cached_per_claim\n")


def test_a_decorator_without_arguments_is_applied_behind_its_function() -> None:
    source = "@cached_per_claim\ndef stacked(claim, facts):\n    return ()\n"
    expected = "def stacked(claim, facts):\n    return ()\nstacked = cached_per_claim(stacked)\n"
    assert undecorated(source) == expected


def test_other_decorators_stay() -> None:
    source = "@functools.cache\ndef look(claim):\n    return claim\n"
    assert undecorated(source) == source
