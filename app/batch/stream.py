"""Claims as they are read to reviews as they are wanted, one after the other: any number fits in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

from app.batch.across import Across, across_of, review_across
from app.batch.neighbors import Beside, Neighbors
from app.batch.scope import OUTSIDE_REVIEW, is_outside
from app.claims.record import Entry
from app.coding.findings import Review
from app.coding.library import FactSource
from app.review import leave_unchecked, review


class ReviewedClaim(Struct, frozen=True, gc=False):
    """An entry of a file with the review of its claim; None where there is no claim to review.

    `outside`: the claim holds nothing that Needlepoint is for. No rule looked at it, so its review is
    incomplete and names none. `across`: whether it was looked at among those of the run; None where nobody
    asked for that.
    """

    entry: Entry
    review: Review | None
    outside: bool = False
    across: Across | None = None


def review_claims(
    entries: Iterable[Entry],
    library: FactSource,
    covered: Set[str] | None = None,
    neighbors: Neighbors | None = None,
) -> Iterator[ReviewedClaim]:
    """The entries in their order, each with its review.

    `covered`: the codes of which a claim must hold one to be reviewed (`Library.covered_codes`); None: every
    claim is reviewed. `neighbors`: the claims that share a patient's day (`find_neighbors`); None: each
    claim is looked at alone.
    """
    for entry in entries:
        beside = neighbors.of(entry) if neighbors is not None and entry.claim is not None else None
        yield review_entry(entry, library, covered, beside)


def review_entry(
    entry: Entry, library: FactSource, covered: Set[str] | None = None, beside: Beside | None = None
) -> ReviewedClaim:
    """One entry with its review, beside the other claims of its patient's day. See `review_claims`.

    A claim that shares a day with one that concerns Needlepoint is reviewed, whatever it holds.
    """
    if entry.claim is None:
        return ReviewedClaim(entry, None)
    across = across_of(beside) if beside is not None else None
    if entry.unchecked:
        return ReviewedClaim(entry, leave_unchecked(entry.unchecked), across=across)
    if beside and not isinstance(beside, str):
        result, across = review_across(entry.claim, beside, library)
        return ReviewedClaim(entry, result, across=across)
    if covered is not None and is_outside(entry.claim, covered):
        return ReviewedClaim(entry, OUTSIDE_REVIEW, outside=True, across=across)
    return ReviewedClaim(entry, review(entry.claim, library), across=across)
