"""An add-on whose primary stands on another claim."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.elsewhere import primary_elsewhere
from app.rules.lookups.ncci import follows_ncci
from app.rules.lookups.primaries import ADD_ON_SINCE
from app.rules.lookups.words import line_field


@rule(
    id="ACR-101",
    slug="primary-on-another-claim",
    title="Primary on another claim",
    severity="info",
    basis="cms-edit",
    why="An add-on is paid where its primary is paid to the same practitioner for the same date. The edits "
    "do not ask that both stand on one claim.",
    remedy="Nothing to clear if the other claim is paid. If it is denied, the add-on is denied with it.",
    citations=(Cite("ncci-aoc", "add-on codes"),),
    first=ADD_ON_SINCE,
    needs=("add-ons",),
)
def primary_on_another_claim(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Say where the primary stands of each add-on that has none on its own claim."""
    codes = [line.code for line in claim.lines]
    for number, line in enumerate(claim.lines, 1):
        listed = facts.primaries.get(line.code)
        if listed is None or not listed.isdisjoint(codes):
            continue
        found = primary_elsewhere(claim, facts, line)
        if found is None:
            continue
        if listed:
            yield Finding(
                f"{line.code} on line {number} goes with {found.line.code} of the same practitioner on "
                f"{found.place}.",
                line=number,
                field=line_field(number, "code"),
                basis=None if follows_ncci(facts) else "cpt-instruction",
                carried=facts.carried.get(("ncci-aoc", line.code)),
            )
        elif line.code in facts.add_ons:
            yield Unchecked(
                f"{line.code} is a type 2 add-on: the contractor decides whether {found.line.code} "
                f"on {found.place}, counts as its primary."
            )
