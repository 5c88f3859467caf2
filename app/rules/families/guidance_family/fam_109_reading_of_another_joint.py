"""The reading of an arthrogram, against the joint that contrast was injected into."""

from collections.abc import Iterator

from msgspec import Struct

from app.coding.claim import Claim, Line
from app.coding.facts import CodeFacts, Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.words import line_field


class _Part(Struct, frozen=True):
    """An injection or a reading: its line, what is known of the code, and the one side on it, if any."""

    number: int
    known: CodeFacts
    side: str | None

    @property
    def joint(self) -> str:
        """The joint in words."""
        return self.known.targets[0]


@rule(
    id="FAM-109",
    slug="reading-of-another-joint",
    title="Arthrogram read of another joint or side",
    severity="warning",
    basis="advice",
    why="The injection of contrast and the reading of the arthrogram are of one joint.",
    remedy="Compare both with the record and report the injection and the reading of that joint.",
    citations=(Cite("aapc-a6", "radiographic"),),
    traits=("two_codes", "contrast_injection"),
)
def reading_of_another_joint(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find readings of arthrograms in an encounter whose injections are all into other joints or sides.

    Where one of them is of the joint of a reading, somebody else may have read or injected the others. Where
    the record names the side, the rule that compares lines with it speaks.
    """
    readings, injections = _of_arthrograms(claim, facts)
    for encounter, read in readings.items():
        injected = injections.get(encounter, [])
        pairs = [(one, other) for one in read for other in injected if _are_of_one_joint(one, other)]
        if injected and not pairs:
            yield _of_joints(read[0], injected[0])
        elif pairs and claim.documentation.laterality is None and all(map(_are_of_two_sides, pairs)):
            yield _of_sides(*pairs[0])


def _of_joints(reading: _Part, injection: _Part) -> Finding:
    return Finding(
        f"{reading.known.code} on line {reading.number} reads an arthrogram of the {reading.joint}; "
        f"{injection.known.code} on line {injection.number} injects the {injection.joint}.",
        line=reading.number,
        field=line_field(reading.number, "code"),
    )


def _of_sides(reading: _Part, injection: _Part) -> Finding:
    return Finding(
        f"{reading.known.code} on line {reading.number} reads an arthrogram of the {reading.side} side; "
        f"{injection.known.code} on line {injection.number} injects the {injection.side}.",
        line=reading.number,
        field=line_field(reading.number, "modifiers"),
    )


def _of_arthrograms(claim: Claim, facts: Facts) -> tuple[dict[int, list[_Part]], dict[int, list[_Part]]]:
    """By encounter the readings of arthrograms and the injections for them, of which the joint is known."""
    readings: dict[int, list[_Part]] = {}
    injections: dict[int, list[_Part]] = {}
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.targets:
            continue
        part = _Part(number, known, _side_of(line))
        if known.kind == "imaging":
            readings.setdefault(line.encounter, []).append(part)
        elif "arthrogram-injection" in known.techniques:
            injections.setdefault(line.encounter, []).append(part)
    return readings, injections


def _side_of(line: Line) -> str | None:
    """The one side that the modifiers of a line name, or None."""
    sides = {SIDE_OF[modifier] for modifier in line.modifiers if modifier in SIDE_OF}
    return sides.pop() if len(sides) == 1 and "bilateral" not in sides else None


def _are_of_one_joint(one: _Part, other: _Part) -> bool:
    return not set(one.known.targets).isdisjoint(other.known.targets)


def _are_of_two_sides(pair: tuple[_Part, _Part]) -> bool:
    return {part.side for part in pair} == {"left", "right"}
