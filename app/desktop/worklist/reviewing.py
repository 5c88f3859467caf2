"""The review of a worklist's claims: beside the others of their patient's day, as in a run of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from app.batch.items import ReviewedLine, review_beside, review_by_processes, said_of_unread, settle
from app.batch.neighbors import Neighbors, find_neighbors
from app.batch.stream import ReviewedClaim, review_entry
from app.claims.worklist.item import Item, entry_of, read_item
from app.claims.worklist.row import Reviewed, brief
from app.coding.claim import Claim, without_decisions
from app.coding.errors import InstallationError
from app.coding.findings import Review
from app.coding.library import ReferenceLibrary

MANY = 10_000
"""From so many claims on several processes are worth their start."""
_MOST_JOBS = 8
_ORIGINAL = b'"original":'  # in no text, where quotation marks are escaped


class RunReviewer:
    """Reviews items in another thread; the claim in the form it reviews beside the same others."""

    def __init__(self, review: Callable[[Claim], Review], library: ReferenceLibrary) -> None:
        """`review` reviews a claim that has none beside it."""
        self.review_alone = review
        self.library = library
        self.jobs = min(os.cpu_count() or 1, _MOST_JOBS)
        self._neighbors = Neighbors({}, "stream")

    def look_around(self, read: Callable[[], Iterable[bytes]]) -> None:
        """Learn which claims are of one patient's day; `read` gives the lines of all items, each time."""
        self._neighbors = find_neighbors(
            lambda: (entry_of(item) for item in map(read_item, read()) if item.claim or item.name),
            self.library.covered_codes,
        )

    def review_lines(self, lines: Sequence[tuple[int, bytes]]) -> Iterator[ReviewedLine]:
        """Review the items of lines, by several processes where they are many.

        Where processes cannot be had, what is left is reviewed without them.
        """
        left = dict(lines)
        alike = [(number, line) for number, line in lines if _ORIGINAL not in line]
        if len(alike) >= MANY and self.jobs > 1:
            covered, reopening = self.library.covered_codes, self.library.reopening()
            try:
                for found in review_by_processes(alike, self._neighbors, covered, reopening, self.jobs):
                    del left[found[0]]
                    yield found
            except (InstallationError, OSError):
                pass  # such as a machine that starts no more processes
        for number, line in left.items():  # those that are reviewed as they were read as well are among them
            yield number, line, brief(self.review(read_item(line)))

    def review(self, item: Item) -> Reviewed:
        """Review an item, and one that was changed also as it was read.

        Claims that concern nothing that Needlepoint is for are told so.
        """
        found = self._review_as_it_stands(item)
        if item.original is None:
            return found
        first = self._review_as_it_stands(structs.replace(item, claim=item.original, original=None))
        return structs.replace(found, first=first.review.flags)

    def _review_as_it_stands(self, item: Item) -> Reviewed:
        beside = self._neighbors.of(entry_of(item)) if item.claim is not None else ()
        settled = settle(item, beside, self.library.covered_codes)
        if settled is not None:
            return settled
        assert item.claim is not None  # or it is settled
        found = review_beside(without_decisions(item.claim), beside, self.library, self.review_alone)
        return structs.replace(found, beside=(*found.beside, *said_of_unread(beside, self._neighbors)))

    def look(self, item: Item) -> ReviewedClaim:
        """Review an item whatever codes it has, with what bears on it elsewhere, as of a sample."""
        claim = without_decisions(item.claim) if item.claim is not None else None
        entry = entry_of(structs.replace(item, claim=claim))
        return review_entry(entry, self.library, None, self._neighbors.of(entry))

    def review_changed(self, item: Item, claim: Claim) -> Review:
        """Review the claim of an item as the form has it by now."""
        beside = self._neighbors.of(entry_of(structs.replace(item, claim=claim)))
        return review_beside(claim, beside, self.library, self.review_alone).review
