"""The third level of an injection on a claim without the second."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.words import line_field


@rule(
    id="ADD-104",
    slug="level-skipped",
    title="Third level without the second",
    severity="warning",
    basis="advice",
    why="Levels are reported in their order: the first, the second, then the third and all further ones. "
    "The add-on code edits list the first level for the third as well, so they let the gap pass.",
    remedy="Report the levels that the record describes in their order.",
    citations=(Cite("aapc-facet-levels", "stepwise"), Cite("codingprime-facet", "64490 to 64495")),
    traits=("third_level",),
)
def level_skipped(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find add-ons for a third level beside the first one alone.

    Where the first is missing too, the rules on primaries speak.
    """
    codes = {line.code for line in claim.lines}
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        second = known.variant("second-level") if known is not None else None
        if second is None or second.use in codes or codes.isdisjoint(facts.primaries.get(line.code, codes)):
            continue
        yield Finding(
            f"{line.code} on line {number} is for the third level and beyond; no line has the second, "
            f"{second.use}.",
            line=number,
            field=line_field(number, "code"),
            citations=second.citations,
        )
