"""Scopes: a rule that the engine passes over would have found nothing and left nothing open.

Only "guidance" says more: a rule with it speaks of claims with a guidance code, and looks at no other.
"""

from itertools import product
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from app.coding.claim import Claim, Documentation
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.rules import ALL_RULES
from app.rules.engine import plan
from app.rules.example_book import facts_for
from app.rules.examples import NOTHING, example
from app.rules.scope import Held, Scope, held_by
from tests.rules.strategies import claims


def scopes_of(held: Held) -> set[str]:
    return {name for name in get_args(Scope) if getattr(held, name)}


def passed_over(claim: Claim, facts: Facts) -> dict[str, list[Finding | Unchecked]]:
    """What the rules that the claim does not concern say of it all the same, by slug."""
    held = held_by(claim, facts)
    guided = held.guidance
    able = plan(ALL_RULES, claim.date_of_service, tuple(facts.missing.items())).able.rules
    passed = [rule for rule in able if not rule.concerns(held) and (guided or "guidance" not in rule.scope)]
    said = {rule.slug: list(rule.look(claim, facts)) for rule in passed}
    return {slug: found for slug, found in said.items() if found}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claims)
def test_a_rule_outside_its_scope_finds_nothing(claim: Claim) -> None:
    assert passed_over(claim, facts_for(claim)) == {}


def test_a_rule_outside_its_scope_finds_nothing_in_any_example() -> None:
    for rule in ALL_RULES:
        for each in rule.examples:
            assert passed_over(*each.make()) == {}, f"{rule.slug}: {each.name}"


@pytest.mark.parametrize(
    ("lines", "scopes"),
    [
        ("20610", set()),
        ("20610, 77002", {"guidance", "whole"}),
        ("20206, 76942", {"guidance", "whole", "other_method"}),
        ("20206, 76942, 77002", {"guidance", "whole", "several"}),
        ("20610, 77002 x2", {"guidance", "whole", "several"}),
        ("20610, 77002, 76000", {"guidance", "whole", "several", "related", "arthrogram"}),
        ("62268, 77002, 76000", {"guidance", "whole", "several"}),
        ("62268, 76000", set()),
        ("20610, 76000", {"related", "arthrogram"}),
        ("20610-RT", {"modifier", "other_side"}),
        ("20610, 77002-26", {"guidance", "modifier", "odd_modifier"}),
        ("20610-76-59", {"modifier", "two_modifiers"}),
        ("20610-76, 20605-59", {"modifier"}),
        ("20610-ZZ", {"modifier", "odd_modifier"}),
        ("20610-73", {"modifier", "odd_modifier"}),
        ("99213, 20610", {"visit"}),
        ("10007", {"contained"}),
        ("77002", {"guidance", "whole", "unpaired"}),
        ("64520, 77002", {"guidance", "whole", "unpaired", "related", "arthrogram"}),
        ("Z0000", {"invalid"}),
        ("55700", {"invalid"}),
        ("", set()),
    ],
)
def test_the_lines_of_a_claim_settle_its_scopes(lines: str, scopes: set[str]) -> None:
    assert scopes_of(held_by(*example("", lines).make())) == scopes


@pytest.mark.parametrize(("modality", "other"), [(None, True), ("fluoroscopy", False), ("ct", True)])
def test_guidance_is_of_another_method_when_the_record_does_not_name_it(
    modality: str | None, other: bool
) -> None:
    held = held_by(*example("", "20610, 77002", modality=modality).make())
    assert held.other_method is other


@pytest.mark.parametrize(
    ("lines", "side", "other"),
    [
        ("20610-RT", None, True),
        ("20610-RT", "right", False),
        ("20610-RT", "left", True),
        ("20610-LT", "left", False),
        ("20610-50", "left", True),
        ("20610-50", "bilateral", False),
        ("20610", None, False),
        ("20610-59", "left", False),
    ],
)
def test_a_side_is_another_when_the_record_does_not_name_it(
    lines: str, side: str | None, other: bool
) -> None:
    assert held_by(*example("", lines, laterality=side).make()).other_side is other


def test_a_target_in_the_record_is_a_scope() -> None:
    assert held_by(*example("", "20610", target="hip joint").make()).target


def test_a_code_is_invalid_outside_its_dates_only() -> None:
    days = ("2018-12-31", "2019-01-01")
    held = {
        (code, on): held_by(*example("", code, on=on).make())
        for code, on in product(("27369", "27370"), days)
    }
    assert {key for key, value in held.items() if value.invalid} == {
        ("27369", "2018-12-31"),
        ("27370", "2019-01-01"),
    }


def test_a_scope_is_a_field_of_what_a_claim_holds() -> None:
    assert {*get_args(Scope), "modifiers", "on_guidance"} == set(Held.__struct_fields__)


def test_the_modifiers_on_guidance_are_kept_apart() -> None:
    held = held_by(*example("", "20610-RT-59, 77002-26").make())
    assert held.modifiers == {"RT", "59", "26"}
    assert held.on_guidance == {"26"}


@pytest.mark.parametrize("element", ["needle_guided", "needle_position", "permanent_image", "interpretation",
                                     "reason_for_guidance", "signed", "dose_index"])  # fmt: skip
@pytest.mark.parametrize("said", [None, False])
def test_an_element_that_is_missing_or_not_stated_makes_a_record_undocumented(
    element: str, said: bool | None
) -> None:
    claim, facts = example("", "20610, 77002").make()
    documentation = msgspec.structs.replace(claim.documentation, **{element: said})
    claim = msgspec.structs.replace(claim, documentation=documentation)
    assert held_by(claim, facts).undocumented


def test_a_full_arthrogram_in_the_record_is_a_scope_of_its_own() -> None:
    claim, facts = example("", "20610, 77002", base=NOTHING).make()
    assert not held_by(claim, facts).arthrogram
    documented = msgspec.structs.replace(claim, documentation=Documentation(radiographic_arthrogram=True))
    assert held_by(documented, facts).arthrogram
