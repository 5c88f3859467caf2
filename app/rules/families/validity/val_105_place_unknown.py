"""Places of service that are on no list."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule


@rule(
    id="VAL-105",
    slug="place-unknown",
    title="Place of service not known",
    severity="info",
    basis="cms-policy",
    why="Whether a place is a facility decides which part of a service is billed there.",
    remedy="Compare the place with the list of CMS and with the record.",
    citations=(Cite("cms-pos-2026", "list of places"),),
    traits=("not_in_facility",),
)
def place_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Point at a place that the book does not have. CMS may have added one, so it is not checked."""
    place = claim.place_of_service
    if place is None or facts.place is not None:
        return
    says = f"Place of service {place} is on no list that Needlepoint has."
    yield Finding(says, field="place_of_service")
    yield Unchecked(says)
