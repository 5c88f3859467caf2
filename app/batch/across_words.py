"""What the other claims of a patient's day bear on the review of one, in sentences."""

from __future__ import annotations

from app.batch.across import Across, FoundElsewhere, Role
from app.batch.neighbors import BECAUSE
from app.coding.sentences import count_of

_ROLES: dict[Role, str] = {
    "primary": "{code} on line {line} has its primary {other} there: {claim}, line {at}",
    "first": "the first service that {code} on line {line} repeats is {claim}, line {at}",
    "same-guidance": "{other} is there too, beside {code} on line {line}: {claim}, line {at}",
    "column-1": "{code} on line {line} has a PTP edit with {other} there: {claim}, line {at}",
}


def say_across(across: Across | None) -> tuple[str, ...]:
    """At what was looked besides a claim, and what stands there; nothing for the only claim of its day."""
    if across is None:
        return ()
    if across.because is not None:
        return (f"Reviewed without the patient's other claims: {BECAUSE[across.because]}.",)
    if not across.claims:
        return ()
    others = count_of(across.claims, "other claim")
    return (f"Looked at with {others} of the patient's day.", *map(_say, across.found))


def say_unread(claims: int) -> str:
    """That claims of the run could not be read, so that none was looked at beside them; "" for no claim."""
    if not claims:
        return ""
    were, they = ("was", "it") if claims == 1 else ("were", "they")
    return (
        f"{count_of(claims, 'claim')} could not be read and {were} not looked at beside the others: "
        f"{they} may be of the same patient's day."
    )


def _say(found: FoundElsewhere) -> str:
    words = _ROLES[found.role].format(
        code=found.code, line=found.line, other=found.other, claim=found.claim, at=found.at
    )
    return f"{words[0].upper()}{words[1:]}."
