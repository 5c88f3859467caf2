"""A radiation dose that the record does not state."""

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
    id="DOC-108",
    slug="dose-index-missing",
    title="Radiation dose index not documented",
    severity="info",
    basis="cms-policy",
    why=(
        "Medicare's quality measure 145 (MIPS) asks for a dose index in the final report. Which guidance "
        "codes count for it was not verified."
    ),
    remedy="Add the dose index to the report if you report this measure.",
    citations=(Cite("vbca-145", "145"), Cite("healthmonix-145", "145")),
    traits=("guidance", "dose_index_not_shown"),
)
def dose_index_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find fluoroscopic guidance without a dose index on record."""
    given = claim.documentation.dose_index
    if is_without_imaging(claim):
        return
    by_fluoroscopy = claim.documentation.modality in (None, "fluoroscopy")
    codes = [
        line.code
        for _, line in guidance_to_document(claim, facts)
        if facts.guidance.needle[line.code] == "fluoroscopy"
        and (by_fluoroscopy or line.code in facts.guidance.devices)
    ]
    if codes and is_without_record(claim):
        yield NO_RECORD
    elif codes:
        says = "holds no" if given is False else "does not state a"
        yield Finding(
            f"The record {says} radiation dose index for {listed(dict.fromkeys(codes))}.",
            field="documentation.dose_index",
        )
