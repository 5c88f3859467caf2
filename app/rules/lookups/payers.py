"""The payer of a claim: whether its policies can be looked up at all."""

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.reasons import Unchecked
from app.rules.lookups.words import not_stated


def why_policies_unknown(claim: Claim, facts: Facts, so: str) -> Unchecked | None:
    """Why no policy of the payer can be looked up, and what follows (`so`); None where the book holds it."""
    if claim.payer is None:
        return not_stated("payer", so)
    if facts.payer is None or not facts.payer.known:
        return Unchecked(f"Needlepoint does not hold the payer “{claim.payer}”, so {so}.")
    return None
