"""Modifiers that the claim form does not take."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line, place_of
from app.coding.facts import Facts, ModifierFacts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.coding.words import CLAIM_FORMS
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import modifiers_without
from app.rules.lookups.radiology import may_have_components
from app.rules.lookups.surplus import has_both_components
from app.rules.lookups.words import line_field, not_stated

_DISCONTINUED = ("73", "74")


@rule(
    id="MOD-104",
    slug="modifier-wrong-claim-form",
    title="Modifier of the other claim form",
    severity="error",
    basis="cms-policy",
    why="Some modifiers belong to professional claims only, others to institutional claims only.",
    remedy="Remove the modifier, or use the one for this claim form.",
    citations=(Cite("hia-2026", "53, 73 and 74"), Cite("modifier-list", "claim forms")),
    traits=("odd_modifier",),
)
def modifier_wrong_claim_form(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find modifiers that the claim form does not take."""
    for number, line in enumerate(claim.lines, 1):
        for modifier in dict.fromkeys(line.modifiers):
            known = facts.modifiers.get(modifier)
            if known is None or len(known.claim_forms) > 1 or claim.claim_form in known.claim_forms:
                continue
            if _is_explained_elsewhere(claim, facts, line, known) or (
                modifier in _DISCONTINUED and _may_be_surgical_center(claim, line)
            ):
                continue
            if claim.claim_form is None:
                yield not_stated("claim_form", f"{modifier} on line {number} was not checked")
                continue
            yield Finding(
                f"{modifier} on line {number} is for {CLAIM_FORMS[known.claim_forms[0]].lower()} claims "
                "only.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit(f"Remove {modifier}", number, "modifiers", modifiers_without(line, modifier))
                if known.kind == "component" and not {"26", "TC"} <= set(line.modifiers)
                else None,
                citations=known.citations,
            )


def _is_explained_elsewhere(claim: Claim, facts: Facts, line: Line, known: ModifierFacts) -> bool:
    """Whether another rule asks to remove the modifier: 51 on an add-on, TC on imaging, split components."""
    if known.code == "51" and line.code in facts.primaries:
        return True
    return may_have_components(line, facts) and (
        known.code == "TC" or (known.code == "26" and has_both_components(claim, line))
    )


def _may_be_surgical_center(claim: Claim, line: Line) -> bool:
    """Whether a surgical center may be billing, which it does to Medicare on the professional form."""
    return place_of(claim, line) == "24" and claim.equipment_owner == "billing-provider"
