"""What codes hold, whatever else the lines of a claim say: settled once a code, and joined for a claim.

Claims of a period with the same code share the facts of it, so what follows from them is found again by their
identity. What hangs on the codes beside each other is asked of the few claims that have such facts.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from app.coding.facts import CodeFacts, Facts
from app.coding.guidance import GuidanceTable
from app.coding.official import UnitsLimit
from app.coding.words import Modality, Technique
from app.rules.engine.trait import BITS

EXAM_METHODS: tuple[Modality, ...] = ("ultrasound", "ct", "mr")
_RADIOLOGY = ("guidance", "imaging")
_GUIDANCE, _TWO_CODES = BITS["guidance"], BITS["two_codes"]
_UNITS_TO_COUNT, _UNITS_IN_DOUBT = BITS["units_to_count"], BITS["units_in_doubt"]
_EXAM, _VISIT, _CONTAINS_IMAGING = BITS["exam"], BITS["visit"], BITS["contains_imaging"]
_DISPUTED, _ARTHROGRAM = BITS["disputed"], BITS["arthrogram"]
_INCLUSIONS, _ALTERNATIVES = BITS["inclusions"], BITS["alternatives"]
_WITHOUT_PRIMARY, _PRIMARY_ENDED = BITS["add_on_without_primary"], BITS["primary_ended"]
_UNEXPLAINED = BITS["unexplained_add_on"]
_AT_MOST = 2048


class CodeTraits(Struct, frozen=True, gc=False):
    """The traits that a code holds by itself, and what decides on others beside the rest of a claim.

    - `counts`: its unit is not the encounter; `limit`: the most units of it, None where that is not at hand.
    - `stacks`: it is counted among several guidance codes in an encounter. `method`: that of guidance.
    - `is_radiology`: its technical part may be another's.
    - `techniques`: those that a procedure is for; none where it does not matter.
    - `may_be_add_on`: it is an add-on, or nothing says that it is not.
    - `first`, `last`: the days between which it is known to be valid; no `first` where that is to be asked.
    """

    bits: int
    counts: bool
    limit: int | None
    stacks: bool
    method: Modality | None
    is_radiology: bool
    techniques: frozenset[Technique]
    may_be_add_on: bool
    first: date | None
    last: date | None


_Behind = tuple[CodeFacts | None, UnitsLimit | None, GuidanceTable]
_known: dict[tuple[str, int, int], tuple[_Behind, CodeTraits]] = {}


def traits_of_code(code: str, facts: Facts) -> CodeTraits:
    """What a code holds. The facts behind it are held with it, so that their identities stay theirs."""
    known, limit = facts.codes.get(code), facts.units.get(code)
    key = code, id(known), id(limit)
    found = _known.get(key)
    if found is None or found[0][2] is not facts.guidance:
        if len(_known) >= _AT_MOST:
            _known.clear()
        behind = known, limit, facts.guidance
        found = _known[key] = behind, _settle(code, *behind)
    return found[1]


def _settle(
    code: str, known: CodeFacts | None, limit: UnitsLimit | None, guidance: GuidanceTable
) -> CodeTraits:
    counts = code not in guidance.encounter_unit
    method = guidance.needle.get(code)
    return CodeTraits(
        bits=_bits(code, known, guidance) | (_bits_of_units(limit) if counts else 0),
        counts=counts,
        limit=limit.value if counts and limit else None,
        stacks=code in guidance.stacking,
        method=method,
        is_radiology=method is not None or (known is not None and known.kind in _RADIOLOGY),
        techniques=frozenset(known.techniques if known else ()),
        may_be_add_on=known is None or known.add_on is not False,
        first=(known.first or known.listed_from) if known else None,
        last=known.last if known else None,
    )


def _bits(code: str, known: CodeFacts | None, guidance: GuidanceTable) -> int:
    """Traits by the code and by what is known of it."""
    bits = _GUIDANCE if code in guidance.needle else 0
    if code in guidance.drainage:
        bits |= _DISPUTED
    if known is None:
        return bits
    if known.kind == "evaluation":
        bits |= _VISIT
    elif known.kind == "imaging" and known.modality in EXAM_METHODS:
        bits |= _EXAM
    return bits | _CONTAINS_IMAGING if known.requires_imaging else bits


def _bits_of_units(limit: UnitsLimit | None) -> int:
    return _UNITS_TO_COUNT if limit else _UNITS_TO_COUNT | _UNITS_IN_DOUBT


def bits_of_codes(codes: Sequence[str], facts: Facts) -> int:
    """Traits by the codes of a claim beside each other."""
    distinct = set(codes)
    bits = _TWO_CODES if len(distinct) > 1 else 0
    if len(distinct) < len(codes) and any(
        code not in facts.guidance.encounter_unit and codes.count(code) > 1 for code in distinct
    ):
        bits |= _UNITS_IN_DOUBT
    if facts.inclusions or facts.alternatives:
        bits |= _bits_of_related(facts)
    for add_on, listed in facts.primaries.items():
        if listed.isdisjoint(codes):
            bits |= _bits_of_lone_add_on(add_on, codes, facts)
    return bits


def _bits_of_related(facts: Facts) -> int:
    """Traits by procedures that contain the guidance beside them or want another."""
    inclusions = [row for rows in facts.inclusions.values() for row in rows]
    alternatives = [row for rows in facts.alternatives.values() for row in rows]
    bits = (_INCLUSIONS if facts.inclusions else 0) | (_ALTERNATIVES if facts.alternatives else 0)
    if any(row.conflict for row in inclusions) or any(row.conflict for row in alternatives):
        bits |= _DISPUTED
    return bits | _ARTHROGRAM if any(row.ground == "arthrography" for row in inclusions) else bits


def _bits_of_lone_add_on(add_on: str, codes: Sequence[str], facts: Facts) -> int:
    """Traits by an add-on of which the claim has none of the listed primaries."""
    bits = _WITHOUT_PRIMARY
    for row in facts.add_ons.get(add_on, ()):
        if row.last is not None and row.last < facts.on and row.primary in codes:
            bits |= _PRIMARY_ENDED
    return bits if _has_related(facts, add_on) else bits | _UNEXPLAINED


def _has_related(facts: Facts, guidance: str) -> bool:
    """Whether a procedure contains the guidance or wants another for it."""
    inside = any(row.guidance == guidance for rows in facts.inclusions.values() for row in rows)
    return inside or any(row.guidance == guidance for rows in facts.alternatives.values() for row in rows)
