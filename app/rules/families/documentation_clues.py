"""What the record hints at: an unlikely target, a procedure that fits, a dose index."""

import re
from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import CodeFacts, Facts
from app.coding.findings import Finding, Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import example
from app.rules.families.documentation import without_imaging
from app.rules.lookups.partners import DEVICE_GUIDANCE, METHODS, guidance_lines, is_procedure
from app.rules.lookups.words import line_field, listed

# Words for targets that X-ray does not show unless they are calcified or hold metal or contrast.
_SOFT = ("soft tissue", "soft-tissue", "mass", "lump", "lymph node", "thyroid", "lipoma")
# What X-ray shows: bone, metal, air, calcium and contrast. "Not calcified" and the like are no such word.
_VISIBLE = re.compile(
    r"(?<!non-)(?<!non )(?<!not )(?<!no )(?<!without )(?:bone|bony|joint|metal|vertebra|\b(?:"
    r"calcif|catheter|clavic|clip|coccy|coil|contrast|femoral head|femur|fibula|fiducial|foreign body"
    r"|fragment|humer|iliac|ilium|lung|lytic|mandib"
    r"|(?<!core )(?<!fine )needle(?! (?:aspiration|biopsy|puncture))"
    r"|opacif|ossif|osteo|patella|radiopaque|retained|rib|sacr|scapul|sclerotic|screw|skull|spine|stent"
    r"|sternal|sternum|tibia|ulna|wire))"
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
        example("trigger point in a muscle", "20552, 77002", target="trapezius muscle"),
        example("a mass in a muscle", "20206, 77002", "warning claim", target="mass in the trapezius muscle"),
        example("thigh mass by ultrasound", "20206, 76942", target="thigh mass", modality="ultrasound"),
        example(
            "a mass said not to be calcified", "20206, 77002", "warning claim", target="non-calcified mass"
        ),
        example("a wire in soft tissue", "20206, 77002", target="retained wire in soft tissue of the hand"),
        example("a needle in soft tissue", "20206, 77002", target="broken needle in soft tissue"),
        example(
            "a mass for a needle", "20206, 77002", "warning claim", target="thigh mass, core needle biopsy"
        ),
        example("a mass of the breastbone", "20206, 77002", target="sternal mass"),
        example("a node that holds contrast", "38505, 77002", target="opacified lymph node"),
        example(
            "an organ that is the procedure's own target",
            "38505, 77002",
            "info claim",
            target="axillary lymph node",
        ),
        example(
            "a lump beside a code that the book does not know", "88888, 77002", "warning claim", target="lump"
        ),
        example("target not stated", "20206, 77002"),
        example("no guidance on the claim", "20206", target="thigh mass"),
    ),
)
def target_implausible(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find fluoroscopic guidance to a target that X-ray hardly shows."""
    target = (claim.documentation.target or "").lower()
    if not any(word in target for word in _SOFT) or _VISIBLE.search(target):
        return
    codes = [line.code for _, line in guidance_lines(claim) if METHODS[line.code] == "fluoroscopy"]
    if codes:
        felt = " It is stated to be palpable as well." if claim.documentation.palpable_target else ""
        yield Finding(
            f"{listed(dict.fromkeys(codes))} names fluoroscopy; the target on record is soft tissue.{felt}",
            field="documentation.target",
            severity="info" if _is_own_organ(facts, target) else None,
        )


def _is_own_organ(facts: Facts, target: str) -> bool:
    """Whether a procedure is made for that target, as a node or the thyroid; soft tissue at large is none."""
    return any(
        phrase in target
        for known in facts.codes.values()
        if not any("soft tissue" in phrase for phrase in known.targets)
        for phrase in known.targets
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
    scope=("candidates",),
    examples=(
        example(
            "biopsy of a thigh mass", "77002", "info line 1", technique="core-biopsy", target="thigh mass"
        ),
        example("the procedure is there", "20206, 77002", technique="core-biopsy", target="thigh mass"),
        example("technique and target not stated", "77002"),
        example("guidance that is no add-on", "76942", technique="core-biopsy", target="thigh mass"),
        example("another procedure is there", "64640, 77002", technique="injection", target="hip joint"),
        example(
            "a drug that an official list describes",
            "J1030, 77002",
            "info line 2",
            technique="core-biopsy",
            target="thigh mass",
            facts={"codes": {"J1030": CodeFacts(code="J1030", label="", kind="other")}},
        ),
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
    if any(line.code in facts.codes and is_procedure(line.code, facts) for line in claim.lines):
        return
    for number, line in enumerate(claim.lines, 1):
        codes = [known.code for known in facts.candidates if known.code in facts.primaries.get(line.code, ())]
        if codes:
            yield Finding(
                f"{listed(codes)} would fit the technique and target in the record, with {line.code} on "
                f"line {number}.",
                line=number,
                field=line_field(number, "code"),
            )
            return


@rule(
    id="DOC-108",
    slug="dose-index-missing",
    title="Radiation dose index not stated",
    severity="info",
    basis="cms-policy",
    why=(
        "Medicare's quality measure 145 (MIPS) asks for a dose index in the final report. Which guidance "
        "codes count for it was not verified."
    ),
    remedy="Add the dose index to the report if you report this measure.",
    citations=(Cite("vbca-145", "145"), Cite("healthmonix-145", "145")),
    scope=("guidance", "no_dose_index"),
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
        example(
            "another method in the record: that is the problem",
            "20206, 77002",
            dose_index=None,
            modality="ultrasound",
        ),
        example(
            "a vein found by ultrasound, the line by fluoroscopy",
            "36556, 77001",
            "info claim",
            dose_index=None,
            modality="ultrasound",
        ),
        example("method not stated", "20206, 77002", "info claim", dose_index=None, modality=None),
        example("no guidance on the claim", "20610", dose_index=None),
    ),
)
def dose_index_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find fluoroscopic guidance without a dose index on record."""
    given = claim.documentation.dose_index
    if given or without_imaging(claim):
        return
    by_fluoroscopy = claim.documentation.modality in (None, "fluoroscopy")
    codes = [
        line.code
        for _, line in guidance_lines(claim)
        if METHODS[line.code] == "fluoroscopy" and (by_fluoroscopy or line.code == DEVICE_GUIDANCE)
    ]
    if codes:
        says = "holds no" if given is False else "does not state a"
        yield Finding(
            f"The record {says} radiation dose index for {listed(dict.fromkeys(codes))}.",
            field="documentation.dose_index",
        )


RULES = (target_implausible, candidate_primary, dose_index_missing)
