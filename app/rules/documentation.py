"""What the record must or should show for guidance, by who asks for it.

Not stated is a question, never a failure. A statement that the service itself was another one is an error; a
statement that its proof is missing is a warning, because the proof may lie in an archive.
"""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.rules.examples import NOTHING, example
from app.rules.partners import DEVICE_GUIDANCE, guidance_lines
from app.rules.rule import Cite, rule
from app.rules.words import listed

_FLUOROSCOPIC = frozenset({"77001", "77002", "77003"})


def _codes(claim: Claim, but: str = "") -> str:
    """The guidance codes on the claim, without one, for a sentence; nothing when there is none."""
    codes = dict.fromkeys(line.code for _, line in guidance_lines(claim) if line.code != but)
    return listed(codes) if codes else ""


def _without_imaging(claim: Claim) -> bool:
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
    scope=("guidance", "undocumented"),
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
    if _without_imaging(claim):
        return
    codes = _codes(claim, but=DEVICE_GUIDANCE)
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
    scope=("undocumented",),
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
    if kept or _without_imaging(claim):
        return
    codes = _codes(claim) or listed_inside(claim, facts)
    if codes:
        says = "says that no image was kept" if kept is False else "does not state that an image was kept"
        yield Finding(f"The record for {codes} {says}.", field="documentation.permanent_image")


def listed_inside(claim: Claim, facts: Facts) -> str:
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
        "26 is paid for that."
    ),
    remedy="Find the interpretation in the note, or ask for an addendum.",
    citations=(Cite("cpt-guidelines", "guidance with its own code"), Cite("mcpm-13", "payment conditions")),
    scope=("guidance", "undocumented"),
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
    if written or claim.claim_form == "institutional" or _without_imaging(claim):
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
    citations=(Cite("lcd-l39529", "imaging guidance"), Cite("codingahead", "documentation")),
    scope=("guidance", "undocumented"),
    examples=(
        example("no reason", "20610, 77002", "warning claim", reason_for_guidance=False),
        example("not stated", "20610, 77002", "warning claim", reason_for_guidance=None),
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
    if given or _without_imaging(claim):
        return
    codes = _codes(claim)
    if codes:
        says = "gives no reason" if given is False else "does not state a reason"
        yield Finding(
            f"The record {says} for imaging with {codes}.", field="documentation.reason_for_guidance"
        )


@rule(
    id="DOC-105",
    slug="signature-missing",
    title="Signature missing",
    severity="warning",
    basis="cms-policy",
    why="An unsigned record does not stand as the physician's. A Medicare article asks for the signature.",
    remedy="Have the record signed before the claim goes out.",
    citations=(Cite("lca-a59244", "documentation"),),
    scope=("guidance", "undocumented"),
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
    codes = _codes(claim)
    if codes:
        says = "is not signed" if signed is False else "does not say whether it is signed"
        yield Finding(
            f"The record for {codes} {says}.",
            field="documentation.signed",
            severity=None if signed is False else "info",
        )


# Words for targets that X-ray does not show unless they are calcified or hold contrast.
_SOFT = ("soft tissue", "soft-tissue", "mass", "lump", "lymph node", "thyroid", "muscle", "lipoma")
_VISIBLE = (
    "bone",
    "bony",
    "calcif",
    "clip",
    "contrast",
    "femur",
    "fiducial",
    "foreign body",
    "humer",
    "iliac",
    "joint",
    "lung",
    "lytic",
    "metal",
    "rib",
    "sacr",
    "sclerotic",
    "spine",
    "tibia",
    "vertebra",
)


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
    scope=("guidance", "target"),
    examples=(
        example("a mass in bone", "20206, 77002", target="sclerotic mass of the femur"),
        example("thigh mass", "20206, 77002", "warning claim", target="lateral thigh mass"),
        example(
            "palpable thigh mass", "20206, 77002", "warning claim", target="thigh mass", palpable_target=True
        ),
        example("calcified mass", "20206, 77002", target="calcified thigh mass"),
        example("hip joint", "20610, 77002", target="hip joint"),
        example("thigh mass by ultrasound", "20206, 76942", target="thigh mass", modality="ultrasound"),
        example("target not stated", "20206, 77002"),
        example("no guidance on the claim", "20206", target="thigh mass"),
    ),
)
def target_implausible(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find fluoroscopic guidance to a target that X-ray hardly shows."""
    target = (claim.documentation.target or "").lower()
    if not target or not any(word in target for word in _SOFT) or any(word in target for word in _VISIBLE):
        return
    codes = [line.code for _, line in guidance_lines(claim) if line.code in _FLUOROSCOPIC]
    if codes:
        felt = " It is stated to be palpable as well." if claim.documentation.palpable_target else ""
        yield Finding(
            f"{listed(dict.fromkeys(codes))} names fluoroscopy; the target on record is soft tissue.{felt}",
            field="documentation.target",
        )


@rule(
    id="DOC-107",
    slug="candidate-primary",
    title="Candidate primary procedure",
    severity="info",
    basis="advice",
    why="The technique and the target in the record point to a procedure that goes with the guidance.",
    remedy="Compare the candidate with the record. Report it only if the record supports it.",
    citations=(Cite("ncci-aoc", "type 1 add-on codes"),),
    needs=("add-ons",),
    scope=("unpaired",),
    examples=(
        example(
            "biopsy of a thigh mass", "77002", "info line 1", technique="core-biopsy", target="thigh mass"
        ),
        example("the procedure is there", "20206, 77002", technique="core-biopsy", target="thigh mass"),
        example("technique and target not stated", "77002"),
        example("guidance that is no add-on", "76942", technique="core-biopsy", target="thigh mass"),
        example("another procedure is there", "64640, 77002", technique="injection", target="hip joint"),
        example(
            "a code that the book does not know",
            "88888, 77002",
            "info line 2",
            technique="core-biopsy",
            target="thigh mass",
        ),
    ),
)
def candidate_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Name procedures that fit the record where an add-on stands without any."""
    if not facts.candidates:
        return
    if any(
        line.code in facts.codes and facts.codes[line.code].kind in ("primary", "other")
        for line in claim.lines
    ):
        return
    for number, line in enumerate(claim.lines, 1):
        codes = [known.code for known in facts.candidates if known.code in facts.primaries.get(line.code, ())]
        if codes:
            yield Finding(
                f"{listed(codes)} would fit the technique and target in the record, with {line.code} on "
                f"line {number}.",
                line=number,
                field=f"lines[{number - 1}].code",
            )
            return


@rule(
    id="DOC-108",
    slug="dose-index-missing",
    title="Radiation dose index not stated",
    severity="info",
    basis="cms-policy",
    why=(
        "Medicare's quality measure 145 (MIPS) asks for a dose index in the final report. Whether 77002 "
        "counts for it was not verified."
    ),
    remedy="Add the dose index to the report if you report this measure.",
    citations=(Cite("vbca-145", "145"), Cite("healthmonix-145", "145")),
    scope=("guidance", "undocumented"),
    examples=(
        example("not stated", "20610, 77002", "info claim", dose_index=None),
        example("no dose index", "20610, 77002", "info claim", dose_index=False),
        example("given", "20610, 77002"),
        example(
            "no dose index, and no imaging: that is the problem",
            "20610, 77002",
            modality="landmark",
            dose_index=False,
        ),
        example("ultrasound", "20206, 76942", dose_index=None, modality="ultrasound"),
        example("no guidance on the claim", "20610", dose_index=None),
    ),
)
def dose_index_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find fluoroscopic guidance without a dose index on record."""
    given = claim.documentation.dose_index
    if given or _without_imaging(claim):
        return
    codes = [line.code for _, line in guidance_lines(claim) if line.code in _FLUOROSCOPIC]
    if codes:
        says = "holds no" if given is False else "does not state a"
        yield Finding(
            f"The record {says} radiation dose index for {listed(dict.fromkeys(codes))}.",
            field="documentation.dose_index",
        )


RULES = (
    guidance_not_documented,
    image_not_documented,
    interpretation_not_documented,
    reason_not_documented,
    signature_missing,
    target_implausible,
    candidate_primary,
    dose_index_missing,
)
