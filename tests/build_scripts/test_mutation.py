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
    assert "\n@kept\n" not in moved
    assert moved.count(" = rule(\n") == source.count("\n@rule(\n")
    assert moved.count(" = kept(") == source.count("\n@kept\n")


def test_a_decorator_without_arguments_is_applied_behind_its_function() -> None:
    source = "@kept\ndef stacked(claim, facts):\n    return ()\n"
    assert undecorated(source) == "def stacked(claim, facts):\n    return ()\nstacked = kept(stacked)\n"


def test_other_decorators_stay() -> None:
    source = "@functools.cache\ndef look(claim):\n    return claim\n"
    assert undecorated(source) == source
