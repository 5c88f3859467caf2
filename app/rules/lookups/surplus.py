"""Surplus guidance lines: those to leave off, so that other rules need not speak of them as well.

One problem is one flag. Guidance inside the only procedure, a second guidance code for one needle and a
repeat are named by the rules for that; whatever else such a line lacks is no flag of its own.
"""

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.words import Modality
from app.rules.lookups.memo import cached_per_claim
from app.rules.lookups.partners import (
    DISTINCT,
    NumberedLine,
    alternatives,
    eligible_primaries,
    guidance_lines,
    has_documented_separate_service,
    inclusions,
    lines_with,
)
from app.rules.lookups.primaries import has_listed_primary

SIDES = ("RT", "LT")
AFTER_ACCESS: tuple[Modality, ...] = ("fluoroscopy", "ct", "mr")
"""The imaging of what follows the access to a vessel; the record may name it in place of ultrasound."""
REPEAT_OR_DISTINCT = DISTINCT | {"76", "77"}
_NONE: frozenset[int] = frozenset()


def is_only_included(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether guidance is inside the procedures of the claim, and none is there that it may belong to."""
    return bool(inclusions(claim, facts, line.code)) and not eligible_primaries(claim, facts, line.code)


def stands_for_access(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether guidance should be the code for vascular access, which stands beside that of the device."""
    rows = alternatives(claim, facts, line.code)
    wanted = any(row.use in facts.guidance.vascular_access for _, row in rows)
    return wanted and not eligible_primaries(claim, facts, line.code)


@cached_per_claim
def stacked_encounters(
    claim: Claim, facts: Facts
) -> tuple[tuple[tuple[NumberedLine, ...], tuple[NumberedLine, ...]], ...]:
    """By encounter with two or more guidance codes, 76000 counted in: those lines, and which are too many.

    None where the record and a modifier in the encounter show separate services, or where the record has a
    method that none of them stands for. Guidance inside a procedure is not counted.
    """
    lines = lines_with(claim, facts.guidance.stacking)
    if len(lines) < 2:
        return ()
    lines = [
        pair
        for pair in lines
        if not is_only_included(claim, facts, pair[1]) and not stands_for_access(claim, facts, pair[1])
    ]
    encounters: dict[int, list[NumberedLine]] = {}
    for number, line in lines:
        encounters.setdefault(line.encounter, []).append((number, line))
    found = [each for _, each in sorted(encounters.items()) if len({line.code for _, line in each}) > 1]
    if has_documented_separate_service(claim):
        found = [each for each in found if all(DISTINCT.isdisjoint(line.modifiers) for _, line in each)]
    return tuple((tuple(each), surplus) for each in found if (surplus := _surplus(claim, facts, each)))


def _surplus(claim: Claim, facts: Facts, lines: list[NumberedLine]) -> tuple[NumberedLine, ...]:
    """The lines to change: those that do not fit record or procedure; failing that, column 2 of the pair."""
    method = claim.documentation.modality
    fitting = [pair for pair in lines if method in (None, facts.guidance.codes[pair[1].code].method)]
    if not fitting:
        return ()
    if method and len({line.code for _, line in fitting}) > 1:
        fitting = [pair for pair in fitting if has_listed_primary(claim, facts, pair[1].code)] or fitting
    keep = min((line.code for _, line in fitting), key=facts.guidance.stacking.__getitem__)
    return tuple((number, line) for number, line in lines if line.code != keep)


@cached_per_claim
def stacked_lines(claim: Claim, facts: Facts) -> frozenset[int]:
    """The numbers of the guidance lines that are too many in their encounter."""
    encounters = stacked_encounters(claim, facts)
    return frozenset(number for _, surplus in encounters for number, _ in surplus) if encounters else _NONE


def lone_fluoroscopy(claim: Claim, facts: Facts) -> list[NumberedLine]:
    """The lines with 76000, but for those that are too many beside needle guidance."""
    lines = lines_with(claim, facts.guidance.fluoroscopy_alone)
    if not lines or not guidance_lines(claim, facts):
        return lines
    surplus = stacked_lines(claim, facts)
    return [(number, line) for number, line in lines if number not in surplus]


def named_side(line: Line) -> str:
    """The one side that a line names, or nothing; 50 and both sides are no side."""
    named = [each for each in SIDES if each in line.modifiers]
    return named[0] if len(named) == 1 and "50" not in line.modifiers else ""


def component_of(line: Line) -> str:
    """The one component that a line carries, or nothing for the whole service and for both."""
    parts = [part for part in ("26", "TC") if part in line.modifiers]
    return parts[0] if len(parts) == 1 else ""


def has_both_components(claim: Claim, line: Line) -> bool:
    """Whether 26 and TC of a code stand in one encounter, on one line or on two."""
    service = (line.code, line.encounter)
    same = (other.modifiers for other in claim.lines if (other.code, other.encounter) == service)
    return {"26", "TC"} <= set().union(*same)


def no_separate_needle(line: Line) -> str:
    """Why a modifier for a distinct service does not keep a line that is too many; nothing without one."""
    distinct = next((modifier for modifier in line.modifiers if modifier in DISTINCT), "")
    return (
        f"{distinct} does not help here: it is for another site or encounter on record." if distinct else ""
    )


def encounter_unit_lines(claim: Claim, facts: Facts) -> list[NumberedLine]:
    """The lines whose unit is the encounter, repeats and distinct services behind the others."""
    lines = lines_with(claim, facts.guidance.encounter_unit)
    if len(lines) > 1:
        lines.sort(key=lambda pair: not REPEAT_OR_DISTINCT.isdisjoint(pair[1].modifiers))
    return lines


@cached_per_claim
def repeated_guidance(claim: Claim, facts: Facts) -> tuple[tuple[int, Line, int, bool], ...]:
    """The lines of a guidance code after its first: number, line, the first's number, and whether separate.

    Lines that go for another reason are not counted. Separate is another encounter, or one that the record
    has. One line for each side, or for each component, is no repeat: there are rules for those.
    """
    found: list[tuple[int, Line, int, bool]] = []
    days: dict[str, tuple[int, int]] = {}
    encounters: dict[tuple[str, int], list[NumberedLine]] = {}
    lines = encounter_unit_lines(claim, facts)
    if len(lines) < 2:
        return ()
    for number, line in sorted(lines, key=_reporting_order):
        if is_included_or_stacked(claim, facts, number, line):
            continue
        before = encounters.setdefault((line.code, line.encounter), [])
        same = [pair for pair in before if not are_one_split_service(pair[1], line)]
        first = days.setdefault(line.code, (number, line.encounter))
        if first[1] != line.encounter and not before:
            found.append((number, line, first[0], True))
        elif same:
            found.append((number, line, same[0][0], bool(claim.documentation.separate_encounter)))
        before.append((number, line))
    return tuple(found)


def _reporting_order(pair: NumberedLine) -> tuple[bool, int, bool, tuple[str, ...]]:
    """The order in which a line comes first: no repeat, the earlier encounter, 26 before the whole.

    Then by the modifiers for a repeat, so that the order of the claim does not decide which of two is one.
    """
    line = pair[1]
    later = tuple(modifier for modifier in line.modifiers if modifier in REPEAT_OR_DISTINCT)
    return bool(later), line.encounter, "26" not in line.modifiers, later


def are_one_split_service(one: Line, other: Line) -> bool:
    """Whether two lines are one service by sides or by components."""
    sides = named_side(one) and named_side(other) and named_side(one) != named_side(other)
    parts = component_of(one) and component_of(other) and component_of(one) != component_of(other)
    return bool(sides or parts)


def is_included_or_stacked(claim: Claim, facts: Facts, number: int, line: Line) -> bool:
    """Whether a guidance line is inside the only procedure, or too many in its encounter."""
    return is_only_included(claim, facts, line) or number in stacked_lines(claim, facts)


def is_surplus(claim: Claim, facts: Facts, number: int, line: Line) -> bool:
    """Whether another rule asks to leave a guidance line off; a repeat of TC alone may be the one to keep."""
    if is_included_or_stacked(claim, facts, number, line):
        return True
    repeated = repeated_guidance(claim, facts)  # mostly none
    return bool(repeated) and any(
        again == number and not separate and component_of(claim.lines[first - 1]) != "TC"
        for again, _, first, separate in repeated
    )


def is_explained_elsewhere(claim: Claim, facts: Facts, column1: str, column2: str) -> bool:
    """Whether inclusion, family or stacking already names this pair of codes."""
    guidance = facts.guidance
    if column2 in guidance.stacking or column2 in guidance.drainage or column2 in guidance.vascular_access:
        alone = guidance.vascular_access.isdisjoint((column1, column2))  # access stands beside other guidance
        if alone and column1 in guidance.needle and _share_encounter(claim, column1, column2):
            return True
        if _all_stacked(claim, facts, column1) or _all_stacked(claim, facts, column2):
            return True
        if any(row.code == column1 for _, row in inclusions(claim, facts, column2)):
            return True
        others = [row for _, row in alternatives(claim, facts, column2) if row.code == column1]
        if not others or not eligible_primaries(claim, facts, column2):
            return bool(others)
        return any(row.pair_edit for row in others)  # the rule for the family then speaks of no other
    return False


def _share_encounter(claim: Claim, column1: str, column2: str) -> bool:
    """Whether two codes stand in one encounter; a PTP edit counts by the date."""
    encounters = {line.encounter for line in claim.lines if line.code == column1}
    return any(line.code == column2 and line.encounter in encounters for line in claim.lines)


def _all_stacked(claim: Claim, facts: Facts, code: str) -> bool:
    """Whether every line of a code has to go already, as guidance too many in its encounter."""
    too_many = stacked_lines(claim, facts)
    return bool(too_many) and all(
        number in too_many for number, line in enumerate(claim.lines, 1) if line.code == code
    )
