"""A target that no procedure on the claim treats."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.examples.documentation.doc_106_target_implausible import EXAMPLES
from app.rules.lookups.documentation import NO_RECORD, guidance_that_stays, is_without_record
from app.rules.lookups.targets import target_of
from app.rules.lookups.words import listed


@rule(
    id="DOC-106",
    slug="target-implausible",
    title="Target seldom visible by fluoroscopy",
    severity="warning",
    basis="advice",
    why=(
        "Fluoroscopy shows bone, metal, air and contrast. A soft-tissue target without calcium is "
        "hardly seen."
    ),
    remedy="Ask what was seen on the images, and whether ultrasound or CT guided the needle.",
    citations=(Cite("needlepoint", "S3"), Cite("seed", "clinical context")),
    traits=("guidance", "hardly_visible_target"),
    examples=EXAMPLES,
)
def target_implausible(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find fluoroscopic guidance to a target that X-ray hardly shows."""
    if is_without_record(claim):
        if guidance_that_stays(claim, facts):
            yield NO_RECORD
        return
    codes = [
        line.code
        for _, line in guidance_that_stays(claim, facts)
        if facts.guidance.needle[line.code] == "fluoroscopy"
    ]
    if codes:
        felt = " It is stated to be palpable as well." if claim.documentation.palpable_target else ""
        yield Finding(
            f"{listed(dict.fromkeys(codes))} names fluoroscopy; the target on record is soft tissue.{felt}",
            field="documentation.target",
            severity="info" if _is_own_organ(facts, target_of(claim)) else None,
        )


def _is_own_organ(facts: Facts, target: str) -> bool:
    """Whether a procedure is made for that target, as a node or the thyroid; soft tissue at large is none."""
    return any(
        phrase in target
        for known in facts.codes.values()
        if not any("soft tissue" in phrase for phrase in known.targets)
        for phrase in known.targets
    )
