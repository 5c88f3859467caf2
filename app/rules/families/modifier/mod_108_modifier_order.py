"""The order of the modifiers on a line."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.radiology import takes_component_modifiers
from app.rules.lookups.words import line_field


@rule(
    id="MOD-108",
    slug="modifier-order",
    title="Modifiers out of order",
    severity="info",
    basis="advice",
    why="26 and TC are pricing modifiers. Payers price by the first modifier, so they come first.",
    remedy="Put the pricing modifier first.",
    citations=(Cite("cco-order", "order of modifiers"),),
    traits=("two_modifiers",),
)
def modifier_order(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find lines on which 26 or TC stands behind a modifier that does not set the price."""
    for number, line in enumerate(claim.lines, 1):
        if len(line.modifiers) < 2 or any(modifier not in facts.modifiers for modifier in line.modifiers):
            continue
        parts = [modifier for modifier in line.modifiers if modifier in ("26", "TC")]
        if len(parts) != 1 or line.modifiers[0] in parts or claim.claim_form == "institutional":
            continue  # what both, and either of them on a hospital claim, should be is another rule
        if takes_component_modifiers(line.code, facts):
            ordered = tuple(sorted(line.modifiers, key=lambda modifier: facts.modifiers[modifier].rank))
            yield Finding(
                f"On line {number} the usual order is {', '.join(ordered)}.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit("Put in order", number, "modifiers", ordered),
            )
