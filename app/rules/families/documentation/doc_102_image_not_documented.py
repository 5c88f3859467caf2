"""A permanent image that the record does not show."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.documentation import (
    NO_RECORD,
    guidance_codes,
    is_without_imaging,
    is_without_record,
)
from app.rules.lookups.words import listed


@rule(
    id="DOC-102",
    slug="image-not-documented",
    title="Permanent image not documented",
    severity="warning",
    basis="cpt-instruction",
    why=(
        "Imaging guidance needs an image of the patient's anatomy, kept permanently. That holds "
        "inside a procedure code too."
    ),
    remedy="Find the image in the archive. Without one the guidance is not reported.",
    citations=(Cite("cpt-guidelines", "images"), Cite("aapm-2019", "images"), Cite("aapc-a7", "images")),
    traits=("image_not_shown",),
)
def image_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance, separate or inside a procedure, without an image on record."""
    archived = claim.documentation.permanent_image
    if is_without_imaging(claim):
        return
    codes = guidance_codes(claim, facts) or _procedures_with_imaging(claim, facts)
    if codes and is_without_record(claim):
        yield NO_RECORD
    elif codes:
        says = "says that no image was kept" if archived is False else "does not state that an image was kept"
        yield Finding(f"The record for {codes} {says}.", field="documentation.permanent_image")


def _procedures_with_imaging(claim: Claim, facts: Facts) -> str:
    """The procedures on the claim that contain imaging, for a sentence; nothing when there is none."""
    inside = [
        line.code
        for line in claim.lines
        if line.code in facts.codes and facts.codes[line.code].requires_imaging
    ]
    return listed(dict.fromkeys(inside)) if inside else ""
