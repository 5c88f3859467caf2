"""PTP edits between lines of a claim: whether a modifier opens one, and which lines have to go by one."""

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.official import PairEdit
from app.rules.lookups.memo import cached_per_claim
from app.rules.lookups.partners import (
    DISTINCT,
    anatomic_sites,
    has_bypass_modifier,
    has_documented_separate_service,
    is_distinct_service,
    is_visit,
    lines_with,
)
from app.rules.lookups.primaries import add_ons_without_primary
from app.rules.lookups.surplus import is_explained_elsewhere


def visit_of(claim: Claim, facts: Facts, edit: PairEdit) -> str:
    """The visit that an edit joins with something, or nothing."""
    both = (edit.column1, edit.column2)
    return next((line.code for line in claim.lines if line.code in both and is_visit(line, facts)), "")


def is_bypassed(claim: Claim, facts: Facts, edit: PairEdit, line: Line) -> bool:
    """Whether an edit gives way on a line of its column 2: by a distinct service, or sites that differ.

    A visit has no site, and 59 and the X modifiers open its pairs only for another encounter on record.
    """
    if edit.indicator != "1":
        return False
    ones = [other for other in claim.lines if other.code == edit.column1]
    if visit_of(claim, facts, edit):
        return has_bypass_modifier(
            facts, line, *ones, excluding=frozenset() if claim.documentation.separate_encounter else DISTINCT
        )
    return has_bypass_modifier(facts, line, *ones) or any(
        is_distinct_service(facts, line, one) for one in ones
    )


@cached_per_claim
def lines_barred_on_the_day(claim: Claim, facts: Facts) -> frozenset[int]:
    """The lines that are column 2 of an edit in force that nothing opens, and of which its rule speaks.

    Not beside another add-on without a primary, which may have to go itself.
    """
    lone = {line.code for _, line, _ in add_ons_without_primary(claim, facts)}
    barred: set[int] = set()
    for (column1, column2), edit in facts.pairs.items():
        if column1 in lone or facts.carried_pair(column1, column2):
            continue
        if is_explained_elsewhere(claim, facts, column1, column2):
            continue
        for number, line in lines_with(claim, (column2,)):
            if not _is_let_through(claim, facts, edit, line):
                barred.add(number)
    return frozenset(barred)


def _is_let_through(claim: Claim, facts: Facts, edit: PairEdit, line: Line) -> bool:
    """Whether an edit gives way, or a side lets the line through and the record has a separate service."""
    if is_bypassed(claim, facts, edit, line):
        return True
    if edit.indicator != "1" or visit_of(claim, facts, edit) or not has_documented_separate_service(claim):
        return False
    ones = [other for other in claim.lines if other.code == edit.column1]
    return bool(anatomic_sites(facts, line, *ones))
