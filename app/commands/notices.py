"""What check says of an entry beside its review, and the exit status that it asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.batch.stream import ReviewedClaim
from app.claims.record import Entry
from app.claims.source import frequency_note
from app.coding.sentences import complain

if TYPE_CHECKING:
    from app.coding.words import Outcome

STATUS: dict[Outcome, int] = {"clean": 0, "issues": 1, "incomplete": 3}
_UNREADABLE = 2
_WORST_FIRST = (_UNREADABLE, STATUS["issues"], STATUS["incomplete"])


def tell_of(entry: Entry, name: str) -> None:
    """How an entry was read, and what is wrong with it, on standard error."""
    for sentence in filter(None, entry.notes):
        complain(sentence)
    if entry.problem:
        complain(entry.problem)
    if entry.claim is not None and entry.claim.frequency and (note := frequency_note(entry.claim)):
        complain(f"{name}, {entry.name}: {note}")


def ends_of(found: ReviewedClaim) -> tuple[int, ...]:
    """The statuses of an entry: none of a note on the file alone."""
    unreadable = (_UNREADABLE,) if found.entry.problem else ()
    if found.review is not None:
        return (*unreadable, STATUS[found.review.outcome])
    return (*unreadable, STATUS["incomplete"]) if found.entry.answer is not None else unreadable


def worst(statuses: Iterable[int]) -> int:
    """The one status of many claims: unreadable, then issues, then incomplete, then clean."""
    found = set(statuses)
    return next((status for status in _WORST_FIRST if status in found), 0)
