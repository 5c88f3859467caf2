"""What a claim holds, settled once in one pass, so that the engine runs only the rules that it concerns.

A rule declares the traits that it needs and does not ask for them again: on a claim without them it is
checked, with nothing found. What no other rule asks for is the business of its own function.
"""

from typing import Literal

from msgspec import Struct

from app.coding.claim import Claim, Documentation, Line, coded_lines
from app.coding.facts import CodeFacts, Facts
from app.coding.words import Laterality, Modality
from app.rules.lookups import targets
from app.rules.lookups.documentation import denies_imaging, is_without_record
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.places import place_facts
from app.rules.lookups.primaries import add_ons_without_list
from app.rules.lookups.radiology import takes_component_modifiers
from app.rules.lookups.validity import is_known_valid

Trait = Literal[
    "guidance",  # a code for needle guidance
    "several_guidance_units",  # guidance on two lines or for two units, 76000 included
    "whole_service",  # guidance or imaging without 26 or TC, where the technical part may be another's
    "not_in_facility",  # a place that is not known to be a facility
    "other_method",  # guidance of another method than the one in the record, or the record names none
    "visit",  # an evaluation and management code
    "contains_imaging",  # a code that wants the imaging in it, or has some that the record denies
    "invalid_code",  # a code that no list has on the date of service, or that is not known to be valid then
    "add_on_without_primary",  # an add-on without any of its listed primaries, or whose list is not held
    "unexplained_add_on",  # the same, but for guidance that a procedure contains or wants another for
    "arthrogram",  # guidance beside the reading of an arthrogram, or a full arthrogram in the record
    "disputed",  # guidance on which sources disagree, or a reading of drainage
    "two_codes",  # two or more codes
    "pair_edits",  # an edit that joins two codes, or edits that were not all read
    "exam",  # a reading of ultrasound, CT or MR
    "diagnoses",  # a diagnosis
    "units_to_count",  # a code whose unit is not the encounter
    "units_in_doubt",  # such a code on two lines, with more units than its limit, or without a limit at hand
    "other_technique",  # another technique than the one in the record, none in it, or a word on a catheter
    "payer_policy",  # a code on which a policy of the payer bears, or a payer not stated or not known
    "odd_modifier",  # one that the book does not have, or that the claim form may not take
    "doubtful_modifier",  # any but one that fits alone: a side off guidance, 26 on it, 25 on a visit
    "two_modifiers",  # two modifiers on a line
    "other_side",  # a side that the record does not name
    "inclusions",  # a procedure that contains guidance beside it
    "alternatives",  # a procedure that goes with other guidance than that beside it
    "unbilled_guidance",  # guidance on record that a procedure takes, a full arthrogram there, or no record
    "side_only_on_record",  # a side on record and none on any line
    "candidates",  # procedures that would fit the record and the guidance
    "target_with_own_codes",  # a target in the spine, or a joint for which the claim has another code
    "doubtful_target",  # one that X-ray hardly shows or that no procedure is for, or no record
    "guidance_not_shown",  # no word that imaging steered the needle, or a position that is not described
    "image_not_shown",  # and the other elements of the record: missing or not stated
    "interpretation_not_shown",
    "reason_not_shown",
    "not_signed",
    "dose_index_not_shown",
]
BY_CLAIM: frozenset[Trait] = frozenset(
    {"guidance", "several_guidance_units", "two_codes", "units_to_count", "diagnoses", "two_modifiers"}
)
"""The traits that the claim alone decides, also where facts are missing."""

_WITHOUT_RECORD: tuple[Trait, ...] = (
    "doubtful_target",
    "unbilled_guidance",
    "guidance_not_shown",
    "image_not_shown",
    "interpretation_not_shown",
    "reason_not_shown",
    "not_signed",
    "dose_index_not_shown",
)
_RADIOLOGY = ("guidance", "imaging")
EXAM_METHODS: tuple[Modality, ...] = ("ultrasound", "ct", "mr")
_ONE_SIDE = frozenset({("RT",), ("LT",)})
_OTHER_SIDES: dict[Laterality | None, frozenset[str]] = {
    None: frozenset(SIDE_OF),
    "right": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "right"),
    "left": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "left"),
    "bilateral": frozenset(),
}


class ClaimTraits(Struct, frozen=True, gc=False):
    """The traits that a claim holds, the modifiers on any line, and those on lines with needle guidance."""

    traits: frozenset[Trait]
    modifiers: frozenset[str]
    guidance_modifiers: frozenset[str]


def traits_of(claim: Claim, facts: Facts) -> ClaimTraits:
    """Settle what a claim holds. Every review pays for it, so each line and each modifier is seen once."""
    traits: set[Trait] = set()
    guidance_modifiers = _add_guidance(claim, facts, traits)
    _add_codes(claim, facts, traits)
    _add_technique(claim, facts, traits)
    modifiers = _add_modifiers(claim, facts, traits)
    places = [place_facts(facts, line) for line in claim.lines]
    facilities = {place and place.facility for place in places}
    if facilities != {True}:
        traits.add("not_in_facility")
        if facilities == {False} and claim.equipment_owner == "billing-provider":
            traits.discard("whole_service")
    if facts.payer is None or not facts.payer.known:
        traits.add("payer_policy")
    _add_related(facts, traits)
    if facts.pairs or "pairs" in facts.partial:
        traits.add("pair_edits")
    if facts.candidates:
        traits.add("candidates")
    _add_documented(claim.documentation, traits)
    _add_target(claim, facts, traits)
    if facts.fitting_guidance:
        traits.add("unbilled_guidance")
    if facts.imaging_inside and denies_imaging(claim):
        traits.add("contains_imaging")
    if claim.documentation.laterality and SIDE_OF.keys().isdisjoint(modifiers):
        traits.add("side_only_on_record")
    if is_without_record(claim):
        traits.update(_WITHOUT_RECORD)
    return ClaimTraits(frozenset(traits), frozenset(modifiers), frozenset(guidance_modifiers))


def _add_guidance(claim: Claim, facts: Facts, traits: set[Trait]) -> tuple[str, ...]:
    """Settle the traits of guidance codes and units; the modifiers on needle guidance."""
    counted = 0
    methods: list[Modality] = []
    carried: tuple[str, ...] = ()
    guidance = facts.guidance
    counted_codes: set[str] = set()
    for line in coded_lines(claim):
        if line.code not in guidance.encounter_unit:
            traits.add("units_to_count")
            limit = facts.units.get(line.code)
            if limit is None or line.units > limit.value or line.code in counted_codes:
                traits.add("units_in_doubt")
            counted_codes.add(line.code)
        if line.code in guidance.stacking:
            counted += line.units
        if line.code in guidance.needle:
            methods.append(guidance.needle[line.code])
            carried += line.modifiers
            if "26" not in line.modifiers and "TC" not in line.modifiers:
                traits.add("whole_service")
    if methods:
        traits.add("guidance")
        if claim.documentation.modality not in methods:
            traits.add("other_method")
    if counted > 1:
        traits.add("several_guidance_units")
    return carried


def _add_codes(claim: Claim, facts: Facts, traits: set[Trait]) -> None:
    """Settle the other traits of codes."""
    on = claim.date_of_service
    unlisted = False
    under_policy = facts.payer.policy_codes if facts.payer is not None else ()
    lines = coded_lines(claim)
    for line in lines:
        if line.diagnoses:
            traits.add("diagnoses")
        if line.code in under_policy:
            traits.add("payer_policy")
        if line.code in facts.guidance.drainage:
            traits.add("disputed")
        if line.code != lines[0].code:
            traits.add("two_codes")
        known = facts.codes.get(line.code)
        if known is None:
            unlisted = True
            traits.add("invalid_code")
            continue
        unlisted = unlisted or (known.add_on is not False and line.code not in facts.add_ons)
        if not is_known_valid(known, facts, on):
            traits.add("invalid_code")
        if known.kind == "evaluation":
            traits.add("visit")
        elif known.kind in _RADIOLOGY:
            _add_radiology(line, known, traits)
        if known.requires_imaging:
            traits.add("contains_imaging")
    if unlisted and add_ons_without_list(claim, facts):
        traits.update(("add_on_without_primary", "unexplained_add_on"))
    _add_lone_add_ons(claim, facts, traits)


def _add_radiology(line: Line, known: CodeFacts, traits: set[Trait]) -> None:
    """Settle the traits of a line with guidance or imaging."""
    if "26" not in line.modifiers and "TC" not in line.modifiers:
        traits.add("whole_service")
    if known.kind == "imaging" and known.modality in EXAM_METHODS:
        traits.add("exam")


def _add_technique(claim: Claim, facts: Facts, traits: set[Trait]) -> None:
    """Settle the trait of techniques."""
    documented = claim.documentation.technique
    if documented is None or claim.documentation.catheter_left is not None:
        traits.add("other_technique")
        return
    for known in facts.codes.values():
        if known.techniques and documented not in known.techniques:
            traits.add("other_technique")


def _add_lone_add_ons(claim: Claim, facts: Facts, traits: set[Trait]) -> None:
    """Settle the traits of add-ons: of which the claim has none of the listed primaries."""
    for add_on, listed in facts.primaries.items():
        for line in claim.lines:
            if line.code in listed:
                break
        else:
            traits.add("add_on_without_primary")
            if not _has_related(facts, add_on):
                traits.add("unexplained_add_on")


def _has_related(facts: Facts, guidance: str) -> bool:
    """Whether a procedure contains the guidance or wants another for it."""
    inside = any(row.guidance == guidance for rows in facts.inclusions.values() for row in rows)
    return inside or any(row.guidance == guidance for rows in facts.alternatives.values() for row in rows)


def _add_related(facts: Facts, traits: set[Trait]) -> None:
    """Settle the traits of procedures that contain the guidance beside them or want another."""
    for inclusions in facts.inclusions.values():
        traits.add("inclusions")
        for inclusion in inclusions:
            if inclusion.conflict:
                traits.add("disputed")
            if inclusion.ground == "arthrography":
                traits.add("arthrogram")
    for alternatives in facts.alternatives.values():
        traits.add("alternatives")
        if any(alternative.conflict for alternative in alternatives):
            traits.add("disputed")


def _add_modifiers(claim: Claim, facts: Facts, traits: set[Trait]) -> tuple[str, ...]:
    """Settle the traits of modifiers; those on any line."""
    carried: tuple[str, ...] = ()
    for line in claim.lines:
        if not line.modifiers:
            continue
        carried += line.modifiers
        if not _always_fits(line, facts):
            traits.add("doubtful_modifier")
        if len(line.modifiers) > 1:
            traits.add("two_modifiers")
    others = _OTHER_SIDES[claim.documentation.laterality]
    for modifier in carried:
        known = facts.modifiers.get(modifier)
        if known is None or claim.claim_form not in known.claim_forms:
            traits.add("odd_modifier")
        if modifier in others:
            traits.add("other_side")
    return carried


def _always_fits(line: Line, facts: Facts) -> bool:
    """Whether a line carries one modifier, and one that its code takes in any case."""
    if line.code in facts.guidance.needle:
        return line.modifiers == ("26",) and takes_component_modifiers(line.code, facts)
    if line.modifiers == ("25",):
        return line.code in facts.codes and facts.codes[line.code].kind == "evaluation"
    return line.modifiers in _ONE_SIDE


def _add_target(claim: Claim, facts: Facts, traits: set[Trait]) -> None:
    """Settle what the target on record makes doubtful."""
    if not claim.documentation.target:
        return
    target = targets.target_of(claim)
    if targets.place_with_own_codes(target, facts.anatomy) or targets.joint_of_another_size(claim, facts):
        traits.add("target_with_own_codes")
    if facts.anatomy.is_hidden(target) or targets.procedure_elsewhere(claim, facts):
        traits.add("doubtful_target")


def _add_documented(said: Documentation, traits: set[Trait]) -> None:
    """Settle what the record holds, and which of its elements are missing or not stated."""
    if said.radiographic_arthrogram:
        traits.update(("arthrogram", "unbilled_guidance"))
    if not said.needle_guided or said.needle_position is False:
        traits.add("guidance_not_shown")
    if not said.permanent_image:
        traits.add("image_not_shown")
    if not said.interpretation:
        traits.add("interpretation_not_shown")
    if not said.reason_for_guidance:
        traits.add("reason_not_shown")
    if not said.signed:
        traits.add("not_signed")
    if not said.dose_index:
        traits.add("dose_index_not_shown")
