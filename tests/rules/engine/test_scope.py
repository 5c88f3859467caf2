"""Scopes: a rule that the engine passes over would have found nothing and left nothing open."""

from itertools import product

import msgspec
import pytest
from hypothesis import given

from app.coding.claim import Claim, Documentation
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.series import Need
from app.coding.words import ClaimForm, EquipmentOwner, Technique
from app.rules import ALL_RULES
from app.rules.engine.scope import Scope, traits_of
from app.rules.examples.book import facts_for
from app.rules.examples.example import UNDOCUMENTED, example
from tests.rules.strategies import claims


def passed_over(claim: Claim, facts: Facts) -> dict[str, list[Finding | Unchecked]]:
    """What the rules that the claim does not concern say of it all the same, by slug."""
    held = traits_of(claim, facts)
    able = [rule for rule in ALL_RULES if rule.in_force(claim.date_of_service)]
    passed = [rule for rule in able if not rule.concerns(held)]
    said = {rule.slug: list(rule.check(claim, facts)) for rule in passed}
    return {slug: found for slug, found in said.items() if found}


@given(claims)
def test_a_rule_outside_its_scope_finds_nothing(claim: Claim) -> None:
    assert passed_over(claim, facts_for(claim)) == {}


MISSING: dict[Need, dict[str, object]] = {
    "add-ons": {"add_ons": {}, "primaries": {}, "candidates": ()},
    "inclusions": {"inclusions": {}, "alternatives": {}},
    "pairs": {"pairs": {}},
    "units": {"units": {}},
    "fees": {"fees": {}},
    "places": {"place": None},
    "payers": {"payer": None},
    "diagnoses": {"diagnoses": {}},
}


@given(claims)
def test_a_rule_that_is_idle_without_its_facts_would_have_found_nothing_with_them(claim: Claim) -> None:
    whole = facts_for(claim)
    for rule in ALL_RULES:
        gone = {name: nothing for need in rule.needs for name, nothing in MISSING[need].items()}
        if gone and rule.is_idle(traits_of(claim, msgspec.structs.replace(whole, **gone))):
            assert list(rule.check(claim, whole)) == [], rule.slug


def test_a_rule_outside_its_scope_finds_nothing_in_any_example() -> None:
    for rule in ALL_RULES:
        for each in rule.examples:
            assert passed_over(*each.make()) == {}, f"{rule.slug}: {each.name}"


EVERYWHERE = {"office", "technique", "limited"}


@pytest.mark.parametrize(
    ("lines", "scopes"),
    [
        ("20610", set()),
        ("20610, 77002", {"guidance", "codes"}),
        ("20610, 77002, 77002", {"guidance", "codes", "several"}),
        ("77002 x2", {"guidance", "several", "unpaired", "lone"}),
        ("20206, 76942", {"guidance", "codes", "other_method"}),
        ("20206, 76942, 77002", {"guidance", "codes", "several"}),
        ("20610, 77002, 76000", {"guidance", "codes", "several", "another"}),
        ("62268, 77002, 76000", {"guidance", "codes", "several"}),
        ("62268, 76000", {"codes"}),
        ("20610, 76000", {"codes", "another"}),
        ("10160, 75989", {"codes", "disputed"}),
        ("20610-RT", {"other_side"}),
        ("20610, 77002-RT", {"guidance", "codes", "special_modifier", "other_side"}),
        ("20610, 77002-26", {"guidance", "codes"}),
        ("20610, 77002-26-59", {"guidance", "codes", "special_modifier", "two_modifiers"}),
        ("20610-25", {"special_modifier"}),
        ("99213-25", {"visit"}),
        ("99213-RT", {"visit", "other_side"}),
        ("20552", {"policy"}),
        ("20610-76-59", {"special_modifier", "two_modifiers"}),
        ("20610-76, 20605-59", {"codes", "special_modifier"}),
        ("20610-RT-LT", {"special_modifier", "two_modifiers", "other_side"}),
        ("20610-ZZ", {"special_modifier", "odd_modifier"}),
        ("20610-73", {"special_modifier", "odd_modifier"}),
        ("99213, 20610", {"codes", "visit"}),
        ("10007", {"contained"}),
        ("77002", {"guidance", "unpaired", "lone"}),
        ("64520, 77002", {"guidance", "codes", "unpaired", "another", "disputed"}),
        ("27096, 77002", {"guidance", "codes", "unpaired", "included", "contained", "policy"}),
        ("64447, 77002", {"guidance", "codes", "included", "disputed"}),
        ("73040, 23350, 77002", {"guidance", "codes", "included", "arthrogram"}),
        ("20610, 22842", {"codes", "unpaired", "lone"}),
        ("Z0000", {"invalid"}),
        ("Z0000, 20610", {"codes", "invalid"}),
        ("Z0000, Z0000", {"invalid"}),
        ("20610, 20610", set()),
        ("55700", {"invalid"}),
        ("", set()),
    ],
)
def test_the_lines_of_a_claim_settle_its_scopes(lines: str, scopes: set[Scope]) -> None:
    assert traits_of(*example("", lines).make()).scopes - EVERYWHERE == scopes


@pytest.mark.parametrize(
    ("line", "pos", "owner", "scopes"),
    [
        ("77002", "11", "billing-provider", {"office"}),
        ("77002", "11", "other", {"office", "whole"}),
        ("77002", "11", None, {"office", "whole"}),
        ("77002", "22", "facility", {"whole"}),
        ("77002", "22", "billing-provider", {"whole"}),
        ("77002", None, "billing-provider", {"office", "whole"}),
        ("77002-26", "11", "other", {"office"}),
        ("77002-TC", "22", "facility", set()),
        ("20610", "22", "facility", set()),
        ("73040", "22", "facility", {"whole"}),
        ("73040-26", "22", "facility", set()),
        ("73040-TC", "22", "facility", set()),
        ("76000", "11", "other", {"office", "whole"}),
        ("73040", "11", "billing-provider", {"office"}),
    ],
)
def test_the_whole_service_matters_where_a_part_may_be_of_another(
    line: str, pos: str | None, owner: EquipmentOwner | None, scopes: set[Scope]
) -> None:
    claim, facts = example("", line, pos=pos, owner=owner).make()
    assert traits_of(claim, facts).scopes & {"office", "whole"} == scopes


@pytest.mark.parametrize(("form", "odd"), [("professional", False), ("institutional", True), (None, True)])
def test_a_modifier_is_odd_where_the_claim_form_may_not_take_it(form: ClaimForm | None, odd: bool) -> None:
    held = traits_of(*example("", "20610, 77002-26", form=form).make())
    assert ("odd_modifier" in held.scopes) is odd


@pytest.mark.parametrize(("modality", "other"), [(None, True), ("fluoroscopy", False), ("ct", True)])
def test_guidance_is_of_another_method_when_the_record_does_not_name_it(
    modality: str | None, other: bool
) -> None:
    held = traits_of(*example("", "20610, 77002", modality=modality).make())
    assert ("other_method" in held.scopes) is other


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
    held = traits_of(*example("", lines, laterality=side).make())
    assert ("other_side" in held.scopes) is other


def test_procedures_that_fit_the_record_are_a_scope() -> None:
    fitting = example("", "77002", technique="core-biopsy", target="thigh mass").make()
    assert "candidates" in traits_of(*fitting).scopes
    assert "candidates" not in traits_of(*example("", "77002", technique="core-biopsy").make()).scopes


def test_a_target_in_the_record_is_a_scope() -> None:
    assert "target" in traits_of(*example("", "20610", target="hip joint").make()).scopes


def test_a_code_is_invalid_outside_its_dates_only() -> None:
    days = ("2018-12-31", "2019-01-01")
    held = {
        (code, on): traits_of(*example("", code, on=on).make())
        for code, on in product(("27369", "27370"), days)
    }
    assert {key for key, value in held.items() if "invalid" in value.scopes} == {
        ("27369", "2018-12-31"),
        ("27370", "2019-01-01"),
    }


@pytest.mark.parametrize(
    ("lines", "technique", "catheter_left", "other"),
    [
        ("20610, 77002", "injection", None, False),
        ("20610, 77002", "core-biopsy", None, True),
        ("20610, 77002", None, None, True),
        ("20610, 77002", "injection", False, True),
        ("20610, 20206, 77002", "injection", None, True),
        ("99213, 77002", "injection", None, False),
    ],
)
def test_a_technique_is_another_when_a_procedure_does_not_use_it(
    lines: str, technique: Technique | None, catheter_left: bool | None, other: bool
) -> None:
    held = traits_of(*example("", lines, technique=technique, catheter_left=catheter_left).make())
    assert ("technique" in held.scopes) is other


def test_policies_bear_on_their_codes_and_wherever_the_payer_is_not_known() -> None:
    stated, unstated = example("", "20610").make(), example("", "20610", payer=None).make()
    borne_upon, of_another = example("", "20552").make(), example("", "20552", payer="aetna").make()
    assert "policy" not in traits_of(*stated).scopes
    assert "policy" in traits_of(*unstated).scopes
    assert "policy" in traits_of(*borne_upon).scopes
    assert "policy" not in traits_of(*of_another).scopes


@pytest.mark.parametrize(
    ("lines", "limited"), [("77002", False), ("77002, 76942", False), ("20610, 77002", True), ("76000", True)]
)
def test_codes_whose_unit_is_not_the_encounter_have_limits(lines: str, limited: bool) -> None:
    assert ("limited" in traits_of(*example("", lines).make()).scopes) is limited


def test_diagnoses_are_a_scope() -> None:
    claim, facts = example("", "20610").make()
    coded = msgspec.structs.replace(claim.lines[0], diagnoses=("M16.11",))
    assert "diagnoses" in traits_of(msgspec.structs.replace(claim, lines=(coded,)), facts).scopes


def test_the_modifiers_on_guidance_are_kept_apart() -> None:
    held = traits_of(*example("", "20610-RT-59, 77002-26").make())
    assert held.modifiers == {"RT", "59", "26"}
    assert held.on_guidance == {"26"}


@pytest.mark.parametrize(
    ("element", "scope"),
    [
        ("needle_guided", "unguided"),
        ("permanent_image", "no_image"),
        ("interpretation", "no_reading"),
        ("reason_for_guidance", "no_reason"),
        ("signed", "unsigned"),
        ("dose_index", "no_dose_index"),
    ],
)
@pytest.mark.parametrize("said", [None, False])
def test_an_element_that_is_missing_or_not_stated_is_a_scope(
    element: str, scope: Scope, said: bool | None
) -> None:
    claim, facts = example("", "20610, 77002").make()
    documentation = msgspec.structs.replace(claim.documentation, **{element: said})
    lacking = msgspec.structs.replace(claim, documentation=documentation)
    assert traits_of(lacking, facts).scopes - traits_of(claim, facts).scopes == {scope}


@pytest.mark.parametrize(("said", "lacking"), [(True, False), (None, False), (False, True)])
def test_a_needle_position_that_is_not_stated_is_no_lack(said: bool | None, lacking: bool) -> None:
    held = traits_of(*example("", "20610, 77002", needle_position=said).make())
    assert ("unguided" in held.scopes) is lacking


def test_a_full_arthrogram_in_the_record_is_a_scope_of_its_own() -> None:
    claim, facts = example("", "20610, 77002", base=UNDOCUMENTED).make()
    assert "arthrogram" not in traits_of(claim, facts).scopes
    documented = msgspec.structs.replace(claim, documentation=Documentation(radiographic_arthrogram=True))
    assert "arthrogram" in traits_of(documented, facts).scopes
