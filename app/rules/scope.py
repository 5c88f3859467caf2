"""What a claim holds, settled once, so that the engine passes over the rules that it does not concern.

A rule that is passed over has looked: its scope is the part of its condition that many rules share. The
tests hold every rule to that: outside its scope it finds nothing and leaves nothing open.
"""

from typing import Literal

from msgspec import Struct

from app.coding.claim import Claim, Documentation
from app.coding.facts import Facts
from app.rules.partners import NEEDLE_GUIDANCE

Scope = Literal[
    "guidance",  # a needle guidance code
    "several",  # guidance on two lines or for two units, 76000 counted in
    "visit",  # an evaluation and management code
    "modifier",  # a modifier
    "unpaired",  # an add-on whose listed primary is not there
    "related",  # a procedure that contains the guidance beside it, or wants another
    "arthrogram",  # the same, or a full conventional arthrogram in the record
    "invalid",  # a code that no list has on the date of service
    "undocumented",  # an element of the record that is missing or not stated
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
    modifiers: set[str] = set()
    on_guidance: set[str] = set()
    counted = 0
    on = claim.date_of_service
    for line in claim.lines:
        code = line.code
        if line.modifiers:
            modifiers.update(line.modifiers)
        known = facts.codes.get(code)
        if known is None:
            scopes.add("invalid")
        else:
            if (known.last is not None and known.last < on) or (known.first is not None and on < known.first):
                scopes.add("invalid")
            if known.kind == "evaluation":
                scopes.add("visit")
        if code in _COUNTED:
            counted += line.units
            if code in NEEDLE_GUIDANCE:
                scopes.add("guidance")
                on_guidance.update(line.modifiers)
    if counted > 1:
        scopes.add("several")
    if modifiers:
        scopes.add("modifier")
    if facts.inclusions or facts.alternatives:
        scopes.update(("related", "arthrogram"))
    _record(claim.documentation, scopes)
    if facts.primaries and _unpaired(claim, facts):
        scopes.add("unpaired")
    return Held(frozenset(scopes), frozenset(modifiers), frozenset(on_guidance))


def _record(said: Documentation, scopes: set[Scope]) -> None:
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
