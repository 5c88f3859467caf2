"""Codes deleted before the date of service."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.facts import CodeFacts, Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.validity import why_end_unknown
from app.rules.lookups.words import line_field, listed


@rule(
    id="VAL-102",
    slug="code-deleted",
    title="Code deleted before this date",
    severity="error",
    basis="cms-edit",
    why="The code had ended before the date of service.",
    remedy="Use the code in force on the date of service.",
    citations=(Cite("ncci-aoc", "ended pairs"),),
    traits=("invalid_code",),
)
def code_deleted(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes whose last date lies before the date of service, as far as it is known."""
    on = claim.date_of_service
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or known.last is None or on <= known.last:
            if unknown := why_end_unknown(facts, line.code):
                yield unknown
            continue
        successors = f" Replaced by {listed(known.successors)}." if known.successors else ""
        yield Finding(
            f"{line.code} on line {number} ended on {show_date(known.last)}.{successors}",
            line=number,
            field=line_field(number, "code"),
            remedy=_use(known.successors),
            edit=_offer_successor(claim, facts, number, known),
            citations=known.citations,
        )


def _use(successors: tuple[str, ...]) -> str:
    """What to report instead; of several only the record can tell which."""
    if not successors:
        return ""
    return f"Use {' or '.join(successors)}{', as the record says' if len(successors) > 1 else ''}."


def _offer_successor(claim: Claim, facts: Facts, number: int, known: CodeFacts) -> Edit | None:
    """Changing to the successor, where there is one and every guidance code on the claim goes with it.

    A successor that is guidance itself may be an add-on, and want a primary that the old code did without.
    """
    same = [line for line in claim.lines if line.code == known.code]
    if len(known.successors) != 1 or len(same) > 1 or facts.inclusions:
        return None
    successor = known.successors[0]
    guidance = [line.code for line in claim.lines if line.code in facts.guidance.needle]
    if successor in facts.guidance.needle or any(
        successor not in facts.primaries.get(code, ()) for code in guidance
    ):
        return None
    return Edit(f"Change {known.code} to {successor}", number, "code", successor)
