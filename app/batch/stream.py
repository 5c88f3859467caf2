"""Claims as they are read to reviews as they are wanted, one after the other: any number fits in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

from app.batch.scope import OUTSIDE_REVIEW, is_outside
from app.claims.record import Entry
from app.coding.findings import Review
from app.coding.library import FactSource
from app.review import leave_unchecked, review


class ReviewedClaim(Struct, frozen=True, gc=False):
    """An entry of a file with the review of its claim; None where there is no claim to review.

    `outside`: the claim holds nothing that Needlepoint is for. No rule looked at it, so its review is
    incomplete and names none.
    """

    entry: Entry
    review: Review | None
    outside: bool = False


def review_claims(
    entries: Iterable[Entry], library: FactSource, covered: Set[str] | None = None
) -> Iterator[ReviewedClaim]:
    """The entries in their order, each with its review.

    `covered`: the codes of which a claim must hold one to be reviewed (`Library.covered_codes`); None: every
    claim is reviewed.
    """
    for entry in entries:
        yield review_entry(entry, library, covered)


def review_entry(entry: Entry, library: FactSource, covered: Set[str] | None = None) -> ReviewedClaim:
    """One entry with its review. See `review_claims`."""
    if entry.claim is None:
        return ReviewedClaim(entry, None)
    if entry.unchecked:
        return ReviewedClaim(entry, leave_unchecked(entry.unchecked))
    if covered is not None and is_outside(entry.claim, covered):
        return ReviewedClaim(entry, OUTSIDE_REVIEW, outside=True)
    return ReviewedClaim(entry, review(entry.claim, library))
