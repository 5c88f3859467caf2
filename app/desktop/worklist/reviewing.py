"""The review of a worklist's claim: beside the other claims of its patient's day, as in a run of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import structs

from app.batch.across import across_of, review_across
from app.batch.neighbors import Beside, Neighbors, find_neighbors
from app.batch.scope import OUTSIDE_REVIEW, is_outside
from app.batch.stream import ReviewedClaim, review_entry
from app.claims.worklist.item import Item, entry_of, read_item
from app.claims.worklist.row import Reviewed
from app.coding.claim import Claim, without_decisions
from app.coding.findings import Review
from app.coding.library import ReferenceLibrary
from app.desktop.worklist.beside import say_across
from app.review import leave_unchecked


class RunReviewer:
    """Reviews items in another thread; the claim in the form it reviews beside the same others."""

    def __init__(self, review: Callable[[Claim], Review], library: ReferenceLibrary) -> None:
        """`review` reviews a claim that has none beside it."""
        self.review_alone = review
        self.library = library
        self._neighbors = Neighbors({}, "stream")

    def look_around(self, read: Callable[[], Iterable[bytes]]) -> None:
        """Learn which claims are of one patient's day; `read` gives the lines of all items, each time."""
        self._neighbors = find_neighbors(
            lambda: (entry_of(read_item(line)) for line in read()), self.library.covered_codes
        )

    def review(self, item: Item) -> Reviewed:
        """Review an item; claims that concern nothing that Needlepoint is for are told so."""
        if item.claim is None or item.left:
            return Reviewed(leave_unchecked(item.left))
        beside, covered = self._neighbors.of(entry_of(item)), self.library.covered_codes
        if not _others(beside) and covered is not None and is_outside(item.claim, covered):
            return Reviewed(OUTSIDE_REVIEW, outside=True)
        return self._review(without_decisions(item.claim), beside)

    def look(self, item: Item) -> ReviewedClaim:
        """Review an item whatever codes it has, with what bears on it elsewhere, as of a sample."""
        claim = without_decisions(item.claim) if item.claim is not None else None
        entry = entry_of(structs.replace(item, claim=claim))
        return review_entry(entry, self.library, None, self._neighbors.of(entry))

    def review_changed(self, item: Item, claim: Claim) -> Review:
        """Review the claim of an item as the form has it by now."""
        return self._review(claim, self._neighbors.of(entry_of(structs.replace(item, claim=claim)))).review

    def _review(self, claim: Claim, beside: Beside) -> Reviewed:
        if isinstance(beside, str) or not beside:
            return Reviewed(self.review_alone(claim), beside=say_across(across_of(beside)))
        found, across = review_across(claim, beside, self.library)
        return Reviewed(found, beside=say_across(across))


def _others(beside: Beside) -> bool:
    return bool(beside) and not isinstance(beside, str)
