"""Procedures of the book that fit the record, where the claim has none for its guidance."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.elsewhere import primary_elsewhere
from app.rules.lookups.partners import is_procedure
from app.rules.lookups.words import line_field, listed


@rule(
    id="DOC-107",
    slug="candidate-primary",
    title="Candidate primary procedure",
    severity="info",
    basis="advice",
    direction="under",
    why="The technique and the target in the record point to a procedure that goes with the guidance.",
    remedy="Compare the candidate with the record. Report it only if the record supports it.",
    citations=(Cite("ncci-aoc", "type 1 add-on codes"),),
    needs=("add-ons",),
    traits=("candidates",),
)
def candidate_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Name procedures that fit the record where an add-on stands without any."""
    if any(line.code in facts.codes and is_procedure(line.code, facts) for line in claim.lines):
        return
    for number, line in enumerate(claim.lines, 1):
        codes = [known.code for known in facts.candidates if known.code in facts.primaries.get(line.code, ())]
        if codes and not primary_elsewhere(claim, facts, line):
            yield Finding(
                f"{listed(codes)} would fit the technique and target in the record, with {line.code} on "
                f"line {number}.",
                line=number,
                field=line_field(number, "code"),
            )
            return
