"""What a claim holds, settled once in one pass, so that the engine runs only the rules that it concerns.

A rule declares the traits that it needs and does not ask for them again: on a claim without them it is
checked, with nothing found. What no other rule asks for is the business of its own function.
"""

from app.coding.claim import Claim, Documentation, Line, coded_lines
from app.coding.facts import CodeFacts, Facts
from app.coding.words import Laterality, Modality
from app.rules.engine.trait import ClaimTraits, Trait
from app.rules.lookups import targets
from app.rules.lookups.documentation import denies_imaging, is_without_record
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.places import place_facts
from app.rules.lookups.primaries import add_ons_without_list
from app.rules.lookups.radiology import takes_component_modifiers
from app.rules.lookups.validity import is_known_valid

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
_WITH_SIDE = frozenset(SIDE_OF)
_ALL_FACILITIES: set[bool | None] = {True}
_NO_FACILITY: set[bool | None] = {False}
_OTHER_SIDES: dict[Laterality | None, frozenset[str]] = {
    None: frozenset(SIDE_OF),
    "right": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "right"),
    "left": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "left"),
    "bilateral": frozenset(),
}


def traits_of(claim: Claim, facts: Facts) -> ClaimTraits:
    """Settle what a claim holds. Every review pays for it, so each line and each modifier is seen once."""
    traits: set[Trait] = set()
    lines = coded_lines(claim)
    guidance_modifiers = _add_guidance(claim, lines, facts, traits)
    _add_codes(claim, lines, facts, traits)
    _add_lone_add_ons(claim, facts, traits)
    _add_technique(claim, facts, traits)
    modifiers = _add_modifiers(claim, facts, traits)
    _add_places(claim, facts, traits)
    _add_payer(facts, traits)
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
    if claim.documentation.laterality and _WITH_SIDE.isdisjoint(modifiers):
        traits.add("side_only_on_record")
    if is_without_record(claim):
        traits.update(_WITHOUT_RECORD)
    return ClaimTraits(frozenset(traits), frozenset(modifiers), frozenset(guidance_modifiers))


def _add_places(claim: Claim, facts: Facts, traits: set[Trait]) -> None:
    """Settle the traits of places: of the claim, or those that lines have of their own."""
    general = facts.place.facility if facts.place is not None else None
    facilities = {
        general if line.place_of_service is None else _is_own_facility(line, facts) for line in claim.lines
    }
    if facilities == _ALL_FACILITIES:
        return
    traits.add("not_in_facility")
    if None in facilities or (facts.place is None and claim.place_of_service is not None):
        traits.add("unknown_place")
    if facilities == _NO_FACILITY and claim.equipment_owner == "billing-provider":
        traits.discard("whole_service")


def _is_own_facility(line: Line, facts: Facts) -> bool | None:
    """Whether the place that a line has of its own is a facility; None where it is not known."""
    place = place_facts(facts, line)
    return place.facility if place is not None else None


def _add_payer(facts: Facts, traits: set[Trait]) -> None:
    """Settle the traits of the payer."""
    if facts.payer is None or not facts.payer.known:
        traits.update(("payer_policy", "report_policy"))
        return
    for policy in facts.payer.policies:
        if policy.slug == "payer-em-report":
            traits.add("report_policy")


def _add_guidance(claim: Claim, lines: tuple[Line, ...], facts: Facts, traits: set[Trait]) -> tuple[str, ...]:
    """Settle the traits of guidance codes and units; the modifiers on needle guidance."""
    counted = 0
    methods: list[Modality] = []
    carried: tuple[str, ...] = ()
    guidance = facts.guidance
    counted_codes: set[str] = set()
    for line in lines:
        code = line.code
        if code not in guidance.encounter_unit:
            traits.add("units_to_count")
            limit = facts.units.get(code)
            if limit is None or line.units > limit.value or code in counted_codes:
                traits.add("units_in_doubt")
            counted_codes.add(code)
        if code in guidance.stacking:
            counted += line.units
        if code in guidance.needle:
            methods.append(guidance.needle[code])
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


def _add_codes(claim: Claim, lines: tuple[Line, ...], facts: Facts, traits: set[Trait]) -> None:
    """Settle the other traits of codes."""
    on = claim.date_of_service
    unlisted = False
    under_policy = facts.payer.policy_codes if facts.payer is not None else ()
    for line in lines:
        code = line.code
        if line.diagnoses:
            traits.add("diagnoses")
        if code in under_policy:
            traits.add("payer_policy")
        if code in facts.guidance.drainage:
            traits.add("disputed")
        if code != lines[0].code:
            traits.add("two_codes")
        known = facts.codes.get(code)
        if known is None:
            unlisted = True
            traits.add("invalid_code")
            continue
        unlisted = unlisted or (known.add_on is not False and code not in facts.add_ons)
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
    codes = [line.code for line in claim.lines]
    for add_on, listed in facts.primaries.items():
        if not listed.isdisjoint(codes):
            continue
        traits.add("add_on_without_primary")
        for row in facts.add_ons.get(add_on, ()):
            if row.last is not None and row.last < facts.on and row.primary in codes:
                traits.add("primary_ended")
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
        if line.modifiers:
            carried += line.modifiers
            if not _always_fits(line, facts):
                traits.add("doubtful_modifier")
            if len(line.modifiers) > 1:
                traits.add("two_modifiers")
    others = _OTHER_SIDES[claim.documentation.laterality]
    known_modifiers = facts.modifiers
    for modifier in carried:
        known = known_modifiers.get(modifier)
        if known is None or claim.claim_form not in known.claim_forms:
            traits.add("odd_modifier")
        if modifier in others:
            traits.add("other_side")
    return carried


def _always_fits(line: Line, facts: Facts) -> bool:
    """Whether a line carries one modifier, and one that its code takes in any case."""
    modifiers = line.modifiers
    if line.code in facts.guidance.needle:
        return modifiers == ("26",) and takes_component_modifiers(line.code, facts)
    if modifiers == ("25",):
        return line.code in facts.codes and facts.codes[line.code].kind == "evaluation"
    return modifiers in _ONE_SIDE


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
