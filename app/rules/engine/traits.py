"""What a claim holds, settled once in one pass, so that the engine runs only the rules that it concerns.

A rule declares the traits that it needs and does not ask for them again: on a claim without them it is
checked, with nothing found. What no other rule asks for is the business of its own function. Every review
pays for it, so each line and each modifier is seen once, and traits are bits. What lines hold is settled in
`line_traits`, what their codes hold in `code_traits`.
"""

from app.coding.claim import Claim, Documentation, Line, coded_lines, record_of
from app.coding.facts import Facts
from app.rules.engine.code_traits import CodeTraits, traits_of_codes
from app.rules.engine.line_traits import line_traits, modifier_traits
from app.rules.engine.trait import BITS, ClaimTraits, bits_of
from app.rules.lookups import targets
from app.rules.lookups.documentation import denies_imaging
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.places import TELEHEALTH, place_facts

_WITHOUT_RECORD = bits_of(
    (
        "doubtful_target",
        "unbilled_guidance",
        "guidance_not_shown",
        "image_not_shown",
        "interpretation_not_shown",
        "reason_not_shown",
        "not_signed",
        "dose_index_not_shown",
    )
)
_WITH_SIDE = frozenset(SIDE_OF)
_ALL_FACILITIES: set[bool | None] = {True}
_NO_FACILITY: set[bool | None] = {False}
_WHOLE_SERVICE, _PAIR_EDITS, _CANDIDATES = BITS["whole_service"], BITS["pair_edits"], BITS["candidates"]
_UNBILLED, _CONTAINS_IMAGING = BITS["unbilled_guidance"], BITS["contains_imaging"]
_SIDE_ONLY_ON_RECORD, _DIAGNOSES = BITS["side_only_on_record"], BITS["diagnoses"]
_NOT_IN_FACILITY, _UNKNOWN_PLACE = BITS["not_in_facility"], BITS["unknown_place"]
_TELEHEALTH = BITS["telehealth"]
_PAYER_POLICY, _REPORT_POLICY = BITS["payer_policy"], BITS["report_policy"]
_PRIMARY_ENDED, _ARTHROGRAM = BITS["primary_ended"], BITS["arthrogram"]
_OTHER_TECHNIQUE = BITS["other_technique"]
_OWN_CODES, _DOUBTFUL_TARGET = BITS["target_with_own_codes"], BITS["doubtful_target"]
_GUIDANCE_NOT_SHOWN, _IMAGE_NOT_SHOWN = BITS["guidance_not_shown"], BITS["image_not_shown"]
_INTERPRETATION_NOT_SHOWN = BITS["interpretation_not_shown"]
_REASON_NOT_SHOWN, _NOT_SIGNED = BITS["reason_not_shown"], BITS["not_signed"]
_DOSE_INDEX_NOT_SHOWN = BITS["dose_index_not_shown"]


def traits_of(claim: Claim, facts: Facts) -> ClaimTraits:
    """Settle what a claim holds."""
    said, lines = claim.documentation, claim.lines
    codes = tuple([line.code for line in lines])
    if "" in codes:
        lines, codes = coded_lines(claim), tuple(filter(None, codes))
    of_codes = traits_of_codes(codes, facts)
    bits, guidance_modifiers = line_traits(claim, lines, of_codes, facts)
    of_modifiers, modifiers = modifier_traits(claim, facts)
    bits = _with_places(claim, facts, of_codes.bits | bits | of_modifiers)
    bits |= _payer_traits(facts) | _documented_traits(said)
    if of_codes.ended is not None and of_codes.ended < facts.on:
        bits |= _PRIMARY_ENDED
    if _is_other_technique(said, of_codes):
        bits |= _OTHER_TECHNIQUE
    if said.target:
        bits |= _target_traits(claim, facts)
    if facts.pairs or "pairs" in facts.partial:
        bits |= _PAIR_EDITS
    if facts.candidates:
        bits |= _CANDIDATES
    if facts.fitting_guidance:
        bits |= _UNBILLED
    if facts.imaging_inside and denies_imaging(claim):
        bits |= _CONTAINS_IMAGING
    if said.laterality == "bilateral" or (
        (said.laterality or bits & _DIAGNOSES) and _WITH_SIDE.isdisjoint(modifiers)
    ):
        bits |= _SIDE_ONLY_ON_RECORD
    if record_of(claim) == "none":
        bits |= _WITHOUT_RECORD
    return ClaimTraits(bits, frozenset(modifiers), frozenset(guidance_modifiers))


def _with_places(claim: Claim, facts: Facts, bits: int) -> int:
    """With the traits of places: of the claim, or those that lines have of their own.

    Where every place is the provider's own, nobody else has the technical part.
    """
    place = facts.place
    general = place.facility if place is not None else None
    if claim.place_of_service in TELEHEALTH:
        bits |= _TELEHEALTH
    facilities: set[bool | None] = set()
    for line in claim.lines:
        own = line.place_of_service
        if own is None:
            facilities.add(general)
            continue
        facilities.add(_is_own_facility(line, facts))
        if own in TELEHEALTH:
            bits |= _TELEHEALTH
    if facilities == _ALL_FACILITIES:
        return bits
    bits |= _NOT_IN_FACILITY
    if None in facilities or (place is None and claim.place_of_service is not None):
        bits |= _UNKNOWN_PLACE
    if facilities == _NO_FACILITY and claim.equipment_owner == "billing-provider":
        bits &= ~_WHOLE_SERVICE
    return bits


def _is_own_facility(line: Line, facts: Facts) -> bool | None:
    """Whether the place that a line has of its own is a facility; None where it is not known."""
    place = place_facts(facts, line)
    return place.facility if place is not None else None


def _payer_traits(facts: Facts) -> int:
    """The traits of the payer."""
    if facts.payer is None or not facts.payer.known:
        return _PAYER_POLICY | _REPORT_POLICY
    for policy in facts.payer.policies:
        if policy.slug == "payer-em-report":
            return _REPORT_POLICY
    return 0


def _target_traits(claim: Claim, facts: Facts) -> int:
    """What the target on record makes doubtful."""
    target, anatomy = targets.target_of(claim), facts.anatomy
    elsewhere = targets.procedure_elsewhere(claim, facts)
    bits = _DOUBTFUL_TARGET if elsewhere or anatomy.is_hidden(target) else 0
    if targets.place_with_own_codes(target, anatomy) or (
        elsewhere and targets.joint_of_another_size(claim, facts)
    ):
        bits |= _OWN_CODES
    return bits


def _documented_traits(said: Documentation) -> int:
    """What the record holds, and which of its elements are missing or not stated."""
    bits = 0
    if said.radiographic_arthrogram:
        bits |= _ARTHROGRAM | _UNBILLED
    if not said.needle_guided or said.needle_position is False:
        bits |= _GUIDANCE_NOT_SHOWN
    if not said.permanent_image:
        bits |= _IMAGE_NOT_SHOWN
    if not said.interpretation:
        bits |= _INTERPRETATION_NOT_SHOWN
    if not said.reason_for_guidance:
        bits |= _REASON_NOT_SHOWN
    if not said.signed:
        bits |= _NOT_SIGNED
    if not said.dose_index:
        bits |= _DOSE_INDEX_NOT_SHOWN
    return bits


def _is_other_technique(said: Documentation, of_codes: CodeTraits) -> bool:
    """Whether a procedure is for another technique than the record has, or it has none, or a catheter."""
    documented = said.technique
    if documented is None or said.catheter_left is not None:
        return True
    return of_codes.techniques is not None and documented not in of_codes.techniques
