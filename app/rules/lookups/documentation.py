"""What the record says, where several rules ask."""

from app.coding.claim import Claim


def is_without_imaging(claim: Claim) -> bool:
    """Whether the record has no imaging at all: then that is the problem, and there are rules for it."""
    return claim.documentation.modality == "landmark"
