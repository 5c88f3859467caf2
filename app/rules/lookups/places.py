"""Places of service: a facility or not. A place stands on professional claims only; a line may have one."""

from app.coding.claim import Claim, Line, place_of
from app.coding.facts import Facts, PlaceFacts
from app.coding.reasons import Unchecked
from app.rules.lookups.words import not_stated

TELEHEALTH = ("02", "10")
"""Places in which practitioner and patient are apart."""


def place_facts(facts: Facts, line: Line) -> PlaceFacts | None:
    """What is known of the place of a line: its own, else that of the claim. None: not stated, not known."""
    own = line.place_of_service
    return facts.place if own is None else facts.line_places.get(own)


def why_facility_unknown(claim: Claim, facts: Facts, line: Line, what: str) -> Unchecked | None:
    """Why the place of a line does not say whether it is a facility, or None when it does."""
    place = place_of(claim, line)
    if place is None:
        return not_stated("place_of_service", f"{what} was not checked")
    if place_facts(facts, line) is None:
        return Unchecked(f"Place of service {place} is on no list that Needlepoint has.")
    return None


def is_facility(facts: Facts, line: Line) -> bool:
    """Whether the place of a line is known to be a facility, by the payer's view or that of CMS."""
    place = place_facts(facts, line)
    return place is not None and place.facility


def is_needle_by_telehealth(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether a procedure by needle, or its guidance, is billed in a place of telehealth."""
    if place_of(claim, line) not in TELEHEALTH:
        return False
    return line.code in facts.guidance.needle or facts.anatomy.procedure(line.code) is not None
