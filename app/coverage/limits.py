"""What may keep articles from answering for a claim: another payer, or a hospital found by a carrier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.coding.claim import Claim
from app.coding.payers import MEDICARE, PayerFacts
from app.coverage.place import Place

PART_B = (
    "A ZIP code or a payment locality gives the contractor for practitioners; the one for hospitals may have "
    "another number."
)


def limits_of(claim: Claim | None, payers: Sequence[PayerFacts], place: Place) -> Iterator[str]:
    """What must be said of a claim above its answers, a sentence each."""
    if claim is None:
        return
    if claim.payer not in (None, "", MEDICARE):
        label = next((each.label for each in payers if each.id == claim.payer), claim.payer)
        yield f"The payer of the claim is {label}: articles bind Medicare contractors and no other payer."
    if claim.claim_form == "institutional" and place.by_carrier:
        yield PART_B
