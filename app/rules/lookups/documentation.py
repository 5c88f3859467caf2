"""What the record says, where several rules ask, and that there is no record to ask."""

from app.coding.claim import Claim, record_of
from app.coding.reasons import Unchecked

NO_RECORD = Unchecked("No record was given, so its documentation was not checked.")
"""What a rule on the documentation says of a claim without a record: no record is not a bad record."""


def is_without_record(claim: Claim) -> bool:
    """Whether the claim came without a record: said outright, or nothing of the documentation is stated."""
    return record_of(claim) == "none"


def is_without_imaging(claim: Claim) -> bool:
    """Whether the record has no imaging at all: then that is the problem, and there are rules for it."""
    return claim.documentation.modality == "landmark"
