"""Places of service: a facility or not. A place stands on professional claims only."""

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.reasons import Unchecked
from app.rules.lookups.words import not_stated


def why_facility_unknown(claim: Claim, facts: Facts, what: str) -> Unchecked | None:
    """Why the place of service does not say whether it is a facility, or None when it does."""
    if claim.place_of_service is None:
        return not_stated("place_of_service", f"{what} was not checked")
    if facts.place is None:
        return Unchecked(f"Place of service {claim.place_of_service} is on no list that Needlepoint has.")
    return None


def is_facility(facts: Facts) -> bool:
    """Whether the place of service is known to be a facility, by the payer's view or that of CMS."""
    return facts.place is not None and facts.place.facility
