"""Modifiers for a notice of liability where NCCI, not coverage, denies the line."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.payers import MEDICARE
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import guidance_lines, inclusions, modifiers_without
from app.rules.lookups.primaries import has_listed_primary
from app.rules.lookups.words import line_field

_LIABILITY = frozenset({"GA", "GX", "GY", "GZ"})


@rule(
    id="MOD-106",
    slug="modifier-liability-on-ncci",
    title="ABN modifier on an NCCI denial",
    severity="error",
    basis="cms-policy",
    why="An NCCI denial is provider liability. An ABN does not shift it to the patient.",
    remedy="Remove the modifier, and correct the pair.",
    citations=(Cite("noridian-co236", "CO-236"),),
    needs=("add-ons", "inclusions"),
    guidance_modifiers=tuple(sorted(_LIABILITY)),
)
def modifier_liability_on_ncci(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find notice modifiers on guidance that NCCI denies: an error for Medicare, a warning for no payer."""
    if claim.payer not in (None, MEDICARE):
        return
    for number, line in guidance_lines(claim, facts):
        notices = [modifier for modifier in line.modifiers if modifier in _LIABILITY]
        if not notices:
            continue
        paired = any(row.pair_edit for _, row in inclusions(claim, facts, line.code))
        alone = line.code in facts.primaries and not has_listed_primary(claim, facts, line.code)
        if paired or alone:
            yield Finding(
                f"{notices[0]} on line {number} does not shift an NCCI denial of {line.code} to the patient.",
                line=number,
                field=line_field(number, "modifiers"),
                severity="warning" if claim.payer is None else None,
                edit=Edit(f"Remove {notices[0]}", number, "modifiers", modifiers_without(line, notices[0]))
                if len(notices) == 1
                else None,
                remedy=f"Remove the modifier. {line.code} needs a listed primary procedure."
                if not paired
                else "",
            )
