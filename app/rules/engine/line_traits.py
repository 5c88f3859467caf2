"""What the lines of a claim hold beside their codes: units, places, modifiers; a bit each."""

import functools
from datetime import date

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.words import Laterality
from app.rules.engine.code_traits import CodeTraits
from app.rules.engine.trait import BITS, bits_of
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.primaries import add_ons_without_list
from app.rules.lookups.radiology import takes_component_modifiers
from app.rules.lookups.validity import is_known_valid, is_of_icd_9

_COMPONENTS = frozenset({"26", "TC"})
_ONE_SIDE = frozenset({("RT",), ("LT",)})
_OTHER_SIDES: dict[Laterality | None, frozenset[str]] = {
    None: frozenset(SIDE_OF),
    "right": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "right"),
    "left": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "left"),
    "bilateral": frozenset(),
}
_SEVERAL, _OTHER_METHOD = BITS["several_guidance_units"], BITS["other_method"]
_UNITS_IN_DOUBT, _WHOLE_SERVICE = BITS["units_in_doubt"], BITS["whole_service"]
_DIAGNOSES, _WITHOUT_DIAGNOSIS = BITS["diagnoses"], BITS["line_without_diagnosis"]
_ICD_9 = BITS["icd_9_diagnosis"]
_PAYER_POLICY, _INVALID_CODE = BITS["payer_policy"], BITS["invalid_code"]
_DOUBTFUL_MODIFIER, _TWO_MODIFIERS = BITS["doubtful_modifier"], BITS["two_modifiers"]
_ODD_MODIFIER, _OTHER_SIDE = BITS["odd_modifier"], BITS["other_side"]
_WITHOUT_LIST = bits_of(("add_on_without_primary", "unexplained_add_on"))


def line_traits(
    claim: Claim, lines: tuple[Line, ...], of_codes: CodeTraits, facts: Facts
) -> tuple[int, tuple[str, ...]]:
    """The traits of lines beside those of their codes and modifiers; the modifiers on needle guidance."""
    bits = counted = 0
    carried: tuple[str, ...] = ()
    limits, methods = of_codes.limits, of_codes.methods
    under_policy = facts.payer.policy_codes if facts.payer is not None else ()
    for line in lines:
        code = line.code
        bits |= _traits_of_diagnoses(line.diagnoses)
        if code in under_policy:
            bits |= _PAYER_POLICY
        if code in limits and line.units > limits[code]:
            bits |= _UNITS_IN_DOUBT
        if code in of_codes.stacking:
            counted += line.units
        if code in methods:
            carried += line.modifiers
        if code in of_codes.radiology and _COMPONENTS.isdisjoint(line.modifiers):
            bits |= _WHOLE_SERVICE
    if counted > 1:
        bits |= _SEVERAL
    if methods and claim.documentation.modality not in methods.values():
        bits |= _OTHER_METHOD
    if of_codes.unlisted and add_ons_without_list(claim, facts):
        bits |= _WITHOUT_LIST
    return bits | _trait_of_validity(claim.date_of_service, lines, of_codes, facts), carried


@functools.lru_cache(maxsize=4096)
def _traits_of_diagnoses(diagnoses: tuple[str, ...]) -> int:
    """The traits of the diagnoses of a line: the same come back claim after claim."""
    if not diagnoses:
        return _WITHOUT_DIAGNOSIS
    return _DIAGNOSES | _ICD_9 if any(map(is_of_icd_9, diagnoses)) else _DIAGNOSES


def _trait_of_validity(on: date, lines: tuple[Line, ...], of_codes: CodeTraits, facts: Facts) -> int:
    """The trait of a code that is not known to be valid on the date of service."""
    days = of_codes.valid
    if (
        days is not None
        and days[0] <= on
        and (days[1] is None or on <= days[1])
        and "codes" not in facts.missing
    ):
        return 0
    for line in lines:
        known = facts.codes.get(line.code)
        if known is None or not is_known_valid(known, facts, on):
            return _INVALID_CODE
    return 0


def modifier_traits(claim: Claim, facts: Facts) -> tuple[int, tuple[str, ...]]:
    """The traits of modifiers; those on any line."""
    bits = 0
    carried: tuple[str, ...] = ()
    needle = facts.guidance.needle
    for line in claim.lines:
        modifiers = line.modifiers
        if modifiers:
            carried += modifiers
            if not (modifiers in _ONE_SIDE and line.code not in needle) and not _always_fits(line, facts):
                bits |= _DOUBTFUL_MODIFIER
            if len(modifiers) > 1:
                bits |= _TWO_MODIFIERS
    if not carried:
        return 0, carried
    others = _OTHER_SIDES[claim.documentation.laterality]
    known_modifiers = facts.modifiers
    for modifier in carried:
        known = known_modifiers.get(modifier)
        if known is None or claim.claim_form not in known.claim_forms:
            bits |= _ODD_MODIFIER
        if modifier in others:
            bits |= _OTHER_SIDE
    return bits, carried


def _always_fits(line: Line, facts: Facts) -> bool:
    """Whether a line carries one modifier, not a side, and one that its code takes in any case."""
    modifiers = line.modifiers
    if line.code in facts.guidance.needle:
        return modifiers == ("26",) and takes_component_modifiers(line.code, facts)
    return modifiers == ("25",) and line.code in facts.codes and facts.codes[line.code].kind == "evaluation"
