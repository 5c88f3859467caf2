"""What the codes of a claim hold, whatever else its lines say: settled once for claims of the same codes.

Claims of a period with the same codes share the facts of their codes, so what follows from both is found
again by the identity of these facts.
"""

import operator
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from app.coding.facts import CodeFacts, Facts
from app.coding.words import Modality, Technique
from app.rules.engine.trait import BITS
from app.rules.lookups.joints import heights_of, joints_of

EXAM_METHODS: tuple[Modality, ...] = ("ultrasound", "ct", "mr")
_RADIOLOGY = ("guidance", "imaging")
_GUIDANCE, _SEVERAL, _TWO_CODES = BITS["guidance"], BITS["several_guidance_units"], BITS["two_codes"]
_UNITS_TO_COUNT, _UNITS_IN_DOUBT = BITS["units_to_count"], BITS["units_in_doubt"]
_EXAM, _VISIT, _CONTAINS_IMAGING = BITS["exam"], BITS["visit"], BITS["contains_imaging"]
_DISPUTED, _ARTHROGRAM = BITS["disputed"], BITS["arthrogram"]
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


_facts_behind = operator.attrgetter(
    "codes", "add_ons", "primaries", "inclusions", "alternatives", "units", "guidance", "anatomy"
)
_known: dict[tuple[int, tuple[str, ...]], tuple[tuple[object, ...], CodeTraits]] = {}


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
    guidance, known = facts.guidance, [each for code in codes if (each := facts.codes.get(code))]
    counted = [code for code in codes if code not in guidance.encounter_unit]
    methods = {code: guidance.needle[code] for code in codes if code in guidance.needle}
    radiology = {each.code for each in known if each.kind in _RADIOLOGY}
    techniques = [frozenset(each.techniques) for each in known if each.techniques]
    bits, ended = _lone_add_ons(codes, facts)
    return CodeTraits(
        bits=bits | _bits(codes, counted, methods, facts) | _bits_of_known(known) | _bits_of_related(facts),
        limits={code: facts.units[code].value for code in counted if code in facts.units},
        stacking=frozenset(code for code in codes if code in guidance.stacking),
        methods=methods,
        radiology=frozenset(radiology.union(methods)),
        techniques=frozenset.intersection(*techniques) if techniques else None,
        unlisted=any(_is_unlisted(code, facts) for code in codes),
        ended=ended,
        valid=_valid_days(known) if len(known) == len(codes) else None,
    )


def _bits(codes: tuple[str, ...], counted: list[str], methods: Mapping[str, Modality], facts: Facts) -> int:
    """Traits by the codes as they are written and counted."""
    bits = _GUIDANCE if methods else 0
    if len(set(codes)) > 1:
        bits |= _TWO_CODES
    if counted:
        bits |= _UNITS_TO_COUNT
    if len(set(counted)) < len(counted) or not all(code in facts.units for code in counted):
        bits |= _UNITS_IN_DOUBT
    if not facts.guidance.drainage.isdisjoint(codes):
        bits |= _DISPUTED
    if any(joints_of(code, facts.anatomy) or heights_of(code, facts.anatomy) for code in codes):
        bits |= _JOINT_OR_LEVEL
    return bits


def _bits_of_known(known: list[CodeFacts]) -> int:
    """Traits by what is known of the codes."""
    bits = 0
    for each in known:
        if each.kind == "evaluation":
            bits |= _VISIT
        elif each.kind == "imaging" and each.modality in EXAM_METHODS:
            bits |= _EXAM
        if each.requires_imaging:
            bits |= _CONTAINS_IMAGING
    return bits


def _bits_of_related(facts: Facts) -> int:
    """Traits by procedures that contain the guidance beside them or want another."""
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
    """Whether a procedure contains the guidance or wants another for it."""
    inside = any(row.guidance == guidance for rows in facts.inclusions.values() for row in rows)
    return inside or any(row.guidance == guidance for rows in facts.alternatives.values() for row in rows)


def _is_unlisted(code: str, facts: Facts) -> bool:
    known = facts.codes.get(code)
    return known is None or (known.add_on is not False and code not in facts.add_ons)


def _valid_days(known: list[CodeFacts]) -> tuple[date, date | None] | None:
    """The days between which every code is known to be valid, the last None where all are open.

    None where nothing says from when one is.
    """
    firsts = [day for each in known if (day := each.first or each.listed_from)]
    if len(firsts) < len(known):
        return None
    return max(firsts, default=date.min), min((each.last for each in known if each.last), default=None)
