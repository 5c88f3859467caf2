"""What stands beside a guidance line: listed primaries, codes that contain the guidance, modifiers.

A root cause explains its consequences: these look-ups let a rule stay silent where another names the root.
"""

from collections.abc import Collection
from datetime import date

from app.coding.claim import Claim, Line
from app.coding.dates import covers
from app.coding.facts import Alternative, CodeFacts, Facts, Inclusion
from app.coding.words import Laterality
from app.rules.lookups.memo import cached_per_claim

NumberedLine = tuple[int, Line]
"""A claim line with its number, from 1."""

DISTINCT = frozenset({"59", "XE", "XP", "XS", "XU"})
_SITES = ("side", "anatomic")
SIDE_OF: dict[str, Laterality] = {
    "50": "bilateral",
    "RT": "right",
    "LT": "left",
    **dict.fromkeys(("E1", "E2", "FA", "F1", "F2", "F3", "F4", "TA", "T1", "T2", "T3", "T4"), "left"),
    **dict.fromkeys(("E3", "E4", "F5", "F6", "F7", "F8", "F9", "T5", "T6", "T7", "T8", "T9"), "right"),
}


def guidance_lines(claim: Claim, facts: Facts) -> list[NumberedLine]:
    """The lines with a needle guidance code, numbered from 1."""
    found: list[NumberedLine] = []  # in a loop: most rules ask, and in 3.11 a comprehension is one more call
    needle = facts.guidance.needle
    for number, line in enumerate(claim.lines, 1):
        if line.code in needle:
            found.append((number, line))
    return found


def lines_with(claim: Claim, codes: Collection[str]) -> list[NumberedLine]:
    """The lines with one of some codes, numbered from 1."""
    found: list[NumberedLine] = []
    for number, line in enumerate(claim.lines, 1):
        if line.code in codes:
            found.append((number, line))
    return found


def is_procedure(code: str, facts: Facts) -> bool:
    """Whether a code may stand for the procedure that a needle was for. An unknown numeric code may."""
    known = facts.codes.get(code)
    if known is None:
        return not facts.codes_complete and code.isdigit()
    return known.kind == "primary" or (known.kind == "other" and code[0].isdigit())


def is_valid_on(known: CodeFacts, on: date) -> bool:
    """Whether a code is valid on a date of service, as far as its dates are known."""
    return covers(known.first, known.last, on)


@cached_per_claim
def inclusions(claim: Claim, facts: Facts, guidance: str) -> tuple[tuple[int, Inclusion], ...]:
    """The lines whose code already contains `guidance`, with the row that says so."""
    if not facts.inclusions:
        return ()
    return tuple(
        (number, row)
        for number, line in enumerate(claim.lines, 1)
        for row in facts.inclusions.get(line.code, ())
        if row.guidance == guidance
    )


@cached_per_claim
def alternatives(claim: Claim, facts: Facts, guidance: str) -> tuple[tuple[int, Alternative], ...]:
    """The lines for whose code another code than `guidance` is the one to look at."""
    if not facts.alternatives:
        return ()
    return tuple(
        (number, row)
        for number, line in enumerate(claim.lines, 1)
        for row in facts.alternatives.get(line.code, ())
        if row.guidance == guidance
    )


@cached_per_claim
def eligible_primaries(claim: Claim, facts: Facts, guidance: str) -> tuple[int, ...]:
    """The lines that the guidance may belong to: free of it themselves, and listed if it is an add-on."""
    primaries = facts.primaries.get(guidance)
    found: list[int] = []
    for number, line in enumerate(claim.lines, 1):
        code = line.code
        if code in facts.guidance.needle or not (
            code in primaries if primaries else is_procedure(code, facts)
        ):
            continue
        inside = any(row.guidance == guidance for row in facts.inclusions.get(code, ()))
        if not inside and not any(row.guidance == guidance for row in facts.alternatives.get(code, ())):
            found.append(number)
    return tuple(found)


def has_bypass_modifier(facts: Facts, *lines: Line, excluding: frozenset[str] = frozenset()) -> bool:
    """Whether a modifier opens a PTP edit of indicator 1 between lines: no site, and none of `excluding`."""
    for line in lines:
        for modifier in line.modifiers:
            known = facts.modifiers.get(modifier)
            if known and known.bypasses_pairs and known.kind not in _SITES and modifier not in excluding:
                return True
    return False


def is_distinct_service(facts: Facts, one: Line, other: Line) -> bool:
    """Whether modifiers claim two separate services: a distinct one on either line, or different sites."""
    if not DISTINCT.isdisjoint(one.modifiers) or not DISTINCT.isdisjoint(other.modifiers):
        return True
    return has_different_sites(facts, one, other)


def has_different_sites(facts: Facts, one: Line, other: Line) -> bool:
    """Whether both lines name a side, a finger or the like, and none of them is the same."""
    sites, others = anatomic_sites(facts, one), anatomic_sites(facts, other)
    return bool(sites and others and set(sites).isdisjoint(others))


def anatomic_sites(facts: Facts, *lines: Line) -> list[str]:
    """The sides, fingers, toes and the like that lines name."""
    found: list[str] = []
    for line in lines:
        for modifier in line.modifiers:
            known = facts.modifiers.get(modifier)
            if known and known.bypasses_pairs and known.kind in _SITES:
                found.append(known.code)
    return list(dict.fromkeys(found))


def has_documented_separate_service(claim: Claim) -> bool:
    """Whether the record documents a separate site or a separate encounter for the second guided service."""
    return bool(claim.documentation.separate_site or claim.documentation.separate_encounter)


def is_visit(line: Line, facts: Facts) -> bool:
    """Whether a line holds an evaluation and management code."""
    return line.code in facts.codes and facts.codes[line.code].kind == "evaluation"


def modifiers_without(line: Line, *dropped: str) -> tuple[str, ...]:
    """The modifiers of a line without some, in their order."""
    return tuple(modifier for modifier in line.modifiers if modifier not in dropped)
