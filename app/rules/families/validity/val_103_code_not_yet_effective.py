"""Codes that become valid only after the date of service."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.validity import why_start_unknown
from app.rules.lookups.words import line_field


@rule(
    id="VAL-103",
    slug="code-not-yet-effective",
    title="Code not yet in force",
    severity="error",
    basis="cms-edit",
    why="The code began after the date of service.",
    remedy="Use the code in force on the date of service.",
    citations=(Cite("pfs-rvu", "list of codes"), Cite("needlepoint", "list of codes")),
    traits=("invalid_code",),
)
def code_not_yet_effective(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes whose first date lies after the date of service, as far as it is known."""
    on = claim.date_of_service
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is not None and known.first is not None and on < known.first:
            yield Finding(
                f"{line.code} on line {number} begins on {show_date(known.first)}.",
                line=number,
                field=line_field(number, "code"),
                citations=known.citations,
            )
        elif unknown := why_start_unknown(claim, facts, line.code):
            yield unknown
