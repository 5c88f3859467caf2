"""Add-ons whose primary has left the list."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.partners import alternatives
from app.rules.lookups.primaries import ADD_ON_SINCE, add_ons_without_primary, ended_primaries
from app.rules.lookups.words import line_field


@rule(
    id="ADD-103",
    slug="primary-deleted",
    title="Primary no longer listed",
    severity="error",
    basis="cms-edit",
    direction="over",
    why="The add-on code edits ended this pair before the date of service.",
    remedy="Choose the code in force for the procedure. Report guidance only if that code takes it.",
    citations=(Cite("ncci-aoc", "ended pairs"),),
    first=ADD_ON_SINCE,
    needs=("add-ons",),
    traits=("add_on_without_primary", "primary_ended"),
)
def primary_deleted(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find add-on lines whose primary has left the list."""
    for number, line, _ in add_ons_without_primary(claim, facts):
        if alternatives(claim, facts, line.code):
            continue
        ended = ended_primaries(claim, facts, line.code)
        final = [pair for pair in ended if not _replaceable(claim, facts, line.code, pair[0])]
        for other, last in final[:1]:
            yield Finding(
                f"{claim.lines[other - 1].code} on line {other} was listed for {line.code} until {last}.",
                line=number,
                field=line_field(number, "code"),
                severity=warning_unless_ncci(facts),
            )


def _replaceable(claim: Claim, facts: Facts, add_on: str, number: int) -> bool:
    """Whether the deleted code on line `number` has a successor that is a listed primary."""
    known = facts.codes.get(claim.lines[number - 1].code)
    return known is not None and any(code in facts.primaries[add_on] for code in known.successors)
