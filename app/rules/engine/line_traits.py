"""What the lines of a claim hold, each with its code: units, modifiers, validity; a bit each."""

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.words import Laterality, Modality
from app.rules.engine.code_traits import CodeTraits, traits_of_code
from app.rules.engine.trait import BITS, bits_of
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.primaries import add_ons_without_list
from app.rules.lookups.radiology import takes_component_modifiers
from app.rules.lookups.validity import is_known_valid

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
_DIAGNOSES, _PAYER_POLICY, _INVALID_CODE = BITS["diagnoses"], BITS["payer_policy"], BITS["invalid_code"]
_DOUBTFUL_MODIFIER, _TWO_MODIFIERS = BITS["doubtful_modifier"], BITS["two_modifiers"]
_ODD_MODIFIER, _OTHER_SIDE = BITS["odd_modifier"], BITS["other_side"]
_OTHER_TECHNIQUE = BITS["other_technique"]
_WITHOUT_LIST = bits_of(("add_on_without_primary", "unexplained_add_on"))


def line_traits(claim: Claim, lines: tuple[Line, ...], facts: Facts) -> tuple[int, tuple[str, ...]]:
    """The traits of lines with their codes, beside their modifiers; the modifiers on needle guidance."""
    bits = counted = 0
    carried: tuple[str, ...] = ()
    methods: list[Modality] = []
    unlisted = False
    for line in lines:
        held = traits_of_code(line.code, facts)
        bits |= held.bits | _bits_of_line(line, held, claim, facts)
        if held.stacks:
            counted += line.units
        if held.method is not None:
            methods.append(held.method)
            carried += line.modifiers
        if held.may_be_add_on and line.code not in facts.add_ons:
            unlisted = True
    if counted > 1:
        bits |= _SEVERAL
    if methods and claim.documentation.modality not in methods:
        bits |= _OTHER_METHOD
    if unlisted and add_ons_without_list(claim, facts):
        bits |= _WITHOUT_LIST
    return bits, carried


def _bits_of_line(line: Line, held: CodeTraits, claim: Claim, facts: Facts) -> int:
    """The traits of one line that hang on no other."""
    bits = 0
    if line.diagnoses:
        bits |= _DIAGNOSES
    if facts.payer is not None and line.code in facts.payer.policy_codes:
        bits |= _PAYER_POLICY
    if held.limit is not None and line.units > held.limit:
        bits |= _UNITS_IN_DOUBT
    if held.is_radiology and _COMPONENTS.isdisjoint(line.modifiers):
        bits |= _WHOLE_SERVICE
    if held.techniques and claim.documentation.technique not in held.techniques:
        bits |= _OTHER_TECHNIQUE
    first, last = held.first, held.last
    is_within = first is not None and first <= facts.on and (last is None or facts.on <= last)
    if not (is_within and "codes" not in facts.missing) and not _is_valid(line.code, facts):
        bits |= _INVALID_CODE
    return bits


def _is_valid(code: str, facts: Facts) -> bool:
    """Whether a code is known to be valid on the date of service."""
    known = facts.codes.get(code)
    return known is not None and is_known_valid(known, facts, facts.on)


def modifier_traits(claim: Claim, facts: Facts) -> tuple[int, tuple[str, ...]]:
    """The traits of modifiers; those on any line."""
    bits = 0
    carried: tuple[str, ...] = ()
    for line in claim.lines:
        modifiers = line.modifiers
        if modifiers:
            carried += modifiers
            if not _always_fits(line, facts):
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
    """Whether a line carries one modifier, and one that its code takes in any case."""
    modifiers = line.modifiers
    if line.code in facts.guidance.needle:
        return modifiers == ("26",) and takes_component_modifiers(line.code, facts)
    if modifiers == ("25",):
        return line.code in facts.codes and facts.codes[line.code].kind == "evaluation"
    return modifiers in _ONE_SIDE
