"""What the record must show for guidance, by who asks for it.

Not stated is a question, never a failure. A statement that the service itself was another one is an error; a
statement that its proof is missing is a warning, because the proof may lie in an archive.
"""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.examples.example import NOTHING, example
from app.rules.lookups.partners import DEVICE_GUIDANCE, KNEE_DRUGS, guidance_codes, guidance_lines
from app.rules.lookups.words import listed

_REASON = Cite("codingahead", "documentation")
_KNEE_REASON = Cite("lcd-l39529", "imaging guidance")


def without_imaging(claim: Claim) -> bool:
    """Whether the record has no imaging at all: then that is the problem, and there are rules for it."""
    return claim.documentation.modality == "landmark"


@rule(
    id="DOC-101",
    slug="guidance-not-documented",
    title="Live guidance not documented",
    severity="error",
    basis="cpt-instruction",
    why=(
        "Guidance means that live imaging steered the needle. Marking the skin and then puncturing "
        "is not guidance."
    ),
    remedy="Ask the physician, or leave the guidance code off.",
    citations=(Cite("cpt-guidelines", "guidance inside a code"), Cite("abeo", "skin marking")),
    scope=("guidance", "unguided"),
    examples=(
        example("the needle was not guided", "20610, 77002", "error claim", needle_guided=False),
        example("not stated", "20610, 77002", "warning claim", needle_guided=None),
        example(
            "guided, position of the tip missing", "20610, 77002", "warning claim", needle_position=False
        ),
        example("guided, position of the tip not stated", "20610, 77002", needle_position=None),
        example(
            "no imaging at all is another rule", "20610, 77002", modality="landmark", needle_guided=False
        ),
        example("documented", "20610, 77002"),
        example("no guidance on the claim", "20610", base=NOTHING),
        example("fluoroscopy alone is no needle guidance", "76000", base=NOTHING),
        example("a central line is followed by it, not only the needle", "36556, 77001", needle_guided=False),
        example(
            "a central line and a joint", "36556, 77001, 20610, 77002", "error claim", needle_guided=False
        ),
        example(
            "no imaging, yet guided, position missing",
            "20610, 77002",
            modality="landmark",
            needle_position=False,
        ),
    ),
)
def guidance_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance that did not steer the needle, or that the record does not show."""
    said = claim.documentation
    if said.needle_guided and said.needle_position is not False:
        return
    if without_imaging(claim):
        return
    codes = guidance_codes(claim, but=DEVICE_GUIDANCE)
    if not codes:
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
    else:
        yield Finding(
            f"The record for {codes} does not describe the final position of the needle tip.",
            field="documentation.needle_position",
            severity="warning",
            basis="advice",
            why="Payers look for the final position of the tip as the proof of guidance.",
            remedy="Ask the physician for the position of the tip.",
        )


@rule(
    id="DOC-102",
    slug="image-not-documented",
    title="Permanent image not documented",
    severity="warning",
    basis="cpt-instruction",
    why=(
        "Imaging guidance needs an image of the patient's anatomy, kept for good. That holds "
        "inside a procedure code too."
    ),
    remedy="Find the image in the archive. Without one the guidance is not reported.",
    citations=(Cite("cpt-guidelines", "images"), Cite("aapm-2019", "images"), Cite("aapc-a7", "images")),
    scope=("no_image",),
    examples=(
        example("no image", "20610, 77002", "warning claim", permanent_image=False),
        example("not stated", "20610, 77002", "warning claim", permanent_image=None),
        example("kept", "20610, 77002"),
        example(
            "no image kept, and no imaging: that is the problem",
            "20610, 77002",
            modality="landmark",
            permanent_image=False,
        ),
        example("no image, guidance inside the code", "27096", "warning claim", permanent_image=False),
        example("no imaging on the claim", "20610", base=NOTHING),
        example("unknown code", "88888", base=NOTHING),
    ),
)
def image_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance, apart or inside a procedure, without an image on record."""
    kept = claim.documentation.permanent_image
    if kept or without_imaging(claim):
        return
    codes = guidance_codes(claim) or _listed_inside(claim, facts)
    if codes:
        says = "says that no image was kept" if kept is False else "does not state that an image was kept"
        yield Finding(f"The record for {codes} {says}.", field="documentation.permanent_image")


def _listed_inside(claim: Claim, facts: Facts) -> str:
    """The procedures on the claim that contain imaging, for a sentence; nothing when there is none."""
    inside = [
        line.code
        for line in claim.lines
        if line.code in facts.codes and facts.codes[line.code].requires_imaging
    ]
    return listed(dict.fromkeys(inside)) if inside else ""


@rule(
    id="DOC-103",
    slug="interpretation-not-documented",
    title="Written interpretation not stated",
    severity="warning",
    basis="cpt-instruction",
    why=(
        "A guidance code of its own needs a written interpretation, in the procedure note or apart. "
        "It is the professional part of the code."
    ),
    remedy="Find the interpretation in the note, or ask for an addendum.",
    citations=(Cite("cpt-guidelines", "guidance with its own code"), Cite("mcpm-13", "payment conditions")),
    scope=("guidance", "no_reading"),
    examples=(
        example("no reading", "20610, 77002", "warning claim", interpretation=False),
        example("not stated", "20610, 77002-26", "warning claim", interpretation=None, pos="22"),
        example("written", "20610, 77002"),
        example(
            "no reading, and no imaging: that is the problem",
            "20610, 77002",
            modality="landmark",
            interpretation=False,
        ),
        example("only the technical part", "20610, 77002-TC", interpretation=None),
        example(
            "hospital claim: the reading is the physician's",
            "20610, 77002",
            form="institutional",
            interpretation=None,
        ),
        example("no guidance on the claim", "20610", base=NOTHING),
    ),
)
def interpretation_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance whose reading is billed and not on record."""
    written = claim.documentation.interpretation
    if written or claim.claim_form == "institutional" or without_imaging(claim):
        return
    lines = [line for _, line in guidance_lines(claim) if "TC" not in line.modifiers]
    if lines:
        says = "holds no" if written is False else "does not state a"
        codes = listed(dict.fromkeys(line.code for line in lines))
        yield Finding(
            f"The record {says} written interpretation for {codes}.", field="documentation.interpretation"
        )


@rule(
    id="DOC-104",
    slug="reason-not-documented",
    title="Reason for guidance not stated",
    severity="warning",
    basis="advice",
    why="Payers pay for guidance where it was needed, not as a routine.",
    remedy="Find or ask for the reason, for example a deep joint or an earlier failed attempt.",
    citations=(_KNEE_REASON, _REASON),
    scope=("guidance", "no_reason"),
    examples=(
        example("no reason", "20610, 77002", "warning claim", reason_for_guidance=False),
        example("not stated", "20610, 77002", "warning claim", reason_for_guidance=None),
        example(
            "not stated, hyaluronic acid for the knee",
            "20610, 77002, J7321",
            "warning claim",
            reason_for_guidance=None,
        ),
        example(
            "the same, another payer",
            "20610, 77002, J7321",
            "warning claim",
            reason_for_guidance=None,
            payer="aetna",
        ),
        example(
            "not stated, no payer", "20610, 77002", "warning claim", reason_for_guidance=None, payer=None
        ),
        example("given", "20610, 77002"),
        example(
            "no reason, and no imaging: that is the problem",
            "20610, 77002",
            modality="landmark",
            reason_for_guidance=False,
        ),
        example("no guidance on the claim", "20610", base=NOTHING),
    ),
)
def reason_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance without a reason on record."""
    given = claim.documentation.reason_for_guidance
    if given or without_imaging(claim):
        return
    codes = guidance_codes(claim)
    if codes:
        says = "gives no reason" if given is False else "does not state a reason"
        yield Finding(
            f"The record {says} for imaging with {codes}.",
            field="documentation.reason_for_guidance",
            citations=cited(_on_reason(claim, facts), facts.sources),
        )


def _on_reason(claim: Claim, facts: Facts) -> tuple[Cite, ...]:
    """Who asks for the reason: advice, and for hyaluronic acid a coverage document of Medicare."""
    medicare = facts.payer is None or facts.payer.id == "medicare"
    bears = medicare and any(line.code in KNEE_DRUGS for line in claim.lines)
    return (_KNEE_REASON, _REASON) if bears else (_REASON,)


@rule(
    id="DOC-105",
    slug="signature-missing",
    title="Signature missing",
    severity="warning",
    basis="cms-policy",
    why="An unsigned record does not stand as the physician's. A Medicare article asks for the signature.",
    remedy="Have the record signed before the claim goes out.",
    citations=(Cite("lca-a59244", "documentation"),),
    scope=("guidance", "unsigned"),
    examples=(
        example("not signed", "20610, 77002", "warning claim", signed=False),
        example("not stated", "20610, 77002", "info claim", signed=None),
        example("signed", "20610, 77002"),
        example("no guidance on the claim", "20610", base=NOTHING),
    ),
)
def signature_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance whose record is not signed."""
    signed = claim.documentation.signed
    if signed:
        return
    codes = guidance_codes(claim)
    if codes:
        says = "is not signed" if signed is False else "does not say whether it is signed"
        yield Finding(
            f"The record for {codes} {says}.",
            field="documentation.signed",
            severity=None if signed is False else "info",
        )


RULES = (
    guidance_not_documented,
    image_not_documented,
    interpretation_not_documented,
    reason_not_documented,
    signature_missing,
)
