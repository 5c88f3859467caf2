"""A side that the record names and the claim does not."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked, cured_by
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import SIDE_OF, is_procedure
from app.rules.lookups.sides import MODIFIER_OF, bilateral_indicator, takes_side
from app.rules.lookups.words import line_field, listed


@rule(
    id="MOD-110",
    slug="side-not-on-claim",
    title="Documented side not on the claim",
    severity="info",
    basis="cms-policy",
    why="The bilateral surgery indicator of the code allows sides, and the record names one.",
    remedy="Add the side to the procedure if the record has it there.",
    citations=(Cite("pfs-rvu", "bilateral surgery indicator", of_code=True),),
    traits=("side_only_on_record",),
)
def side_not_on_claim(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find the procedures without a side, on a claim that names none although the record does."""
    side = claim.documentation.laterality
    if side is None or any(modifier in SIDE_OF for line in claim.lines for modifier in line.modifiers):
        return
    unread: dict[str, None] = {}
    for number, line in enumerate(claim.lines, 1):
        if not is_procedure(line.code, facts):
            continue
        if not bilateral_indicator(line.code, facts):
            unread[line.code] = None
        elif takes_side(line.code, facts):
            added = MODIFIER_OF[side]
            yield Finding(
                f"The record says {side}; {line.code} on line {number} names no side.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit(f"Add {added}", number, "modifiers", (*line.modifiers, added)),
            )
    if unread:
        gap = facts.missing.get("fees") or cured_by("pfs-rvu", facts.partial.get("codes"))
        yield Unchecked(f"The bilateral surgery indicator of {listed(unread)} was not found.", gap=gap)
