"""Pairs about which authorities disagree: both positions, and which governs."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.coding.pages import Disagreement
from app.coding.sources import Citation
from app.rules.examples import example
from app.rules.partners import alternatives, guidance_lines, inclusions
from app.rules.rule import Cite, rule
from app.rules.words import line_field


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
    scope=("related",),
    examples=(
        example("femoral nerve block in 2023 (K1)", "64447, 77002", "info line 2", on="2023-01-01"),
        example("femoral nerve block the day before", "64447, 77002", on="2022-12-31"),
        example("lumbar sympathetic block (K6)", "64520, 77002", "info line 2"),
        example("a conflict that the register does not hold", "64447, 77002", facts={"conflicts": {}}),
        example("hip injection with its guidance", "20610, 77002"),
        example("nothing is disputed about 27096", "27096, 77002"),
    ),
)
def sources_conflict(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Show both positions where an inclusion or an alternative on this claim is disputed."""
    if not facts.inclusions and not facts.alternatives:
        return
    for number, line in guidance_lines(claim):
        found = [row.conflict for _, row in inclusions(claim, facts, line.code)]
        found += [row.conflict for _, row in alternatives(claim, facts, line.code)]
        for conflict in dict.fromkeys(filter(None, found)):
            register = facts.conflicts.get(conflict)
            if register is None:
                continue
            yield Finding(
                f"{register.title} ({register.id}). What governs: {register.governs}.",
                line=number,
                field=line_field(number, "code"),
                why=" ".join((*(position.text for position in register.positions), register.why)),
                remedy=register.advice,
                citations=_positions(register),
            )


def _positions(register: Disagreement) -> tuple[Citation, ...]:
    return tuple(
        dict.fromkeys(citation for position in register.positions for citation in position.citations)
    )


RULES = (sources_conflict,)
