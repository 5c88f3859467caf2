"""An interpretation of the imaging that the record does not show."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.documentation import (
    NO_RECORD,
    guidance_to_document,
    is_without_imaging,
    is_without_record,
)
from app.rules.lookups.words import listed


@rule(
    id="DOC-103",
    slug="interpretation-not-documented",
    title="Written interpretation not documented",
    severity="warning",
    basis="cpt-instruction",
    why=(
        "A guidance code of its own needs a written interpretation, in the procedure note or in a separate "
        "report. It is the professional component of the code."
    ),
    remedy="Find the interpretation in the note, or ask for an addendum.",
    citations=(Cite("cpt-guidelines", "guidance with its own code"), Cite("mcpm-13", "payment conditions")),
    traits=("guidance", "interpretation_not_shown"),
)
def interpretation_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance whose reading is billed and not on record."""
    written = claim.documentation.interpretation
    if claim.claim_form == "institutional" or is_without_imaging(claim):
        return
    lines = [line for _, line in guidance_to_document(claim, facts) if "TC" not in line.modifiers]
    if lines and is_without_record(claim):
        yield NO_RECORD
    elif lines:
        says = "holds no" if written is False else "does not state a"
        codes = listed(dict.fromkeys(line.code for line in lines))
        yield Finding(
            f"The record {says} written interpretation for {codes}.", field="documentation.interpretation"
        )
