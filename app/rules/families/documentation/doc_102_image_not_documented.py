"""A permanent image that the record does not show."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.sources import Citation
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.documentation import (
    NO_RECORD,
    guidance_codes,
    is_without_imaging,
    is_without_record,
)
from app.rules.lookups.without_imaging import without_imaging
from app.rules.lookups.words import listed

_IMAGES = (Cite("cpt-guidelines", "images"), Cite("aapm-2019", "images"), Cite("aapc-a7", "images"))


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
    citations=_IMAGES,
    traits=("image_not_shown",),
)
def image_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance, separate or inside a procedure, without an image on record."""
    archived = claim.documentation.permanent_image
    if is_without_imaging(claim):
        return
    codes = guidance_codes(claim, facts)
    inside = [] if codes else _procedures_with_imaging(claim, facts)
    if not codes and not inside:
        return
    if is_without_record(claim):
        yield NO_RECORD
        return
    says = "says that no image was kept" if archived is False else "does not state that an image was kept"
    remedy, named_by = _report_instead(inside, facts) if inside else ("", ())
    yield Finding(
        f"The record for {codes or listed(inside)} {says}.",
        field="documentation.permanent_image",
        remedy=remedy,
        citations=(*cited(_IMAGES, facts.sources), *named_by) if named_by else (),
    )


def _procedures_with_imaging(claim: Claim, facts: Facts) -> list[str]:
    """The procedures on the claim that contain imaging, each once."""
    inside = [
        line.code
        for line in claim.lines
        if line.code in facts.codes and facts.codes[line.code].requires_imaging
    ]
    return list(dict.fromkeys(inside))


def _report_instead(inside: list[str], facts: Facts) -> tuple[str, tuple[Citation, ...]]:
    """What to do without an image about procedures that contain imaging, and who names their other codes."""
    known = {code: without_imaging(facts, code) for code in inside}
    named = [f"{instead} in place of {code}" for code, (instead, _) in known.items() if instead]
    unknown = [code for code, (instead, _) in known.items() if not instead]
    sentences = ["Find the image in the archive."]
    if named:
        sentences.append(f"Without one report {listed(named)}.")
    if unknown:
        sentences.append(f"Without one look in CPT for the procedure of {listed(unknown)} without imaging.")
    return " ".join(sentences), tuple(dict.fromkeys(each for _, cites in known.values() for each in cites))
