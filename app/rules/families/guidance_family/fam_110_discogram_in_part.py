"""A discogram of which one part is on the claim, or two parts of other levels."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts, Variant
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.words import line_field

_Part = tuple[int, str, Variant]


@rule(
    id="FAM-110",
    slug="discogram-in-part",
    title="Discogram reported in part",
    severity="info",
    basis="advice",
    why="Two codes describe a discogram: one for the injection of contrast, one for the reading.",
    remedy="If the record has both parts and they are billed together, report the other as well.",
    citations=(Cite("aapc-discography", "diskography"),),
    traits=("discogram",),
)
def discogram_in_part(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find injections and readings of discograms without their counterpart in the encounter.

    Another practitioner may have done the counterpart. One for other levels contradicts it.
    """
    lone: dict[int, dict[str, list[_Part]]] = {}
    by_encounter = {(line.encounter, line.code) for line in claim.lines}
    for number, line in enumerate(claim.lines, 1):
        other = _counterpart(line.code, facts)
        if other is not None and (line.encounter, other.use) not in by_encounter:
            parts = lone.setdefault(line.encounter, {"reading": [], "injection": []})
            parts[other.way].append((number, line.code, other))
    for parts in lone.values():
        injections, readings = parts["reading"], parts["injection"]  # each lacks the other
        if injections and readings:
            yield _of_other_levels(injections[0], readings[0])
        else:
            yield from map(_alone, injections or readings)


def _counterpart(code: str, facts: Facts) -> Variant | None:
    """The reading of the contrast that a code injects, or the injection that it reads; None for any other."""
    known = facts.codes.get(code)
    return (known.variant("reading") or known.variant("injection")) if known is not None else None


def _of_other_levels(injection: _Part, reading: _Part) -> Finding:
    (at, injected, wanted), (number, read, _) = injection, reading
    return Finding(
        f"{read} on line {number} reads a discogram of other levels than {injected} on line {at} injects. "
        f"What goes with {injected} is {wanted.use}, {wanted.label}.",
        line=number,
        field=line_field(number, "code"),
        severity="warning",
        remedy="Compare both with the record and report the injection and the reading of those levels.",
        citations=wanted.citations,
    )


def _alone(part: _Part) -> Finding:
    number, code, other = part
    return Finding(
        f"{code} on line {number} is one part of a discogram; {other.use}, {other.label}, is not on the "
        "claim.",
        line=number,
        field=line_field(number, "code"),
        citations=other.citations,
    )
