"""A team's own rules and notes. Run beside the rule book only where a shared shelf has any.

Each is a flag of its own beside those of the authorities, a warning at most: it changes, hides and settles
none of theirs.
"""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.local import LocalItem
from app.coding.reasons import Unchecked
from app.rules.engine.rule import rule
from app.rules.lookups.words import line_field, not_stated


@rule(
    id="LOC-101",
    slug="local-policy",
    title="Local policy",
    severity="warning",
    basis="local-policy",
    why="A rule of your own organization. No authority stands behind it.",
    remedy="Follow it, or decide the flag with your reason.",
    citations=(),
)
def local_policy(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Show each rule and note of the team that bears on the claim."""
    if facts.local is None:
        return
    for fault in facts.local.faults:
        yield Unchecked(fault)
    for item in facts.local.items:
        if item.in_force(claim.date_of_service) and (lines := _lines(claim, item)):
            if item.payers and claim.payer is None:
                yield not_stated("payer", f"local policy {item.id} was not compared")
            elif not item.payers or claim.payer in item.payers:
                yield _finding(item, lines[0])


def _lines(claim: Claim, item: LocalItem) -> list[int | None]:
    """The lines on which an item bears, from 1; None stands for the whole claim."""
    if not (item.codes or item.pairs or item.modifiers):
        return [None]
    codes = {line.code for line in claim.lines}
    return [at for at, line in enumerate(claim.lines, 1) if _bears(item, line, codes)]


def _bears(item: LocalItem, line: Line, codes: set[str]) -> bool:
    if item.codes and line.code not in item.codes:
        return False
    if item.modifiers and set(item.modifiers).isdisjoint(line.modifiers):
        return False
    return not item.pairs or any(line.code in pair and codes.issuperset(pair) for pair in item.pairs)


def _finding(item: LocalItem, line: int | None) -> Finding:
    source = item.source
    return Finding(
        f"{source.publisher}: {item.text}",
        line=line,
        field=line_field(line, "code") if line else None,
        why=source.note,
        remedy=item.remedy,
        severity=item.severity,
        citations=(source.cite(item.id),),
    )
