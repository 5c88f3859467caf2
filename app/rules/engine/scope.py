"""What a claim holds, settled once, so that the engine passes over the rules that it does not concern.

A rule that is passed over has looked: its scope is the part of its condition that many rules share. The
tests hold every rule to that: outside its scope it finds nothing and leaves nothing open.
"""

from typing import Literal

from msgspec import Struct

from app.coding.claim import Claim, Documentation, Line
from app.coding.facts import Facts
from app.coding.words import Laterality, Modality
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.primaries import add_ons_without_list
from app.rules.lookups.radiology import takes_component_modifiers

Scope = Literal[
    "guidance",  # a code for needle guidance
    "several",  # guidance on two lines or for two units, 76000 counted in
    "whole",  # guidance or imaging without 26 or TC, where the technical part may be another's
    "office",  # a place that is not known to be a facility
    "other_method",  # guidance of another method than the one in the record, or the record names none
    "visit",  # an evaluation and management code
    "contained",  # a code that may only be used with the imaging that it contains
    "invalid",  # a code that no list has on the date of service
    "unpaired",  # an add-on of whose listed primaries none is there, or one whose list is not held
    "lone",  # the same, but for guidance that a procedure contains or wants another for
    "candidates",  # procedures that would fit the record and the guidance
    "included",  # a procedure that contains guidance beside it
    "another",  # a procedure that wants other guidance than that beside it
    "arthrogram",  # guidance beside the reading of an arthrogram, or a full arthrogram in the record
    "disputed",  # guidance on which sources disagree, or a reading of drainage
    "codes",  # two or more codes
    "diagnoses",  # a diagnosis
    "limited",  # a code whose unit is not the encounter
    "technique",  # another technique than the one in the record, none in it, or a word on a catheter
    "policy",  # a code on which a policy of the payer bears, or a payer not stated or not known
    "odd_modifier",  # one that the book does not have, or that the claim form may not take
    "special_modifier",  # any but one at home on its line: a side off guidance, 26 on it, 25 on a visit
    "two_modifiers",  # two modifiers on a line
    "other_side",  # a side that the record does not name
    "target",  # a target in the record
    "unguided",  # no word that imaging steered the needle, or a position that is not described
    "no_image",  # and the other elements of the record: missing or not stated
    "no_reading",
    "no_reason",
    "unsigned",
    "no_dose_index",
]
BY_CLAIM: frozenset[Scope] = frozenset(
    {"guidance", "several", "codes", "limited", "diagnoses", "two_modifiers"}
)
"""The scopes that the claim settles without a look-up: they hold also where facts are missing."""

_RADIOLOGY = ("guidance", "imaging")
_ONE_SIDE = frozenset({("RT",), ("LT",)})
_OTHER_SIDES: dict[Laterality | None, frozenset[str]] = {
    None: frozenset(SIDE_OF),
    "right": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "right"),
    "left": frozenset(modifier for modifier, named_side in SIDE_OF.items() if named_side != "left"),
    "bilateral": frozenset(),
}


class ClaimTraits(Struct, frozen=True, gc=False):
    """The scopes that a claim holds, the modifiers on any line, and those on lines with needle guidance."""

    scopes: frozenset[Scope]
    modifiers: frozenset[str]
    on_guidance: frozenset[str]


def traits_of(claim: Claim, facts: Facts) -> ClaimTraits:
    """Settle what a claim holds. Every review pays for it, so each line and each modifier is seen once."""
    scopes: set[Scope] = set()
    on_guidance = _hold_guidance(claim, facts, scopes)
    _hold_codes(claim, facts, scopes)
    _hold_technique(claim, facts, scopes)
    modifiers = _hold_modifiers(claim, facts, scopes)
    said = claim.documentation
    if facts.place is None or not facts.place.facility:
        scopes.add("office")
        if facts.place is not None and claim.equipment_owner == "billing-provider":
            scopes.discard("whole")
    if facts.payer is None or not facts.payer.known:
        scopes.add("policy")
    _hold_related(facts, scopes)
    if said.radiographic_arthrogram:
        scopes.add("arthrogram")
    if facts.candidates:
        scopes.add("candidates")
    if said.target:
        scopes.add("target")
    _hold_lacks(said, scopes)
    return ClaimTraits(frozenset(scopes), frozenset(modifiers), frozenset(on_guidance))


def _hold_guidance(claim: Claim, facts: Facts, scopes: set[Scope]) -> tuple[str, ...]:
    """Settle the scopes of guidance codes and units; the modifiers on needle guidance."""
    counted = 0
    methods: list[Modality] = []
    carried: tuple[str, ...] = ()
    guidance = facts.guidance
    for line in claim.lines:
        if line.code not in guidance.encounter_unit:
            scopes.add("limited")
        if line.code not in guidance.stacking:
            continue
        counted += line.units
        if line.code in guidance.needle:
            methods.append(guidance.needle[line.code])
            carried += line.modifiers
            if "26" not in line.modifiers and "TC" not in line.modifiers:
                scopes.add("whole")
    if methods:
        scopes.add("guidance")
        if claim.documentation.modality not in methods:
            scopes.add("other_method")
    if counted > 1:
        scopes.add("several")
    return carried


def _hold_codes(claim: Claim, facts: Facts, scopes: set[Scope]) -> None:
    """Settle the other scopes of codes."""
    on = claim.date_of_service
    unread = False
    under_policy = facts.payer.policy_codes if facts.payer is not None else ()
    for line in claim.lines:
        if line.diagnoses:
            scopes.add("diagnoses")
        if line.code in under_policy:
            scopes.add("policy")
        if line.code in facts.guidance.drainage:
            scopes.add("disputed")
        if line.code != claim.lines[0].code:
            scopes.add("codes")
        known = facts.codes.get(line.code)
        if known is None:
            unread = True
            scopes.add("invalid")
            continue
        unread = unread or (known.add_on is not False and line.code not in facts.add_ons)
        if (known.last is not None and known.last < on) or (known.first is not None and on < known.first):
            scopes.add("invalid")
        if known.kind == "evaluation":
            scopes.add("visit")
        elif known.kind in _RADIOLOGY and "26" not in line.modifiers and "TC" not in line.modifiers:
            scopes.add("whole")
        if known.requires_imaging:
            scopes.add("contained")
    if unread and add_ons_without_list(claim, facts):
        scopes.update(("unpaired", "lone"))
    _hold_unpaired(claim, facts, scopes)


def _hold_technique(claim: Claim, facts: Facts, scopes: set[Scope]) -> None:
    """Settle the scope of techniques."""
    documented = claim.documentation.technique
    if documented is None or claim.documentation.catheter_left is not None:
        scopes.add("technique")
        return
    for known in facts.codes.values():
        if known.techniques and documented not in known.techniques:
            scopes.add("technique")


def _hold_unpaired(claim: Claim, facts: Facts, scopes: set[Scope]) -> None:
    """Settle the scopes of add-ons: of which the claim has none of the listed primaries."""
    for add_on, listed in facts.primaries.items():
        for line in claim.lines:
            if line.code in listed:
                break
        else:
            scopes.add("unpaired")
            if not _has_related(facts, add_on):
                scopes.add("lone")


def _has_related(facts: Facts, guidance: str) -> bool:
    """Whether a procedure contains the guidance or wants another for it."""
    inside = any(row.guidance == guidance for rows in facts.inclusions.values() for row in rows)
    return inside or any(row.guidance == guidance for rows in facts.alternatives.values() for row in rows)


def _hold_related(facts: Facts, scopes: set[Scope]) -> None:
    """Settle the scopes of procedures that contain the guidance beside them or want another."""
    for inclusions in facts.inclusions.values():
        scopes.add("included")
        for inclusion in inclusions:
            if inclusion.conflict:
                scopes.add("disputed")
            if inclusion.ground == "arthrography":
                scopes.add("arthrogram")
    for alternatives in facts.alternatives.values():
        scopes.add("another")
        if any(alternative.conflict for alternative in alternatives):
            scopes.add("disputed")


def _hold_modifiers(claim: Claim, facts: Facts, scopes: set[Scope]) -> tuple[str, ...]:
    """Settle the scopes of modifiers; those on any line."""
    carried: tuple[str, ...] = ()
    for line in claim.lines:
        if not line.modifiers:
            continue
        carried += line.modifiers
        if not _at_home(line, facts):
            scopes.add("special_modifier")
        if len(line.modifiers) > 1:
            scopes.add("two_modifiers")
    others = _OTHER_SIDES[claim.documentation.laterality]
    for modifier in carried:
        known = facts.modifiers.get(modifier)
        if known is None or claim.claim_form not in known.claim_forms:
            scopes.add("odd_modifier")
        if modifier in others:
            scopes.add("other_side")
    return carried


def _at_home(line: Line, facts: Facts) -> bool:
    """Whether a line carries one modifier, and one that its code takes in any case."""
    if line.code in facts.guidance.needle:
        return line.modifiers == ("26",) and takes_component_modifiers(line.code, facts)
    if line.modifiers == ("25",):
        return line.code in facts.codes and facts.codes[line.code].kind == "evaluation"
    return line.modifiers in _ONE_SIDE


def _hold_lacks(said: Documentation, scopes: set[Scope]) -> None:
    """Settle which elements of the record are missing or not stated."""
    if not said.needle_guided or said.needle_position is False:
        scopes.add("unguided")
    if not said.permanent_image:
        scopes.add("no_image")
    if not said.interpretation:
        scopes.add("no_reading")
    if not said.reason_for_guidance:
        scopes.add("no_reason")
    if not said.signed:
        scopes.add("unsigned")
    if not said.dose_index:
        scopes.add("no_dose_index")
