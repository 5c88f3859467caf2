"""Taking a guidance line off: the offer, and what to do where it may belong to another procedure."""

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Edit
from app.rules.lookups.partners import guidance_lines
from app.rules.lookups.surplus import stacked_lines

# Where another procedure of the claim may have been what the needle was for.
UNLESS_FOR_OTHER_PROCEDURE = (
    "Remove the guidance code, unless it was for the other procedure. Then the record and a modifier must "
    "show a separate site."
)


def offer_removal(claim: Claim, facts: Facts, number: int) -> Edit | None:
    """Removing the one guidance line, while no other, nor 76000 in its encounter, leans on it."""
    if len(guidance_lines(claim, facts)) != 1 or stacked_lines(claim, facts):
        return None
    return Edit(f"Remove line {number}", number, "line")
