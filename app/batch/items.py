"""The review of a worklist's items, one by one or by several processes: each beside the others of its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import partial

from msgspec import structs

from app.batch.across import across_of, review_across
from app.batch.across_words import say_across, say_unread
from app.batch.neighbors import Beside, Neighbors
from app.batch.scope import OUTSIDE_REVIEW, is_outside
from app.batch.workers import in_order
from app.claims.worklist.item import Item, entry_of, read_item
from app.claims.worklist.row import Brief, Reviewed, brief
from app.coding.claim import Claim, without_decisions
from app.coding.findings import Review
from app.coding.library import FactSource
from app.review import leave_unchecked, review

ReviewedLine = tuple[int, bytes, Brief]
"""The number of an item, its line, and what was found."""
_Chunk = tuple[tuple[int, bytes, Beside], ...]
_CHUNK, _WAITING = 128, 1_000


def settle(item: Item, beside: Beside, covered: Set[str] | None) -> Reviewed | None:
    """The review of an item that needs none: it is not for checking, or concerns nothing that we are for.

    `covered`: the codes of which a claim must hold one; None: every claim is reviewed.
    """
    if item.claim is None or item.left:
        return Reviewed(leave_unchecked(item.left))
    if not has_others(beside) and covered is not None and is_outside(item.claim, covered):
        return Reviewed(OUTSIDE_REVIEW, outside=True)
    return None


def review_beside(
    claim: Claim, beside: Beside, library: FactSource, review_alone: Callable[[Claim], Review]
) -> Reviewed:
    """Review a claim beside the others of its patient's day; by `review_alone` where there is none."""
    if isinstance(beside, str) or not beside:
        return Reviewed(review_alone(claim), beside=say_across(across_of(beside)))
    found, across = review_across(claim, beside, library)
    return Reviewed(found, beside=say_across(across))


def said_of_unread(beside: Beside, neighbors: Neighbors) -> tuple[str, ...]:
    """That claims of the worklist could not be looked at beside one; nothing where it was looked at alone."""
    return () if isinstance(beside, str) or not neighbors.unread else (say_unread(neighbors.unread),)


def has_others(beside: Beside) -> bool:
    """Whether there are claims to look at besides."""
    return bool(beside) and not isinstance(beside, str)


class ItemChecker:
    """Reviews chunks of items in a process of its own, on a library that is opened there once."""

    def __init__(self, open_library: Callable[[], FactSource]) -> None:
        self._library = open_library()

    def __call__(self, chunk: _Chunk) -> tuple[tuple[int, Brief], ...]:
        """What was found in each, by its number."""
        return tuple((number, self._review(line, beside)) for number, line, beside in chunk)

    def _review(self, line: bytes, beside: Beside) -> Brief:
        claim = read_item(line).claim
        assert claim is not None  # or it would need no review
        alone = partial(review, library=self._library)
        return brief(review_beside(without_decisions(claim), beside, self._library, alone))


def review_by_processes(
    lines: Iterable[tuple[int, bytes]],
    neighbors: Neighbors,
    covered: Set[str] | None,
    open_library: Callable[[], FactSource],
    jobs: int,
) -> Iterator[ReviewedLine]:
    """The items of lines reviewed by several processes, nearly in their order.

    What a process gets and gives goes through pipes alone. Raises InstallationError where one cannot open the
    library, or is killed again and again; what was given until then holds.
    """
    settled: list[ReviewedLine] = []
    sent: dict[int, tuple[bytes, tuple[str, ...]]] = {}

    def chunks() -> Iterator[_Chunk]:
        part: list[tuple[int, bytes, Beside]] = []
        for number, line in lines:
            item = read_item(line)
            beside = neighbors.of(entry_of(item)) if item.claim is not None else ()
            if (found := settle(item, beside, covered)) is not None:
                settled.append((number, line, brief(found)))
            else:
                part.append((number, line, beside))
                sent[number] = line, said_of_unread(beside, neighbors)
            if len(part) == _CHUNK or len(settled) == _WAITING:
                yield tuple(part)
                part = []
        yield tuple(part)

    for answer in in_order(chunks(), partial(ItemChecker, open_library), jobs):
        yield from settled
        settled.clear()
        for number, found in answer:
            line, unread = sent.pop(number)
            yield number, line, structs.replace(found, beside=(*found.beside, *unread)) if unread else found
    yield from settled
