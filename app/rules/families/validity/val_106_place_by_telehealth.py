"""A needle in a place of service of telehealth."""

from collections.abc import Iterator

from app.coding.claim import Claim, place_of
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.places import is_needle_by_telehealth
from app.rules.lookups.words import line_field


@rule(
    id="VAL-106",
    slug="place-by-telehealth",
    title="Needle procedure by telehealth",
    severity="warning",
    basis="cms-policy",
    why="02 and 10 say that practitioner and patient were apart. A needle needs both in one place.",
    remedy="Report the place where the procedure was done.",
    citations=(Cite("cms-pos-2026", "02 and 10"),),
    traits=("telehealth",),
)
def place_by_telehealth(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find the first procedure by needle, or guidance, in each place of telehealth."""
    told: set[str | None] = set()
    for number, line in enumerate(claim.lines, 1):
        place = place_of(claim, line)
        if place in told or not is_needle_by_telehealth(claim, facts, line):
            continue
        told.add(place)
        yield Finding(
            f"Place of service {place} is telehealth; {line.code} on line {number} is done by needle.",
            line=number,
            field=line_field(number, "place_of_service") if line.place_of_service else "place_of_service",
        )
