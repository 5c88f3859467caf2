"""What the codes of a claim hold, whatever else its lines say: settled once for claims of the same codes.

Claims of a period with the same codes share the facts of their codes, so what follows from both is found
again by the identity of these facts. Groups of codes are many: they are put together of what each code holds.
"""

import functools
import operator
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from app.coding.facts import CodeFacts, Facts, Way
from app.coding.words import Modality, Technique
from app.rules.engine.trait import BITS
from app.rules.lookups.joints import heights_of, joints_of

EXAM_METHODS: tuple[Modality, ...] = ("ultrasound", "ct", "mr")
_RADIOLOGY = ("guidance", "imaging")
_GUIDANCE, _SEVERAL, _TWO_CODES = BITS["guidance"], BITS["several_guidance_units"], BITS["two_codes"]
_UNITS_TO_COUNT, _UNITS_IN_DOUBT = BITS["units_to_count"], BITS["units_in_doubt"]
_EXAM, _VISIT, _CONTAINS_IMAGING = BITS["exam"], BITS["visit"], BITS["contains_imaging"]
_DISPUTED, _ARTHROGRAM = BITS["disputed"], BITS["arthrogram"]
_CONTRAST_INJECTION = BITS["contrast_injection"]
_OF_VARIANT: Mapping[Way, int] = {
    "second-level": BITS["third_level"],
    "reading": BITS["discogram"],
    "injection": BITS["discogram"],
}
_INCLUSIONS, _ALTERNATIVES = BITS["inclusions"], BITS["alternatives"]
_WITHOUT_PRIMARY, _PRIMARY_ENDED = BITS["add_on_without_primary"], BITS["primary_ended"]
_UNEXPLAINED, _JOINT_OR_LEVEL = BITS["unexplained_add_on"], BITS["joint_or_level"]
_AT_MOST = 512


class CodeTraits(Struct, frozen=True, gc=False):
    """The traits that codes hold by themselves, and what decides on others beside the rest of a claim.

    - `limits`: the units limit of each code whose unit is not the encounter. `stacking`: the codes counted
      among several guidance codes in an encounter.
    - `methods`: by guidance code. `radiology`: the codes whose technical part may be another's.
    - `techniques`: those that all procedures have in common, None where none has any.
    - `unlisted`: whether a code may be an add-on whose list is not held.
    - `ended`: the first last day of a code that was a listed primary of an add-on without any.
    - `valid`: the days between which every code is known to be valid; None where that is to be asked.
    """

    bits: int
    limits: Mapping[str, int]
    stacking: frozenset[str]
    methods: Mapping[str, Modality]
    radiology: frozenset[str]
    techniques: frozenset[Technique] | None
    unlisted: bool
    ended: date | None
    valid: tuple[date, date | None] | None


class OfCode(Struct, frozen=True, gc=False):
    """What one code holds by itself: its part in each of `CodeTraits`.

    `counted`: its unit is not the encounter. `first`, `last`: the days between which it is known to be valid.
    """

    code: str
    bits: int
    counted: bool
    limit: int | None
    stacks: bool
    method: Modality | None
    is_radiology: bool
    techniques: frozenset[Technique]
    unlisted: bool
    first: date | None
    last: date | None


_facts_behind = operator.attrgetter(
    "codes", "add_ons", "primaries", "inclusions", "alternatives", "units", "guidance", "anatomy"
)
_known: dict[tuple[int, tuple[str, ...]], tuple[tuple[object, ...], CodeTraits]] = {}
_codes: dict[tuple[object, ...], tuple[tuple[object, ...], OfCode]] = {}


def traits_of_codes(codes: tuple[str, ...], facts: Facts) -> CodeTraits:
    """What the codes of the lines of a claim hold, in their order and with those that come again.

    What was settled is held with the facts that it stands on, so that an identity stays theirs.
    """
    behind = _facts_behind(facts)
    key = id(facts.codes), codes
    found = _known.get(key)
    if found is None or found[0] != behind:
        if len(_known) >= _AT_MOST:
            _known.clear()
        found = _known[key] = behind, _settle(codes, facts)
    return found[1]


def _settle(codes: tuple[str, ...], facts: Facts) -> CodeTraits:
    found = [_traits_of_code(code, facts) for code in codes]
    bits, ended = _lone_add_ons(codes, facts)
    bits |= _bits_together(codes, found) | _bits_of_related(facts)
    techniques = [each.techniques for each in found if each.techniques]
    return CodeTraits(
        bits=functools.reduce(operator.or_, [each.bits for each in found], bits),
        limits={each.code: each.limit for each in found if each.limit is not None},
        stacking=frozenset([each.code for each in found if each.stacks]),
        methods={each.code: each.method for each in found if each.method is not None},
        radiology=frozenset([each.code for each in found if each.is_radiology]),
        techniques=frozenset.intersection(*techniques) if techniques else None,
        unlisted=any(each.unlisted for each in found),
        ended=ended,
        valid=_valid_days(found),
    )


def _bits_together(codes: tuple[str, ...], found: list[OfCode]) -> int:
    """Traits by which codes stand beside each other or come again."""
    distinct = len(set(codes))
    bits = _TWO_CODES if distinct > 1 else 0
    if distinct < len(codes) and any(each.counted and codes.count(each.code) > 1 for each in found):
        bits |= _UNITS_IN_DOUBT
    return bits


def _traits_of_code(code: str, facts: Facts) -> OfCode:
    """What a code holds: settled once for the same facts of it, held so that their ids stay theirs."""
    known, limit, listed = facts.codes.get(code), facts.units.get(code), code in facts.add_ons
    held = known, limit, facts.guidance, facts.anatomy
    key = code, listed, *map(id, held)
    found = _codes.get(key)
    if found is None:
        if len(_codes) >= _AT_MOST:
            _codes.clear()
        found = _codes[key] = held, _settle_code(code, facts)
    return found[1]


def _settle_code(code: str, facts: Facts) -> OfCode:
    guidance, known, limit = facts.guidance, facts.codes.get(code), facts.units.get(code)
    method, counted = guidance.needle.get(code), code not in guidance.encounter_unit
    bits = _GUIDANCE if method is not None else 0
    if counted:
        bits |= _UNITS_TO_COUNT if limit is not None else _UNITS_TO_COUNT | _UNITS_IN_DOUBT
    if code in guidance.drainage:
        bits |= _DISPUTED
    if joints_of(code, facts.anatomy) or heights_of(code, facts.anatomy):
        bits |= _JOINT_OR_LEVEL
    return OfCode(
        code=code,
        bits=bits | _bits_of_known(known) if known is not None else bits,
        counted=counted,
        limit=limit.value if counted and limit is not None else None,
        stacks=code in guidance.stacking,
        method=method,
        is_radiology=method is not None or (known is not None and known.kind in _RADIOLOGY),
        techniques=frozenset(known.techniques) if known is not None else frozenset(),
        unlisted=known is None or (known.add_on is not False and code not in facts.add_ons),
        first=known.first or known.listed_from if known is not None else None,
        last=known.last if known is not None else None,
    )


def _bits_of_known(known: CodeFacts) -> int:
    """Traits by what is known of a code."""
    bits = _CONTAINS_IMAGING if known.requires_imaging else 0
    if known.kind == "evaluation":
        bits |= _VISIT
    elif known.kind == "imaging" and known.modality in EXAM_METHODS:
        bits |= _EXAM
    if "arthrogram-injection" in known.techniques:
        bits |= _CONTRAST_INJECTION
    for variant in known.variants:
        bits |= _OF_VARIANT.get(variant.way, 0)
    return bits


def _bits_of_related(facts: Facts) -> int:
    """Traits by procedures that contain the guidance beside them or want another."""
    if not facts.inclusions and not facts.alternatives:
        return 0  # as mostly
    inclusions = [row for rows in facts.inclusions.values() for row in rows]
    alternatives = [row for rows in facts.alternatives.values() for row in rows]
    bits = (_INCLUSIONS if facts.inclusions else 0) | (_ALTERNATIVES if facts.alternatives else 0)
    if any(row.conflict for row in inclusions) or any(row.conflict for row in alternatives):
        bits |= _DISPUTED
    return bits | _ARTHROGRAM if any(row.ground == "arthrography" for row in inclusions) else bits


def _lone_add_ons(codes: tuple[str, ...], facts: Facts) -> tuple[int, date | None]:
    """Traits by add-ons of which the claim has none of the listed primaries.

    With the first day on which one of the codes was the last time such a primary, None where none was.
    """
    bits = 0
    ended: list[date] = []
    for add_on, listed in facts.primaries.items():
        if not listed.isdisjoint(codes):
            continue
        bits |= _WITHOUT_PRIMARY
        rows = facts.add_ons.get(add_on, ())
        ended += [row.last for row in rows if row.last is not None and row.primary in codes]
        if not _has_related(facts, add_on):
            bits |= _UNEXPLAINED
    return bits, min(ended, default=None)


def _has_related(facts: Facts, guidance: str) -> bool:
    """Whether a procedure contains the guidance or wants another for it; an edit alone may have ended."""
    rows = [row for rows in facts.inclusions.values() for row in rows if row.ground != "pair-edit"]
    inside = any(row.guidance == guidance for row in rows)
    return inside or any(row.guidance == guidance for rows in facts.alternatives.values() for row in rows)


def _valid_days(found: list[OfCode]) -> tuple[date, date | None] | None:
    """The days between which every code is known to be valid, the last None where all are open.

    None where nothing says from when one is.
    """
    firsts = [each.first for each in found if each.first is not None]
    if len(firsts) < len(found):
        return None
    lasts = [each.last for each in found if each.last is not None]
    return max(firsts, default=date.min), min(lasts, default=None)
