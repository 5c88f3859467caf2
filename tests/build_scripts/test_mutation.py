"""The copy for mutation holds the same rules, applied behind their functions."""

from build_scripts.mutation import ROOT, undecorated

RULES = sorted((ROOT / "app" / "rules").rglob("*.py"))


def test_no_rule_and_no_look_up_keeps_its_decorator_and_none_is_lost() -> None:
    for module in RULES:
        source = module.read_text("utf-8")
        moved = undecorated(source)
        compile(moved, module.name, "exec")
        assert "\n@rule(" not in moved, module
        assert "\n@cached_per_claim\n" not in moved, module
        assert moved.count(" = rule(\n") == source.count("\n@rule(\n"), module
        assert moved.count(" = cached_per_claim(") == source.count("\n@cached_per_claim\n"), module


def test_a_decorator_without_arguments_is_applied_behind_its_function() -> None:
    source = "@cached_per_claim\ndef stacked(claim, facts):\n    return ()\n"
    expected = "def stacked(claim, facts):\n    return ()\nstacked = cached_per_claim(stacked)\n"
    assert undecorated(source) == expected


def test_other_decorators_stay() -> None:
    source = "@functools.cache\ndef look(claim):\n    return claim\n"
    assert undecorated(source) == source
