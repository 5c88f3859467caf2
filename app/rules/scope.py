"""What a claim holds, settled once, so that the engine passes over the rules that it does not concern.

A rule that is passed over has looked: its scope is the part of its condition that many rules share. The
tests hold every rule to that: outside its scope it finds nothing and leaves nothing open.
"""

from typing import Literal

from msgspec import Struct

from app.coding.claim import Claim, Documentation
from app.coding.facts import Facts
from app.rules.partners import METHODS, NEEDLE_GUIDANCE, unheld

Scope = Literal[
    "guidance",  # a needle guidance code
    "other-method",  # guidance of another method than the one in the record, or none in the record
    "several",  # guidance on two lines or for two units, 76000 counted in
    "visit",  # an evaluation and management code
    "contained",  # a code that may only be used with imaging
    "invalid",  # a code that no list has on the date of service
    "modifier",  # a modifier
    "two-modifiers",  # two modifiers on a line
    "odd-modifier",  # a modifier that the book does not have, or that one claim form only takes
    "unpaired",  # an add-on whose listed primary is not there, or what may be one and has no list here
    "related",  # a procedure that contains the guidance beside it, or wants another
    "arthrogram",  # the same, or a full conventional arthrogram in the record
    "undocumented",  # an element of the record that is missing or not stated
    "target",  # a target in the record
]
_COUNTED = NEEDLE_GUIDANCE | {"76000"}
_NONE: frozenset[str] = frozenset()


class Held(Struct, frozen=True, gc=False):
    """What a claim holds: scopes, the modifiers on any line, and those on lines with needle guidance."""

    scopes: frozenset[Scope]
    modifiers: frozenset[str] = _NONE
    on_guidance: frozenset[str] = _NONE


def held_by(claim: Claim, facts: Facts) -> Held:
    """Settle what a claim holds."""
    scopes: set[Scope] = set()
    _codes(claim, facts, scopes)
    _record(claim.documentation, scopes)
    if facts.inclusions or facts.alternatives:
        scopes.update(("related", "arthrogram"))
    if (facts.primaries and _unpaired(claim, facts)) or (facts.partial and unheld(claim, facts)):
        scopes.add("unpaired")
    modifiers = on_guidance = _NONE
    for line in claim.lines:
        if line.modifiers:
            modifiers = modifiers.union(line.modifiers)
            if line.code in NEEDLE_GUIDANCE:
                on_guidance = on_guidance.union(line.modifiers)
            if len(line.modifiers) > 1:
                scopes.add("two-modifiers")
    if modifiers:
        scopes.add("modifier")
        _modifiers(modifiers, facts, scopes)
    return Held(frozenset(scopes), modifiers, on_guidance)


def _codes(claim: Claim, facts: Facts, scopes: set[Scope]) -> None:
    on = claim.date_of_service
    counted = 0
    methods = []
    for line in claim.lines:
        code = line.code
        if code in _COUNTED:
            counted += line.units
            if code in METHODS:
                methods.append(METHODS[code])
        known = facts.codes.get(code)
        if known is None:
            scopes.add("invalid")
            continue
        if (known.last is not None and known.last < on) or (known.first is not None and on < known.first):
            scopes.add("invalid")
        if known.kind == "evaluation":
            scopes.add("visit")
        if known.requires_imaging:
            scopes.add("contained")
    if counted > 1:
        scopes.add("several")
    if methods:
        scopes.add("guidance")
        if claim.documentation.modality not in methods:
            scopes.add("other-method")


def _modifiers(modifiers: frozenset[str], facts: Facts, scopes: set[Scope]) -> None:
    for modifier in modifiers:
        known = facts.modifiers.get(modifier)
        if known is None or len(known.claim_forms) == 1:
            scopes.add("odd-modifier")


def _record(said: Documentation, scopes: set[Scope]) -> None:
    if said.target:
        scopes.add("target")
    if said.radiographic_arthrogram:
        scopes.add("arthrogram")
    if not (
        said.needle_guided
        and said.needle_position
        and said.permanent_image
        and said.interpretation
        and said.reason_for_guidance
        and said.signed
        and said.dose_index
    ):
        scopes.add("undocumented")


def _unpaired(claim: Claim, facts: Facts) -> bool:
    codes = [line.code for line in claim.lines]
    return any(listed.isdisjoint(codes) for listed in facts.primaries.values())
