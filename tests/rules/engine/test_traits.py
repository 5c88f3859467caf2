"""Traits: what a claim holds, and that the engine passes over no rule that would find something."""

from itertools import product

import msgspec
import pytest
from hypothesis import given

from app.coding.claim import Claim, Documentation
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.official import PairEdit
from app.coding.reasons import Unchecked
from app.coding.series import Need
from app.coding.words import ClaimForm, EquipmentOwner, Technique
from app.rules import ALL_RULES, RULE_FAILED, Rule
from app.rules.engine.plan import Book, plan_run, select_rules
from app.rules.engine.trait import Trait
from app.rules.engine.traits import traits_of
from app.rules.examples.book import facts_for
from app.rules.examples.example import UNDOCUMENTED, example
from app.rules.examples.rows import gap_of
from tests.rules.strategies import claims

# A rule with one of these leaves the decision to it. All others would find nothing without their traits.
DECIDED_BY_TRAIT: frozenset[Trait] = frozenset(
    {
        "two_codes",
        "whole_service",
        "not_in_facility",
        "other_method",
        "visit",
        "other_side",
        "doubtful_target",
        "guidance_not_shown",
        "image_not_shown",
        "interpretation_not_shown",
        "reason_not_shown",
        "not_signed",
        "dose_index_not_shown",
    }
)


def passed_over(claim: Claim, facts: Facts) -> dict[str, list[Finding | Unchecked]]:
    """What the rules that the claim does not concern say of it all the same, by slug."""
    held = traits_of(claim, facts)
    able = [rule for rule in ALL_RULES if rule.in_force(claim.date_of_service)]
    passed = [rule for rule in able if DECIDED_BY_TRAIT.isdisjoint(rule.traits) and not rule.concerns(held)]
    said = {rule.slug: list(rule.check(claim, facts)) for rule in passed}
    return {slug: found for slug, found in said.items() if found}


@given(claims)
def test_a_rule_without_its_traits_finds_nothing(claim: Claim) -> None:
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
        if gone and is_idle(rule, claim, msgspec.structs.replace(whole, **gone)):
            assert list(rule.results(claim, whole)) == [], rule.slug


BOOKS = {rule: Book((rule,), RULE_FAILED) for rule in ALL_RULES}


def is_idle(rule: Rule, claim: Claim, facts: Facts) -> bool:
    """Whether a rule whose facts are missing is checked all the same: it has nothing to look up."""
    missing = {need: gap_of(need) for need in rule.needs}
    plan = plan_run(BOOKS[rule], claim.date_of_service, missing)
    return rule.slug in select_rules(plan.runnable, traits_of(claim, facts)).ends.idle


def test_a_rule_without_its_traits_finds_nothing_in_any_example() -> None:
    for rule in ALL_RULES:
        for each in rule.examples:
            assert passed_over(*each.make()) == {}, f"{rule.slug}: {each.name}"


EVERYWHERE = {"not_in_facility", "other_technique", "units_to_count", "line_without_diagnosis"}
TRIED_BELOW = {
    "unbilled_guidance",
    "pair_edits",
    "units_in_doubt",
    "joint_or_level",
    "contrast_injection",
    "telehealth",
}


@pytest.mark.parametrize(
    ("lines", "traits"),
    [
        ("20610", set()),
        ("20610, 77002", {"guidance", "two_codes"}),
        ("20610, 77002, 77002", {"guidance", "two_codes", "several_guidance_units"}),
        ("77002 x2", {"guidance", "several_guidance_units", "add_on_without_primary", "unexplained_add_on"}),
        ("20206, 76942", {"guidance", "two_codes", "other_method"}),
        ("20206, 76942, 77002", {"guidance", "two_codes", "several_guidance_units"}),
        ("20610, 77002, 76000", {"guidance", "two_codes", "several_guidance_units", "alternatives"}),
        ("62268, 77002, 76000", {"guidance", "two_codes", "several_guidance_units"}),
        ("62268, 76000", {"two_codes"}),
        ("20610, 76000", {"two_codes", "alternatives"}),
        ("10160, 75989", {"two_codes", "disputed"}),
        ("20610-RT", {"other_side"}),
        ("20610, 77002-RT", {"guidance", "two_codes", "doubtful_modifier", "other_side"}),
        ("20610, 77002-26", {"guidance", "two_codes"}),
        ("20610, 77002-26-59", {"guidance", "two_codes", "doubtful_modifier", "two_modifiers"}),
        ("20610-25", {"doubtful_modifier"}),
        ("99213-25", {"visit"}),
        ("99213-RT", {"visit", "other_side"}),
        ("20552", {"payer_policy"}),
        ("20610-76-59", {"doubtful_modifier", "two_modifiers"}),
        ("20610-76, 20605-59", {"two_codes", "doubtful_modifier"}),
        ("20610-RT-LT", {"doubtful_modifier", "two_modifiers", "other_side"}),
        ("20610-ZZ", {"doubtful_modifier", "odd_modifier"}),
        ("20610-73", {"doubtful_modifier", "odd_modifier"}),
        ("99213, 20610", {"two_codes", "visit"}),
        ("10007", {"contains_imaging"}),
        ("77002", {"guidance", "add_on_without_primary", "unexplained_add_on"}),
        ("64520, 77002", {"guidance", "two_codes", "add_on_without_primary", "alternatives", "disputed"}),
        (
            "27096, 77002",
            {
                "guidance",
                "two_codes",
                "add_on_without_primary",
                "inclusions",
                "contains_imaging",
                "payer_policy",
            },
        ),
        ("64447, 77002", {"guidance", "two_codes", "inclusions", "disputed"}),
        ("73040, 23350, 77002", {"guidance", "two_codes", "inclusions", "arthrogram"}),
        ("20610, 22842", {"two_codes", "add_on_without_primary", "unexplained_add_on"}),
        ("Z0000", {"invalid_code"}),
        ("Z0000, 20610", {"two_codes", "invalid_code"}),
        ("Z0000, Z0000", {"invalid_code"}),
        ("20610, 20610", set()),
        ("55700", {"invalid_code"}),
        ("62290", {"discogram"}),
        ("64493, 64495", {"two_codes", "third_level", "contains_imaging"}),
        ("", set()),
    ],
)
def test_the_lines_of_a_claim_settle_its_traits(lines: str, traits: set[Trait]) -> None:
    held = traits_of(*example("", lines).make()).traits
    assert held - EVERYWHERE - TRIED_BELOW == traits


@pytest.mark.parametrize(
    ("lines", "on_joints"),
    [("20610", True), ("99213, 20610", True), ("20552", False), ("10160, 77002", False), ("", False)],
)
def test_a_procedure_on_joints_alone_is_a_trait(lines: str, on_joints: bool) -> None:
    held = traits_of(*example("", lines).make())
    assert ("joint_or_level" in held.traits) is on_joints


@pytest.mark.parametrize(
    ("lines", "injected"), [("23350, 77002", True), ("27369", True), ("20610, 77002", False), ("", False)]
)
def test_the_injection_for_an_arthrogram_is_a_trait(lines: str, injected: bool) -> None:
    held = traits_of(*example("", lines).make())
    assert ("contrast_injection" in held.traits) is injected


@pytest.mark.parametrize(
    ("lines", "some", "all_"),
    [("20610 M16.11, 77002", True, False), ("20610 M16.11", True, True), ("20610", False, False)],
)
def test_diagnoses_and_their_want_are_traits(lines: str, some: bool, all_: bool) -> None:
    held = traits_of(*example("", lines).make()).traits
    assert ("diagnoses" in held, "line_without_diagnosis" not in held) == (some, all_)


@pytest.mark.parametrize(
    ("place", "own", "apart"),
    [("10", None, True), ("11", "02", True), ("02", "11", True), ("11", None, False), (None, None, False)],
)
def test_a_place_of_telehealth_is_a_trait(place: str | None, own: str | None, apart: bool) -> None:
    claim, facts = example("", "20610, 77002").make()
    first, second = claim.lines
    lines = first, msgspec.structs.replace(second, place_of_service=own)
    placed = msgspec.structs.replace(claim, lines=lines, place_of_service=place)
    assert ("telehealth" in traits_of(placed, facts).traits) is apart


@pytest.mark.parametrize(
    ("lines", "guided", "unbilled"),
    [
        ("20610", True, True),
        ("20610", None, False),
        ("20610, 77002", True, False),
        ("27096", True, False),
        ("99213", True, False),
        ("", True, False),
    ],
)
def test_guidance_on_record_alone_is_a_trait(lines: str, guided: bool | None, unbilled: bool) -> None:
    held = traits_of(*example("", lines, needle_guided=guided).make())
    assert ("unbilled_guidance" in held.traits) is unbilled


@pytest.mark.parametrize(
    ("lines", "side", "only"),
    [("20610", "right", True), ("20610", None, False), ("20610-RT", "left", False), ("", "left", True)],
)
def test_a_side_on_record_alone_is_a_trait(lines: str, side: str | None, only: bool) -> None:
    held = traits_of(*example("", lines, laterality=side).make())
    assert ("side_only_on_record" in held.traits) is only


def test_for_want_of_a_record_every_element_is_a_trait() -> None:
    for settings in ({"base": UNDOCUMENTED}, {"record": "none"}):
        held = traits_of(*example("", "20610, 77002", **settings).make())
        assert {
            "doubtful_target",
            "unbilled_guidance",
            "guidance_not_shown",
            "not_signed",
        } <= held.traits


@pytest.mark.parametrize(
    ("line", "pos", "owner", "traits"),
    [
        ("77002", "11", "billing-provider", {"not_in_facility"}),
        ("77002", "11", "other", {"not_in_facility", "whole_service"}),
        ("77002", "11", None, {"not_in_facility", "whole_service"}),
        ("77002", "22", "facility", {"whole_service"}),
        ("77002", "22", "billing-provider", {"whole_service"}),
        ("77002", None, "billing-provider", {"not_in_facility", "whole_service"}),
        ("77002-26", "11", "other", {"not_in_facility"}),
        ("77002-TC", "22", "facility", set()),
        ("20610", "22", "facility", set()),
        ("73040", "22", "facility", {"whole_service"}),
        ("73040-26", "22", "facility", set()),
        ("73040-TC", "22", "facility", set()),
        ("76000", "11", "other", {"not_in_facility", "whole_service"}),
        ("73040", "11", "billing-provider", {"not_in_facility"}),
    ],
)
def test_the_whole_service_matters_where_a_part_may_be_of_another(
    line: str, pos: str | None, owner: EquipmentOwner | None, traits: set[Trait]
) -> None:
    claim, facts = example("", line, pos=pos, owner=owner).make()
    assert traits_of(claim, facts).traits & {"not_in_facility", "whole_service"} == traits


@pytest.mark.parametrize(("form", "odd"), [("professional", False), ("institutional", True), (None, True)])
def test_a_modifier_is_odd_where_the_claim_form_may_not_take_it(form: ClaimForm | None, odd: bool) -> None:
    held = traits_of(*example("", "20610, 77002-26", form=form).make())
    assert ("odd_modifier" in held.traits) is odd


@pytest.mark.parametrize(("modality", "other"), [(None, True), ("fluoroscopy", False), ("ct", True)])
def test_guidance_is_of_another_method_when_the_record_does_not_name_it(
    modality: str | None, other: bool
) -> None:
    held = traits_of(*example("", "20610, 77002", modality=modality).make())
    assert ("other_method" in held.traits) is other


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
    assert ("other_side" in held.traits) is other


def test_procedures_that_fit_the_record_are_a_trait() -> None:
    fitting = example("", "77002", technique="core-biopsy", target="thigh mass").make()
    assert "candidates" in traits_of(*fitting).traits
    assert "candidates" not in traits_of(*example("", "77002", technique="core-biopsy").make()).traits


@pytest.mark.parametrize(
    ("target", "traits"),
    [
        (None, set()),
        ("hip joint", set()),
        ("Right lobe of the liver", {"doubtful_target"}),
        ("Thigh mass", {"doubtful_target"}),
        ("Calcified thigh mass", set()),
        ("Left SI joint", {"doubtful_target", "target_with_own_codes"}),
        ("L4 facet joint", {"doubtful_target", "target_with_own_codes"}),
        ("Soft tissue at the epidural space", {"doubtful_target"}),
    ],
)
def test_what_the_target_on_record_names_is_a_trait(target: str | None, traits: set[Trait]) -> None:
    held = traits_of(*example("", "20610", target=target).make()).traits
    assert held & {"doubtful_target", "target_with_own_codes"} == traits


@pytest.mark.parametrize(
    ("lines", "exam"),
    [("74150, 77002", True), ("77012", False), ("76000", False), ("73040", False), ("", False)],
)
def test_a_reading_of_ultrasound_ct_or_mr_is_an_exam(lines: str, exam: bool) -> None:
    assert ("exam" in traits_of(*example("", lines).make()).traits) is exam


def test_an_edit_of_two_codes_and_edits_that_were_not_all_read_are_a_trait() -> None:
    claim, facts = example("", "20610, 77002").make()
    edit = PairEdit("20610", "77002", "1", None, None, "example")
    some, unread = {("20610", "77002"): edit}, {"pairs": gap_of("pairs")}
    assert "pair_edits" not in traits_of(claim, facts).traits
    assert "pair_edits" in traits_of(claim, msgspec.structs.replace(facts, pairs=some)).traits
    assert "pair_edits" in traits_of(claim, msgspec.structs.replace(facts, partial=unread)).traits


@pytest.mark.parametrize(
    ("lines", "doubtful"),
    [
        ("20610, 77002", False),
        ("20610 x9", True),
        ("20610, 20610", True),
        ("Z0000", True),
        ("77002 x9, 77002", False),
    ],
)
def test_units_are_in_doubt_beyond_a_limit_on_two_lines_and_without_a_limit(
    lines: str, doubtful: bool
) -> None:
    assert ("units_in_doubt" in traits_of(*example("", lines).make()).traits) is doubtful


def test_a_code_is_invalid_outside_its_dates_only() -> None:
    days = ("2018-12-31", "2019-01-01")
    held = {
        (code, on): traits_of(*example("", code, on=on).make())
        for code, on in product(("27369", "27370"), days)
    }
    assert {key for key, value in held.items() if "invalid_code" in value.traits} == {
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
    assert ("other_technique" in held.traits) is other


def test_policies_bear_on_their_codes_and_wherever_the_payer_is_not_known() -> None:
    stated, unstated = example("", "20610").make(), example("", "20610", payer=None).make()
    borne_upon, of_another = example("", "20552").make(), example("", "20552", payer="aetna").make()
    assert "payer_policy" not in traits_of(*stated).traits
    assert "payer_policy" in traits_of(*unstated).traits
    assert "payer_policy" in traits_of(*borne_upon).traits
    assert "payer_policy" not in traits_of(*of_another).traits


@pytest.mark.parametrize(
    ("lines", "limited"),
    [("77002", False), ("77002, 76942", False), ("20610, 77002", True), ("76000", True)],
)
def test_codes_whose_unit_is_not_the_encounter_have_limits(lines: str, limited: bool) -> None:
    assert ("units_to_count" in traits_of(*example("", lines).make()).traits) is limited


def test_diagnoses_are_a_trait() -> None:
    claim, facts = example("", "20610").make()
    coded = msgspec.structs.replace(claim.lines[0], diagnoses=("M16.11",))
    assert "diagnoses" in traits_of(msgspec.structs.replace(claim, lines=(coded,)), facts).traits


def test_the_modifiers_guidance_modifiers_are_kept_apart() -> None:
    held = traits_of(*example("", "20610-RT-59, 77002-26").make())
    assert held.modifiers == {"RT", "59", "26"}
    assert held.guidance_modifiers == {"26"}


@pytest.mark.parametrize(
    ("element", "trait"),
    [
        ("needle_guided", "guidance_not_shown"),
        ("permanent_image", "image_not_shown"),
        ("interpretation", "interpretation_not_shown"),
        ("reason_for_guidance", "reason_not_shown"),
        ("signed", "not_signed"),
        ("dose_index", "dose_index_not_shown"),
    ],
)
@pytest.mark.parametrize("said", [None, False])
def test_an_element_that_is_missing_or_not_stated_is_a_trait(
    element: str, trait: Trait, said: bool | None
) -> None:
    claim, facts = example("", "20610, 77002").make()
    documentation = msgspec.structs.replace(claim.documentation, **{element: said})
    lacking = msgspec.structs.replace(claim, documentation=documentation)
    assert traits_of(lacking, facts).traits - traits_of(claim, facts).traits == {trait}


@pytest.mark.parametrize(("said", "lacking"), [(True, False), (None, False), (False, True)])
def test_a_needle_position_that_is_not_stated_is_no_lack(said: bool | None, lacking: bool) -> None:
    held = traits_of(*example("", "20610, 77002", needle_position=said).make())
    assert ("guidance_not_shown" in held.traits) is lacking


def test_a_full_arthrogram_in_the_record_is_a_trait_of_its_own() -> None:
    claim, facts = example("", "20610, 77002", base=UNDOCUMENTED).make()
    assert "arthrogram" not in traits_of(claim, facts).traits
    documented = msgspec.structs.replace(claim, documentation=Documentation(radiographic_arthrogram=True))
    assert "arthrogram" in traits_of(documented, facts).traits


def test_a_primary_that_ended_is_a_trait_where_the_claim_has_no_other() -> None:
    ended = example("", "27370, 77002", on="2026-09-15").make()
    assert "primary_ended" in traits_of(*ended).traits
    assert "primary_ended" not in traits_of(*example("", "20610, 27370, 77002").make()).traits


@pytest.mark.parametrize(("payer", "wanted"), [("unitedhealthcare", True), ("medicare", False), (None, True)])
def test_a_payer_without_a_policy_on_reports_leaves_its_rule_nothing(payer: str | None, wanted: bool) -> None:
    held = traits_of(*example("", "99213, 20610, 77002", payer=payer).make()).traits
    assert ("report_policy" in held) is wanted


@pytest.mark.parametrize(("place", "unknown"), [("11", False), ("22", False), ("97", True), (None, True)])
def test_a_place_that_is_not_known_is_a_trait(place: str | None, unknown: bool) -> None:
    assert ("unknown_place" in traits_of(*example("", "20610, 77002", pos=place).make()).traits) is unknown
