"""Places of service that are on no list."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.words import line_field


@rule(
    id="VAL-105",
    slug="place-unknown",
    title="Place of service not known",
    severity="info",
    basis="cms-policy",
    why="Whether a place is a facility decides which part of a service is billed there.",
    remedy="Compare the place with the list of CMS and with the record.",
    citations=(Cite("cms-pos-2026", "list of places"),),
    traits=("unknown_place",),
)
def place_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Point at a place that the book does not have. CMS may have added one, so it is not checked."""
    if claim.place_of_service is not None and facts.place is None:
        yield from _say_unknown(claim.place_of_service, "place_of_service")
    for number, line in enumerate(claim.lines, 1):
        own = line.place_of_service
        if own is not None and own != claim.place_of_service and own not in facts.line_places:
            yield from _say_unknown(own, line_field(number, "place_of_service"), number)


def _say_unknown(place: str, field: str, line: int | None = None) -> Iterator[Finding | Unchecked]:
    says = f"Place of service {place} is on no list that Needlepoint has."
    yield Finding(says, line=line, field=field)
    yield Unchecked(says)
