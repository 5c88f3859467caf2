"""What the record says, where several rules ask, and that there is no record to ask."""

from app.coding.claim import Claim, record_of
from app.coding.facts import Facts
from app.coding.reasons import Unchecked
from app.rules.lookups.left_off import is_left_off, may_be_left_off
from app.rules.lookups.memo import cached_per_claim
from app.rules.lookups.partners import NumberedLine, guidance_lines
from app.rules.lookups.surplus import is_surplus
from app.rules.lookups.words import listed

NO_RECORD = Unchecked("No record was given, so its documentation was not checked.")
"""What a rule on the documentation says of a claim without a record: no record is not a bad record."""
_NONE: frozenset[str] = frozenset()


def is_without_record(claim: Claim) -> bool:
    """Whether the claim came without a record: said outright, or nothing of the documentation is stated."""
    return record_of(claim) == "none"


def is_without_imaging(claim: Claim) -> bool:
    """Whether the record has no imaging at all: then that is the problem, and there are rules for it."""
    return claim.documentation.modality == "landmark"


def denies_imaging(claim: Claim) -> bool:
    """Whether the record says that imaging did not steer the needle, or that there was none."""
    return claim.documentation.needle_guided is False or is_without_imaging(claim)


@cached_per_claim
def guidance_to_document(claim: Claim, facts: Facts) -> tuple[NumberedLine, ...]:
    """The lines with needle guidance of which the record has to show something.

    What a record lacks for a line that another rule asks to leave off is no question. Without a record all
    lines stand here: whether it shows anything was then not looked at, whatever becomes of the line.
    """
    lines = guidance_lines(claim, facts)
    if is_without_record(claim) or not may_be_left_off(claim, facts):
        return tuple(lines)
    return tuple(
        [
            pair
            for pair in lines
            if not (is_surplus(claim, facts, *pair) or is_left_off(claim, facts, pair[1]))
        ]
    )


def guidance_codes(claim: Claim, facts: Facts) -> str:
    """The needle guidance that the record has to show, for a sentence; nothing if there is none."""
    return guidance_codes_but(claim, facts, _NONE)


@cached_per_claim
def guidance_codes_but(claim: Claim, facts: Facts, excluded: frozenset[str]) -> str:
    """The same without some codes."""
    codes = [code for _, line in guidance_to_document(claim, facts) if (code := line.code) not in excluded]
    return listed(dict.fromkeys(codes)) if codes else ""
