"""Pairs about which authorities disagree: both positions, and which governs."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.pages import Disagreement
from app.coding.reasons import Unchecked
from app.coding.sources import Citation
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import alternatives, guidance_lines, inclusions, is_procedure, lines_with
from app.rules.lookups.words import line_field

_TUNNELED_DRAIN = "32550"  # beside it nobody disputes the reading of a drainage


@rule(
    id="INC-103",
    slug="sources-conflict",
    title="Sources disagree about this pair",
    severity="info",
    basis="advice",
    why="Authorities differ. Both positions are shown with the one that governs.",
    remedy="Follow the position that governs, and keep the other in mind when a payer answers.",
    citations=(Cite("ncci-aoc", "77002"), Cite("cpt-2023", "nerve block bundling")),
    needs=("inclusions",),
    traits=("disputed",),
)
def sources_conflict(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Show both positions where an inclusion or an alternative on this claim is disputed."""
    lines = guidance_lines(claim, facts)
    lines += lines_with(claim, facts.guidance.drainage)
    for number, line in lines:
        for conflict in _disagreements(claim, facts, line.code):
            register = facts.conflicts.get(conflict)
            if register is None:
                continue
            yield Finding(
                f"{register.title}. What governs: {register.governs}.",
                line=number,
                field=line_field(number, "code"),
                why=" ".join((*(position.text for position in register.positions), register.why)),
                remedy=register.advice,
                citations=_positions(register),
            )


def _disagreements(claim: Claim, facts: Facts, code: str) -> dict[str, None]:
    """The disagreements about a code beside the procedures of the claim, by their number in the register."""
    if code in facts.guidance.drainage:
        codes = {line.code for line in claim.lines}
        other = _TUNNELED_DRAIN not in codes and any(is_procedure(each, facts) for each in codes)
        return {"K12": None} if other else {}
    found = [row.conflict for _, row in inclusions(claim, facts, code)]
    found += [row.conflict for _, row in alternatives(claim, facts, code)]
    return dict.fromkeys(filter(None, found))


def _positions(register: Disagreement) -> tuple[Citation, ...]:
    return tuple(
        dict.fromkeys(citation for position in register.positions for citation in position.citations)
    )
