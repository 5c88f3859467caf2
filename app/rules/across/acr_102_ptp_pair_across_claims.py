"""NCCI PTP edits that join lines on two claims."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.elsewhere import LineElsewhere
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.official import PairEdit
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.joined import pair_elsewhere
from app.rules.lookups.lone_add_ons import surplus_add_ons
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.words import line_field


@rule(
    id="ACR-102",
    slug="ptp-pair-across-claims",
    title="NCCI PTP edit across claims",
    severity="error",
    basis="cms-edit",
    direction="over",
    why="NCCI pays column 1 and not column 2 when one practitioner reports both on one date, on one claim or "
    "on two.",
    remedy="Leave column 2 off unless the record supports a separate service.",
    citations=(Cite("ncci-ptp", "column 1 and column 2"),),
    needs=("pairs",),
)
def ptp_pair_across_claims(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find lines that are column 2 of an edit with a line of the same practitioner on another claim.

    The claim with column 1 has no flag: there is nothing to change on it.
    """
    if facts.elsewhere is not None and facts.elsewhere.gap:
        yield Unchecked(gap=facts.elsewhere.gap)
    gone = {code for code, _ in surplus_add_ons(claim, facts)}
    for number, line in enumerate(claim.lines, 1):
        found = None if line.code in gone else pair_elsewhere(claim, facts, line)
        if found:
            yield _finding(facts, number, *found)


def _finding(facts: Facts, number: int, edit: PairEdit, other: LineElsewhere) -> Finding:
    ended = facts.elsewhere.ended if facts.elsewhere else {}
    bypass = "No modifier bypasses it." if edit.indicator == "0" else "Modifier indicator 1."
    return Finding(
        f"{edit.column2} on line {number} is column 2 of a PTP edit with {edit.column1} on {other.place}. "
        f"{bypass}",
        line=number,
        field=line_field(number, "code"),
        severity=warning_unless_ncci(facts),
        remedy=f"Leave line {number} off."
        if edit.indicator == "0"
        else f"Leave line {number} off unless the record supports a separate service.",
        carried=ended.get((edit.column1, edit.column2)),
    )
