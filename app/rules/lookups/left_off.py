"""Guidance lines that go although a procedure listed for them stands beside.

Such are the fluoroscopy of an arthrogram that was read, and guidance that the code to report in place of the
procedure contains. What the record lacks for them is no question.
"""

from collections.abc import Sequence

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.rules.lookups.partners import (
    alternatives,
    eligible_primaries,
    inclusions,
    is_distinct_service,
)
from app.rules.lookups.primaries import has_listed_primary
from app.rules.lookups.surplus import (
    AFTER_ACCESS,
    is_surplus,
    repeated_guidance,
    stacked_lines,
    stands_for_access,
)


def may_be_left_off(claim: Claim, facts: Facts) -> bool:
    """Whether guidance of a claim may be surplus or left off at all: mostly there is no reason for either."""
    by_codes = facts.inclusions or facts.alternatives
    return bool(by_codes or stacked_lines(claim, facts) or repeated_guidance(claim, facts))


def is_left_off(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether guidance goes with an arthrogram, or into the code that takes the place of the procedure."""
    return _is_read_with_arthrogram(claim, facts, line) or _is_inside_code_to_report(claim, facts, line)


def is_removed_by_another_rule(claim: Claim, facts: Facts, number: int, *, of_the_day: bool) -> bool:
    """Whether another rule has guidance removed or replaced: its PTP edits are then no question.

    Not where that rests on an ended edition of the edits alone, and the edit in question is `of_the_day`.
    """
    line = claim.lines[number - 1]
    if line.code not in facts.guidance.needle:
        return False
    if stands_for_access(claim, facts, line) or is_left_off(claim, facts, line):
        return True
    if not is_surplus(claim, facts, number, line):
        return False
    rows = [row for _, row in inclusions(claim, facts, line.code)]
    ended = rows and all(facts.carried_pair(row.code, row.guidance) for row in rows)
    return not (ended and of_the_day)


def _is_read_with_arthrogram(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether guidance was for an arthrogram that is read on the claim, and for no other procedure."""
    if claim.documentation.radiographic_arthrogram is False:
        return False
    readings = [
        claim.lines[number - 1]
        for number, row in inclusions(claim, facts, line.code)
        if row.ground == "arthrography"
    ]
    return bool(readings) and not has_other_procedure_than(claim, facts, line, readings)


def _is_inside_code_to_report(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether each procedure beside guidance is another code with it, which contains the guidance."""
    rows = [row for _, row in alternatives(claim, facts, line.code)]
    if not rows or is_of_another_modality(claim, facts, line):
        return False
    if has_listed_primary(claim, facts, line.code) or eligible_primaries(claim, facts, line.code):
        return False
    return all(row.use not in facts.guidance.codes for row in rows)


def is_of_another_modality(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether the record names another modality: there is a rule for that. After access it may name both."""
    said, own = claim.documentation.modality, facts.guidance.needle[line.code]
    if said in (None, own):
        return False
    return said not in AFTER_ACCESS or not stands_for_access(claim, facts, line)


def has_other_procedure_than(claim: Claim, facts: Facts, line: Line, readings: Sequence[Line]) -> bool:
    """Whether the claim has a procedure beside the arthrogram that the guidance may have been for."""
    injections = arthrogram_injections(claim, facts)
    own = set(eligible_primaries(claim, facts, line.code)).difference(injections)
    if own or not readings:
        return bool(own)
    return any(
        not any(_may_be_same_arthrogram(facts, reading, claim.lines[number - 1]) for reading in readings)
        for number in injections
    )


def _may_be_same_arthrogram(facts: Facts, reading: Line, injection: Line) -> bool:
    """Whether an injection may be the one for the arthrogram that was read: of its joint, not distinct."""
    joints = {code: set(known.targets) for code, known in facts.codes.items()}
    if joints.get(reading.code, set()).isdisjoint(joints[injection.code]):
        return False
    return not is_distinct_service(facts, reading, injection)


def arthrogram_injections(claim: Claim, facts: Facts) -> list[int]:
    """The lines with the injection of contrast for an arthrogram."""
    return [
        number
        for number, line in enumerate(claim.lines, 1)
        if line.code in facts.codes and "arthrogram-injection" in facts.codes[line.code].techniques
    ]
