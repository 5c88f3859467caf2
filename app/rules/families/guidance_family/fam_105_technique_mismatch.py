"""The technique in the record, against the procedures billed, and the catheter left in or not."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import CodeFacts, Facts, Variant
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.words import TECHNIQUES, Technique
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.partners import guidance_lines
from app.rules.lookups.words import line_field, not_stated

_ON_DRAINAGE = Cite("aapc-a9", "drainage")
_ON_PLEURA = Cite("codingahead-pleural", "32554 to 32557")
_ON_NEEDLES = Cite("medlearn-fna", "new codes")
_NOT_STATED = not_stated("documentation.technique", "it was not compared with the procedure")


@rule(
    id="FAM-105",
    slug="technique-mismatch",
    title="Procedure and technique disagree",
    severity="warning",
    basis="advice",
    why="The procedure code stands for another technique than the record describes.",
    remedy="Compare the procedure code with what was done.",
    citations=(_ON_DRAINAGE, _ON_PLEURA, _ON_NEEDLES),
    traits=("other_technique",),
)
def technique_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures that do not use the documented technique, and aspiration with a catheter left in."""
    said = claim.documentation
    documented = said.technique
    if said.catheter_left is not None:
        yield from _catheter_mismatch(claim, facts, left=said.catheter_left)
    if documented is None:
        if guidance_lines(claim, facts) and _has_technique(facts):
            yield _NOT_STATED
        return
    wrong: list[Finding] = []
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if (
            known is None
            or not known.techniques
            or _contradicted_by_catheter(facts, line, said.catheter_left)
        ):
            continue
        if _agrees(documented, known):
            return
        uses = " or ".join(TECHNIQUES[technique].lower() for technique in known.techniques)
        message = (
            f"{line.code} on line {number} is for {uses}; the record says {TECHNIQUES[documented].lower()}."
        )
        fine = documented == "fna" or "fna" in known.techniques  # a fine needle, or another one
        sources = cited((_ON_NEEDLES,), facts.sources) if fine else known.citations
        wrong.append(Finding(message, line=number, field=line_field(number, "code"), citations=sources))
    yield from wrong


def _has_technique(facts: Facts) -> bool:
    """Whether a procedure stands for techniques."""
    for known in facts.codes.values():  # a loop: nearly every claim asks, and a generator costs more
        if known.techniques:
            return True
    return False


def _agrees(documented: Technique, known: CodeFacts) -> bool:
    """Whether a procedure uses the technique; the injection for an arthrogram is an injection."""
    return documented in known.techniques or (
        documented == "injection" and "arthrogram-injection" in known.techniques
    )


def _contradicted_by_catheter(facts: Facts, line: Line, left: bool | None) -> Variant | None:
    """What stands for the service of a line whose code the catheter contradicts; None where it does not.

    It does where none was left, or where one was that no other code of the claim leaves.
    """
    known = facts.codes.get(line.code)
    if left is None or known is None:
        return None
    found = known.variant("catheter-left" if left else "no-catheter")
    if found is None or found.use == line.code:
        return None
    is_of_another = left and any(_leaves_catheter(other) for other in facts.codes.values())
    return None if is_of_another else found


def _leaves_catheter(known: CodeFacts) -> bool:
    """Whether a code stands for a service that leaves a catheter: the one in the record may be its own."""
    own = known.variant("catheter-left")
    return known.variant("no-catheter") is not None or (own is not None and own.use == known.code)


def _catheter_mismatch(claim: Claim, facts: Facts, *, left: bool) -> Iterator[Finding]:
    """Aspiration codes although a catheter was left in, and drainage codes although none was."""
    for number, line in enumerate(claim.lines, 1):
        found = _contradicted_by_catheter(facts, line, left)
        if found is None:
            continue
        yield Finding(
            f"A catheter was left in; {line.code} on line {number} is aspiration without one."
            if left
            else f"No catheter was left in; {line.code} on line {number} is drainage with one.",
            line=number,
            field=line_field(number, "code"),
            severity="error",
            basis="cpt-instruction",
            remedy=_remedy(found, left=left),
            citations=found.citations,
        )


def _remedy(found: Variant, *, left: bool) -> str:
    if found.use:
        return f"If the record is right, report {found.use}, {found.label}."
    if left:
        return "Report the catheter drainage code of the site. It includes the guidance."
    return "Report the aspiration code of the site. Guidance may then be added."
