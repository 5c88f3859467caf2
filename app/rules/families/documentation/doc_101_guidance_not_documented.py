"""Live guidance that the record does not show."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.documentation import (
    NO_RECORD,
    guidance_codes_but,
    is_without_imaging,
    is_without_record,
)


@rule(
    id="DOC-101",
    slug="guidance-not-documented",
    title="Live guidance not documented",
    severity="error",
    basis="cpt-instruction",
    direction="over",
    why=(
        "Guidance means that live imaging steered the needle. Marking the skin and then puncturing "
        "is not guidance."
    ),
    remedy="Ask the physician, or remove the guidance code.",
    citations=(Cite("cpt-guidelines", "guidance inside a code"), Cite("abeo", "skin marking")),
    traits=("guidance", "guidance_not_shown"),
)
def guidance_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance that did not steer the needle, or that the record does not show."""
    said = claim.documentation
    if is_without_imaging(claim):
        return
    codes = guidance_codes_but(claim, facts, facts.guidance.devices)
    if not codes:
        return
    if is_without_record(claim):
        yield NO_RECORD
        return
    field = "documentation.needle_guided"
    if said.needle_guided is False:
        yield Finding(
            f"The record says that imaging did not steer the needle, yet the claim has {codes}.", field=field
        )
    elif said.needle_guided is None:
        yield Finding(
            f"The claim has {codes}. Does the record say that live imaging steered the needle?",
            field=field,
            severity="warning",
        )
    elif tipped := guidance_codes_but(claim, facts, facts.guidance.devices | facts.guidance.vascular_access):
        yield Finding(
            f"The record for {tipped} does not describe the final position of the needle tip.",
            field="documentation.needle_position",
            severity="warning",
            basis="advice",
            why="Payers look for the final position of the tip as the proof of guidance.",
            remedy="Ask the physician for the position of the tip.",
        )
