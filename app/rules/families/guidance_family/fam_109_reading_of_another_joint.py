"""The reading of an arthrogram, against the joint that contrast was injected into."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import CodeFacts, Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.words import line_field

NumberedCode = tuple[int, CodeFacts]


@rule(
    id="FAM-109",
    slug="reading-of-another-joint",
    title="Arthrogram read of another joint",
    severity="warning",
    basis="advice",
    why="The injection of contrast and the reading of the arthrogram are of one joint.",
    remedy="Compare both with the record and report the injection and the reading of that joint.",
    citations=(Cite("aapc-a6", "radiographic"),),
    traits=("two_codes", "contrast_injection"),
)
def reading_of_another_joint(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find readings of arthrograms in an encounter whose injections are all into other joints.

    Where one of them is of the joint of a reading, somebody else may have read or injected the others.
    """
    readings, injections = _of_arthrograms(claim, facts)
    for encounter, read in readings.items():
        injected = injections.get(encounter, [])
        if not injected or any(_are_of_one_joint(one, other) for _, one in read for _, other in injected):
            continue
        (number, reading), (other, injection) = read[0], injected[0]
        yield Finding(
            f"{reading.code} on line {number} reads an arthrogram of the {reading.targets[0]}; "
            f"{injection.code} on line {other} injects the {injection.targets[0]}.",
            line=number,
            field=line_field(number, "code"),
        )


def _of_arthrograms(
    claim: Claim, facts: Facts
) -> tuple[dict[int, list[NumberedCode]], dict[int, list[NumberedCode]]]:
    """By encounter the readings of arthrograms and the injections for them, of which the joint is known."""
    readings: dict[int, list[NumberedCode]] = {}
    injections: dict[int, list[NumberedCode]] = {}
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.targets:
            continue
        if known.kind == "imaging":
            readings.setdefault(line.encounter, []).append((number, known))
        elif "arthrogram-injection" in known.techniques:
            injections.setdefault(line.encounter, []).append((number, known))
    return readings, injections


def _are_of_one_joint(one: CodeFacts, other: CodeFacts) -> bool:
    return not set(one.targets).isdisjoint(other.targets)
