"""Guidance that the record shows and the claim does not bill."""

from collections.abc import Iterator

from app.coding.claim import Claim, Documentation, coded_lines
from app.coding.facts import CodeFacts, Facts, FittingGuidance
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.documentation import NO_RECORD, is_without_record
from app.rules.lookups.partners import is_procedure
from app.rules.lookups.words import line_field, method_word

_OTHER_PROCEDURE = "Compare the record. Report {} in its place if the record has all that this code asks for."


_ON_ARTHROGRAMS = Cite("aapc-a6", "arthrography")


@rule(
    id="DOC-109",
    slug="guidance-not-on-claim",
    title="Documented imaging not on the claim",
    severity="info",
    basis="advice",
    direction="under",
    why="The record says that imaging steered the needle, and the procedure's own code does not include it.",
    remedy="Compare the record. Report the guidance if the record has all that its code asks for.",
    citations=(Cite("ncci-aoc", "add-on codes and their primaries"), Cite("aapc-a1", "guidance by modality")),
    traits=("unbilled_guidance",),
)
def guidance_not_on_claim(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find documented guidance, or a full arthrogram, for which the claim has no code."""
    known = facts.codes.values()
    if any(each.kind == "guidance" for each in known):
        return
    if is_without_record(claim):
        if any(is_procedure(line.code, facts) for line in claim.lines):
            yield NO_RECORD
        return
    said = claim.documentation
    if said.radiographic_arthrogram:
        yield from _reading_not_on_claim(claim, facts)
        return
    if (
        _is_rightly_absent(said)
        or len(known) < len({line.code for line in coded_lines(claim)})
        or any(_may_hold(each, said) for each in known)
    ):
        return
    for fit in facts.fitting_guidance[:1]:
        number = [line.code for line in claim.lines].index(fit.procedure) + 1
        yield Finding(
            f"Guidance by {method_word(fit.method)} is documented; {_what_is_absent(fit, number)}.",
            line=number,
            field=line_field(number, "code"),
            remedy=_OTHER_PROCEDURE.format(fit.guidance) if fit.instead else "",
            citations=fit.citations,
        )


def _reading_not_on_claim(claim: Claim, facts: Facts) -> Iterator[Finding]:
    """A full arthrogram in the record of which the claim has the injection and no reading."""
    known = facts.codes.values()
    if claim.documentation.interpretation is False or len(known) < len(
        {line.code for line in coded_lines(claim)}
    ):
        return
    if any(each.kind == "imaging" and each.modality in (None, "fluoroscopy") for each in known):
        return
    for number, line in enumerate(claim.lines, 1):
        if line.code and "arthrogram-injection" in facts.codes[line.code].techniques:
            yield Finding(
                f"A full arthrogram is documented; its S&I code, which goes with {line.code} on "
                f"line {number}, is not on the claim.",
                line=number,
                field=line_field(number, "code"),
                why="Supervision and interpretation (S&I) of a conventional arthrogram has its own code.",
                remedy="Compare the record. Report the S&I code of the joint; it includes the fluoroscopy.",
                citations=cited((_ON_ARTHROGRAMS,), facts.sources),
            )
            return


def _what_is_absent(fit: FittingGuidance, number: int) -> str:
    if fit.instead:
        return f"with it {fit.guidance} stands for {fit.procedure} on line {number}"
    return f"{fit.guidance}, which goes with {fit.procedure} on line {number}, is not on the claim"


def _is_rightly_absent(said: Documentation) -> bool:
    """Whether the record shows why guidance is not billed: its proof is missing."""
    return False in (said.permanent_image, said.interpretation)


def _may_hold(known: CodeFacts, said: Documentation) -> bool:
    """Whether the documented imaging may belong to a code: one that contains it, or an exam by the method."""
    if said.modality in known.requires_imaging:
        return True
    return known.kind == "imaging" and known.modality in (None, said.modality)
