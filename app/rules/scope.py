"""What a claim holds, settled once, so that the engine passes over the rules that it does not concern.

A rule that is passed over has looked: its scope is the part of its condition that many rules share. The
tests hold every rule to that: outside its scope it finds nothing and leaves nothing open.
"""

from typing import Literal

from msgspec import Struct

from app.coding.claim import Claim, Documentation
from app.coding.facts import Facts
from app.coding.words import Laterality, Modality
from app.rules.partners import METHODS, NEEDLE_GUIDANCE, SIDE_OF
from app.rules.primaries import unheld

Scope = Literal[
    "guidance",
    "whole",
    "other_method",
    "several",
    "visit",
    "contained",
    "invalid",
    "modifier",
    "two_modifiers",
    "odd_modifier",
    "other_side",
    "unpaired",
    "related",
    "arthrogram",
    "undocumented",
    "target",
]
_COUNTED = NEEDLE_GUIDANCE | {"76000"}
_NONE: frozenset[str] = frozenset()
_OTHER_SIDES: dict[Laterality | None, frozenset[str]] = {
    None: frozenset(SIDE_OF),
    "right": frozenset(modifier for modifier, side in SIDE_OF.items() if side != "right"),
    "left": frozenset(modifier for modifier, side in SIDE_OF.items() if side != "left"),
    "bilateral": _NONE,
}


class Held(Struct, frozen=True, gc=False, kw_only=True):
    """What a claim holds; the fields that are true are its scopes.

    - `guidance`: a needle guidance code. `whole`: without 26 or TC. `other_method`: of another method than
      the one in the record, or the record names none. `several`: on two lines or for two units, 76000
      counted in.
    - `visit`: an evaluation and management code. `contained`: a code that may only be used with imaging.
      `invalid`: a code that no list has on the date of service.
    - `modifier`: any modifier. `two_modifiers`: two on a line. `odd_modifier`: one that the book does not
      have, or that one claim form only takes. `other_side`: a side that the record does not name.
    - `unpaired`: an add-on whose listed primary is not there, or one whose list is not held. `related`: a
      procedure that contains the guidance beside it, or wants another. `arthrogram`: the same, or a full
      conventional arthrogram in the record.
    - `undocumented`: an element of the record that is missing or not stated. `target`: one in the record.
    - `modifiers`, `on_guidance`: the modifiers on any line, and those on lines with needle guidance.
    """

    guidance: bool
    whole: bool
    other_method: bool
    several: bool
    visit: bool
    contained: bool
    invalid: bool
    modifier: bool
    two_modifiers: bool
    odd_modifier: bool
    other_side: bool
    unpaired: bool
    related: bool
    arthrogram: bool
    undocumented: bool
    target: bool
    modifiers: frozenset[str]
    on_guidance: frozenset[str]


def held_by(claim: Claim, facts: Facts) -> Held:
    """Settle what a claim holds, in one pass and one piece, since every review pays for it."""
    on, said = claim.date_of_service, claim.documentation
    counted = 0
    methods: list[Modality] = []
    carried: tuple[str, ...] = ()
    guiding: tuple[str, ...] = ()
    visit = contained = invalid = two_modifiers = unread = whole = False
    for line in claim.lines:
        code = line.code
        if line.modifiers:
            carried += line.modifiers
            if len(line.modifiers) > 1:
                two_modifiers = True
        if code in _COUNTED:
            counted += line.units
            if code in METHODS:
                methods.append(METHODS[code])
                guiding += line.modifiers
                if "26" not in line.modifiers and "TC" not in line.modifiers:
                    whole = True
        known = facts.codes.get(code)
        if known is None:
            invalid = unread = True
            continue
        if known.add_on is not False and code not in facts.add_ons:
            unread = True
        if (known.last is not None and known.last < on) or (known.first is not None and on < known.first):
            invalid = True
        if known.kind == "evaluation":
            visit = True
        if known.requires_imaging:
            contained = True
    modifiers = frozenset(carried) if carried else _NONE
    related = bool(facts.inclusions or facts.alternatives)
    return Held(
        guidance=bool(methods),
        whole=whole,
        other_method=bool(methods) and said.modality not in methods,
        several=counted > 1,
        visit=visit,
        contained=contained,
        invalid=invalid,
        modifier=bool(carried),
        two_modifiers=two_modifiers,
        odd_modifier=bool(carried) and _odd(modifiers, facts),
        other_side=bool(carried) and not modifiers.isdisjoint(_OTHER_SIDES[said.laterality]),
        unpaired=_unpaired(claim, facts) or (unread and bool(unheld(claim, facts))),
        related=related,
        arthrogram=related or bool(said.radiographic_arthrogram),
        undocumented=_undocumented(said),
        target=bool(said.target),
        modifiers=modifiers,
        on_guidance=frozenset(guiding) if guiding else _NONE,
    )


def _odd(modifiers: frozenset[str], facts: Facts) -> bool:
    known = [facts.modifiers.get(modifier) for modifier in modifiers]
    return any(each is None or len(each.claim_forms) == 1 for each in known)


def _unpaired(claim: Claim, facts: Facts) -> bool:
    if not facts.primaries:
        return False
    codes = [line.code for line in claim.lines]
    return any(listed.isdisjoint(codes) for listed in facts.primaries.values())


def _undocumented(said: Documentation) -> bool:
    return not (
        said.needle_guided
        and said.needle_position
        and said.permanent_image
        and said.interpretation
        and said.reason_for_guidance
        and said.signed
        and said.dose_index
    )
