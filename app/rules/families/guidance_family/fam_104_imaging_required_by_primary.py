"""Procedures that may only be billed with the imaging that their code contains."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.sources import Citation
from app.coding.words import Modality
from app.rules.engine.rule import Cite, rule
from app.rules.families.guidance_family.record_method import describe_record, unclear_which_service
from app.rules.lookups.documentation import denies_imaging, is_without_imaging
from app.rules.lookups.partners import eligible_primaries, guidance_lines
from app.rules.lookups.without_imaging import by_ultrasound, without_imaging
from app.rules.lookups.words import line_field, method_word, not_stated

_NOT_STEERED = "the record says that imaging did not steer the needle"


@rule(
    id="FAM-104",
    slug="imaging-required-by-primary",
    title="The code requires imaging not on record",
    severity="error",
    basis="cpt-instruction",
    why="The code includes imaging guidance and may only be reported when it was performed.",
    remedy="Report the code for the procedure without this imaging, if there is one.",
    citations=(Cite("cpt-guidelines", "guidance inside a code"),),
    traits=("contains_imaging",),
)
def imaging_required_by_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures that contain imaging where the record has other imaging or none."""
    said = claim.documentation
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.requires_imaging:
            yield from _optional_imaging(claim, facts, number, line)
            continue
        wanted = " or ".join(method_word(modality) for modality in known.requires_imaging)
        if said.needle_guided is False and (said.modality is None or said.modality in known.requires_imaging):
            problem = _NOT_STEERED
        elif said.modality is None:
            yield not_stated(
                "documentation.modality",
                f"{line.code} on line {number}, which requires {wanted}, was not compared",
            )
            continue
        elif said.modality in known.requires_imaging:
            continue
        elif _may_belong_to_other_service(claim, facts, number, said.modality):
            yield unclear_which_service(f"{line.code} on line {number}, which requires {wanted},")
            continue
        else:
            problem = describe_record(said.modality)
        remedy, named_by = _what_to_report(facts, line.code, said.modality)
        yield Finding(
            f"{line.code} on line {number} requires {wanted}; {problem}.",
            line=number,
            field=line_field(number, "code"),
            remedy=remedy,
            citations=tuple(dict.fromkeys((*known.citations, *named_by))),
        )


def _what_to_report(facts: Facts, code: str, method: Modality | None) -> tuple[str, tuple[Citation, ...]]:
    """The code of the procedure as the record has it, in a sentence, and who names it."""
    instead, named_by = by_ultrasound(facts, code) if method == "ultrasound" else ("", ())
    if instead:
        return f"Report {instead}, the code of the procedure under ultrasound.", named_by
    instead, named_by = without_imaging(facts, code)
    return (f"Report {instead} for the procedure without this imaging.", named_by) if instead else ("", ())


def _optional_imaging(claim: Claim, facts: Facts, number: int, line: Line) -> Iterator[Finding]:
    """A code that contains imaging, of which no source says that it must be used, and the record denies it.

    Beside a guidance code the rules for that speak.
    """
    authorities = facts.imaging_inside.get(line.code)
    if not authorities or not denies_imaging(claim) or guidance_lines(claim, facts):
        return
    yield Finding(
        f"{line.code} on line {number} includes imaging guidance; "
        f"{'the record has no imaging' if is_without_imaging(claim) else _NOT_STEERED}.",
        line=number,
        field=line_field(number, "code"),
        severity="info",
        why="Some codes include imaging guidance only when performed; others may not be reported without it.",
        remedy="Check in CPT whether the code may be reported without imaging. If not, report the code for "
        "the procedure without it.",
        citations=authorities,
    )


def _may_belong_to_other_service(claim: Claim, facts: Facts, number: int, method: Modality) -> bool:
    """Whether another service has the method: a code that requires it, or guidance with a home of its own."""
    if any(method in known.requires_imaging for known in facts.codes.values()):
        return True
    lines = (line for _, line in guidance_lines(claim, facts) if facts.guidance.needle[line.code] == method)
    return any(set(eligible_primaries(claim, facts, line.code)) - {number} for line in lines)
