"""A target that the guidance hardly shows, or that no procedure on the claim is for."""

from collections.abc import Iterator

from app.coding.anatomy import Structure, sites_overlap
from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.documentation import NO_RECORD, guidance_to_document, is_without_record
from app.rules.lookups.partners import NumberedLine, is_procedure
from app.rules.lookups.targets import (
    belongs_to_another_code,
    is_at_its_site,
    procedure_elsewhere,
    structures_named,
    target_of,
)
from app.rules.lookups.words import listed


@rule(
    id="DOC-106",
    slug="target-implausible",
    title="Target does not fit the codes",
    severity="warning",
    basis="advice",
    why=(
        "Fluoroscopy shows bone, metal, air and contrast. A soft-tissue target without calcium is "
        "hardly seen."
    ),
    remedy="Ask what was seen on the images, and whether ultrasound or CT guided the needle.",
    citations=(Cite("needlepoint", "S3"), Cite("openpayer", "clinical context")),
    traits=("doubtful_target",),
)
def target_implausible(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find targets of other anatomy than the procedures, and those that fluoroscopy hardly shows."""
    if is_without_record(claim):
        if guidance_to_document(claim, facts) or any(
            facts.anatomy.procedure(line.code) and is_procedure(line.code, facts) for line in claim.lines
        ):
            yield NO_RECORD
        return
    named = structures_named(claim, facts)
    elsewhere = procedure_elsewhere(claim, facts)
    if elsewhere:
        if not belongs_to_another_code(claim, facts):
            yield _other_anatomy(claim, facts, elsewhere)
        return
    codes = [
        line.code
        for _, line in guidance_to_document(claim, facts)
        if facts.guidance.needle[line.code] == "fluoroscopy"
    ]
    other_modality = claim.documentation.modality not in (None, "fluoroscopy")  # there is a rule for that
    if codes and not other_modality and facts.anatomy.is_hidden(target_of(claim)):
        felt = " It is stated to be palpable as well." if claim.documentation.palpable_target else ""
        yield Finding(
            f"{listed(dict.fromkeys(codes))} names fluoroscopy; the target on record is soft tissue.{felt}",
            field="documentation.target",
            severity="info" if _is_own_organ(claim, facts, named) else None,
        )


def _other_anatomy(claim: Claim, facts: Facts, procedure: NumberedLine) -> Finding:
    """A procedure for other anatomy than the target on record, or for another height of the spine."""
    number, line = procedure
    target = _describe_target(claim, facts, line.code)
    purpose = facts.anatomy.purpose_of(line.code)
    known = facts.codes.get(line.code)
    return Finding(
        f"The target on record is {target}; {line.code} on line {number} is for {purpose}.",
        line=number,
        field="documentation.target",
        why="The procedure code follows from what the needle reached.",
        remedy="Compare the procedure code with the target in the record.",
        citations=known.citations if known else (),
    )


def _describe_target(claim: Claim, facts: Facts, code: str) -> str:
    """What the target names, or its height, if only that is another."""
    target, anatomy = target_of(claim), facts.anatomy
    if is_at_its_site(code, target, anatomy):
        heights = [level.rpartition("/")[2].replace("-", " ") for level in anatomy.levels_in(target)]
        return f"at the level of the {' and '.join(heights)}"
    named = (each.name.removesuffix(", not named") for each in anatomy.targets_in(target))
    return listed(dict.fromkeys(f"the {name}" for name in named))


def _is_own_organ(claim: Claim, facts: Facts, named: tuple[Structure, ...]) -> bool:
    """Whether the target is an organ or a node, and a procedure is made for it or nothing says for what."""
    hidden = [each for each in named if each.x_ray == "hidden" and not sites_overlap(each.sites, ("soft",))]
    if not hidden:
        return False
    procedures = [line.code for line in claim.lines if is_procedure(line.code, facts)]
    return any(
        not each.codes or code in each.codes or not facts.anatomy.structures_of(code)
        for each in hidden
        for code in procedures
    )
