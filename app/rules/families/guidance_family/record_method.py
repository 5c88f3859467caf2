"""Words on the imaging method in the record."""

from app.coding.reasons import Unchecked
from app.coding.words import Modality
from app.rules.lookups.words import method_word


def describe_record(modality: Modality) -> str:
    """The clause on what the record names."""
    return (
        "the record has no imaging" if modality == "landmark" else f"the record says {method_word(modality)}"
    )


def unclear_which_service(what: str) -> Unchecked:
    """That the record has one field for the method, and the claim two services."""
    return Unchecked(f"The record names one imaging modality; {what} may belong to the other service.")
