"""What stands on the other claims of a patient's day in one run; nothing where a claim is looked at alone."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.elsewhere import LineElsewhere
from app.coding.facts import Facts

REPEATS = ("76", "77")


def lines_elsewhere(claim: Claim, facts: Facts, line: Line) -> Iterator[LineElsewhere]:
    """The lines of other claims by the practitioner of a line. None where that is not known."""
    who = line.practitioner or claim.practitioner
    if facts.elsewhere is not None and who is not None:
        yield from (each for each in facts.elsewhere.lines if each.practitioner == who)


def primary_elsewhere(claim: Claim, facts: Facts, add_on: Line) -> LineElsewhere | None:
    """A primary of an add-on on another claim of the same practitioner: a listed one.

    Of an add-on whose primaries the contractor decides, or whose list is not held, any procedure may be one.
    """
    listed = facts.primaries.get(add_on.code)
    if facts.elsewhere is None or listed is None:
        return None
    wanted = listed or facts.elsewhere.procedures
    return next((each for each in lines_elsewhere(claim, facts, add_on) if each.line.code in wanted), None)


def first_elsewhere(claim: Claim, facts: Facts, line: Line, repeat: str) -> LineElsewhere | None:
    """The first service of a repeat on another claim: by the same practitioner of 76, by any of 77."""
    if facts.elsewhere is None:
        return None
    lines = lines_elsewhere(claim, facts, line) if repeat == "76" else iter(facts.elsewhere.lines)
    return next((each for each in lines if each.line.code == line.code and not repeat_of(each.line)), None)


def repeat_of(line: Line) -> str:
    """The modifier that marks a line as a repeat, or nothing."""
    return next((modifier for modifier in REPEATS if modifier in line.modifiers), "")
