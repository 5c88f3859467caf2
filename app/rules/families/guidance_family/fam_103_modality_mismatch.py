"""Guidance of another imaging method than the record names."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.families.guidance_family.record_method import describe_record, unclear_which_service
from app.rules.lookups.partners import guidance_lines, has_documented_separate_service
from app.rules.lookups.surplus import AFTER_ACCESS, is_only_included, stands_for_access
from app.rules.lookups.words import line_field, method_word


@rule(
    id="FAM-103",
    slug="modality-mismatch",
    title="Guidance code and record disagree",
    severity="error",
    basis="cpt-instruction",
    why="Each guidance code stands for one imaging modality.",
    remedy="Report the code for the modality in the record, or have the record corrected if it is wrong.",
    citations=(Cite("aapm-2019", "imaging modality"), Cite("aapc-a1", "guidance by modality")),
    required_fields=("documentation.modality",),
    traits=("other_method",),
)
def modality_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance lines of another method than the documented one."""
    documented = claim.documentation.modality
    if documented is None:
        return
    for number, line in guidance_lines(claim, facts):
        if line.code in facts.guidance.devices or is_only_included(claim, facts, line):
            continue
        is_access = line.code in facts.guidance.vascular_access or stands_for_access(claim, facts, line)
        if is_access and documented in AFTER_ACCESS:
            continue
        method = method_word(facts.guidance.needle[line.code])
        if has_documented_separate_service(claim) and any(
            documented in known.requires_imaging for known in facts.codes.values()
        ):
            yield unclear_which_service(f"{line.code} on line {number}, which is for {method},")
            continue
        yield Finding(
            f"{line.code} on line {number} is for {method}; {describe_record(documented)}.",
            line=number,
            field=line_field(number, "code"),
        )
