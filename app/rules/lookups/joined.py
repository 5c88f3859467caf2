"""What joins a line with one on another claim of the day: a PTP edit, or one service reported twice."""

from app.coding.claim import Claim, Line
from app.coding.elsewhere import Elsewhere, LineElsewhere
from app.coding.facts import Facts
from app.coding.official import PairEdit
from app.rules.lookups.elsewhere import lines_elsewhere
from app.rules.lookups.partners import DISTINCT, has_bypass_modifier, is_distinct_service, is_visit
from app.rules.lookups.surplus import REPEAT_OR_DISTINCT, are_one_split_service


def pair_elsewhere(claim: Claim, facts: Facts, line: Line) -> tuple[PairEdit, LineElsewhere] | None:
    """The first line elsewhere of whose edit this one is column 2, and which no modifier bypasses."""
    if facts.elsewhere is None:
        return None
    for other in lines_elsewhere(claim, facts, line):
        edit = facts.elsewhere.pairs.get((other.line.code, line.code))
        if edit and (edit.indicator == "0" or not _is_bypassed(facts, facts.elsewhere, line, other.line)):
            return edit, other
    return None


def _is_bypassed(facts: Facts, elsewhere: Elsewhere, line: Line, other: Line) -> bool:
    """Whether an edit of indicator 1 gives way; a visit's gives way to a modifier for visits alone."""
    if is_visit(line, facts) or other.code in elsewhere.visits:
        return has_bypass_modifier(facts, line, other, excluding=DISTINCT)
    return has_bypass_modifier(facts, line, other) or is_distinct_service(facts, line, other)


def same_guidance_elsewhere(claim: Claim, facts: Facts, line: Line) -> LineElsewhere | None:
    """The same guidance on another claim of the practitioner; not one service by sides or components.

    Where a modifier marks one of both lines as a repeat or distinct, the other one is not asked about it.
    """
    if line.code not in facts.guidance.encounter_unit:
        return None
    marked = is_marked(line)
    for other in lines_elsewhere(claim, facts, line):
        same = other.line.code == line.code and not are_one_split_service(line, other.line)
        if same and (marked or not is_marked(other.line)):
            return other
    return None


def is_marked(line: Line) -> bool:
    """Whether a modifier says that a line is a repeat or a distinct service."""
    return not REPEAT_OR_DISTINCT.isdisjoint(line.modifiers)
