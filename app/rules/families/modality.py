"""The imaging method in the record, against the codes billed."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.coding.words import Modality
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import NOTHING, example
from app.rules.lookups.partners import DEVICE_GUIDANCE, METHODS, apart, guidance_lines, homes
from app.rules.lookups.surplus import inside_only
from app.rules.lookups.words import line_field, method_word, not_stated


@rule(
    id="FAM-103",
    slug="modality-mismatch",
    title="Guidance code and record disagree",
    severity="error",
    basis="cpt-instruction",
    why="Each guidance code stands for one imaging method.",
    remedy="Report the code for the method in the record, or have the record corrected if it is wrong.",
    citations=(Cite("aapm-2019", "imaging modality"), Cite("aapc-a1", "guidance by modality")),
    scope=("other_method",),
    asks=("documentation.modality",),
    examples=(
        example("a vein found by ultrasound, the line by fluoroscopy", "36556, 77001", modality="ultrasound"),
        example(
            "fluoroscopy billed, ultrasound in the record",
            "20610, 77002",
            "error line 2",
            modality="ultrasound",
        ),
        example("ultrasound billed, CT in the record", "20206, 76942", "error line 2", modality="ct"),
        example("no imaging in the record", "20610, 77002", "error line 2", modality="landmark"),
        example(
            "no imaging, and no guided needle",
            "20610, 77002",
            "error line 2",
            modality="landmark",
            needle_guided=False,
        ),
        example("they agree", "20610, 77002"),
        example("one of two codes agrees: stacked is the problem", "20610, 76942, 77002"),
        example("method not stated", "20610, 77002", "not checked", modality=None),
        example("no guidance", "20610", modality=None),
        example("guidance is inside the code", "20611, 77002", modality="ultrasound"),
        example(
            "guidance inside one code and the method wrong for the other",
            "20611, 20206, 77002",
            "error line 3",
            modality="ultrasound",
        ),
        example(
            "ultrasound inside one code, fluoroscopy for the other at its own encounter",
            "20611, 20206@2, 77002-XE@2",
            "not checked",
            modality="ultrasound",
            separate_encounter=True,
        ),
        example(
            "two encounters, and the method fits neither",
            "20611, 20206@2, 77002-XE@2",
            "error line 3",
            modality="ct",
            separate_encounter=True,
        ),
    ),
)
def modality_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance lines of another method than the documented one."""
    documented = claim.documentation.modality
    lines = guidance_lines(claim)
    if documented is None or any(METHODS[line.code] == documented for _, line in lines):
        return
    for number, line in lines:
        if line.code == DEVICE_GUIDANCE or inside_only(claim, facts, line):
            continue
        method = method_word(METHODS[line.code])
        if apart(claim) and any(documented in known.requires_imaging for known in facts.codes.values()):
            yield _of_either(f"{line.code} on line {number}, which is for {method},")
            continue
        yield Finding(
            f"{line.code} on line {number} is for {method}; {_record_says(documented)}.",
            line=number,
            field=line_field(number, "code"),
        )


def _record_says(modality: Modality) -> str:
    return (
        "the record has no imaging" if modality == "landmark" else f"the record says {method_word(modality)}"
    )


def _of_either(what: str) -> Unchecked:
    """That the record has one field for the method, and the claim two services."""
    return Unchecked(f"The record names one imaging method; {what} may belong to the other service.")


@rule(
    id="FAM-104",
    slug="imaging-required-by-primary",
    title="The code requires imaging not on record",
    severity="error",
    basis="cpt-instruction",
    why="The code may only be used when the imaging that it contains was used.",
    remedy="Report the code for the procedure without this imaging, if there is one.",
    citations=(Cite("cpt-guidelines", "guidance inside a code"),),
    scope=("contained",),
    examples=(
        example(
            "sacroiliac code, no imaging", "27096", "error line 1", modality="landmark", needle_guided=False
        ),
        example("sacroiliac code, needle not guided", "27096", "error line 1", needle_guided=False),
        example("ultrasound code, fluoroscopy in the record", "20611", "error line 1"),
        example("ultrasound code, ultrasound in the record", "20611", modality="ultrasound"),
        example("sacroiliac code with CT", "27096", modality="ct"),
        example("method not stated", "27096", "not checked", base=NOTHING),
        example("no imaging required", "20610", modality="landmark", needle_guided=False),
        example(
            "needle not guided, method not stated", "27096", "error line 1", base=NOTHING, needle_guided=False
        ),
        example("unknown code", "88888"),
        example(
            "fluoroscopy for another procedure at its own encounter",
            "20611-RT, 20610-LT-XE@2, 77002-XE@2",
            "not checked",
            separate_encounter=True,
        ),
        example("another code of the claim contains fluoroscopy", "27096, 20611", "not checked"),
        example("CT for another procedure", "20611, 20206, 77012", "not checked", modality="ct"),
        example("fluoroscopy for the same procedure", "20611, 77002", "error line 1"),
        example("the method fits no guidance", "20611, 20206, 76942", "error line 1", modality="ct"),
        example("the method fits no line", "27096, 20611", "error line 1", "error line 2", modality="mr"),
        example("the same code twice", "20611-RT, 20611-LT", "error line 1", "error line 2"),
        example("no imaging, and two procedures", "27096, 20610", "error line 1", modality="landmark"),
    ),
)
def imaging_required_by_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures that contain imaging where the record has other imaging or none."""
    said = claim.documentation
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.requires_imaging:
            continue
        wanted = " or ".join(method_word(modality) for modality in known.requires_imaging)
        if said.needle_guided is False and (said.modality is None or said.modality in known.requires_imaging):
            problem = "the record says that imaging did not steer the needle"
        elif said.modality is None:
            yield not_stated(
                "documentation.modality",
                f"{line.code} on line {number}, which requires {wanted}, was not compared",
            )
            continue
        elif said.modality in known.requires_imaging:
            continue
        elif _of_another(claim, facts, number, said.modality):
            yield _of_either(f"{line.code} on line {number}, which requires {wanted},")
            continue
        else:
            problem = _record_says(said.modality)
        yield Finding(
            f"{line.code} on line {number} requires {wanted}; {problem}.",
            line=number,
            field=line_field(number, "code"),
            citations=known.citations,
        )


def _of_another(claim: Claim, facts: Facts, number: int, method: Modality) -> bool:
    """Whether another service has the method: a code that requires it, or guidance with a home of its own."""
    if any(method in known.requires_imaging for known in facts.codes.values()):
        return True
    lines = (line for _, line in guidance_lines(claim) if METHODS[line.code] == method)
    return any(set(homes(claim, facts, line.code)) - {number} for line in lines)


RULES = (modality_mismatch, imaging_required_by_primary)
