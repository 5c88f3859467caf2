"""Which codes bring a claim within what Needlepoint is for."""

from collections.abc import Iterator

from app.coding.local import LocalItem
from app.library.book.book import Book
from app.library.facts.day import CONTRACTOR
from app.library.shelf.shelf import Shelf

_PROCEDURES = """
    SELECT code FROM code WHERE json_extract(record, '$.kind') IN ('primary', 'guidance')
    OR code IN (SELECT code FROM inclusion) OR code IN (SELECT code FROM alternative)
"""


def find_covered_codes(book: Book, shelf: Shelf) -> frozenset[str] | None:
    """The guidance codes, what they go with or are part of, and what local or payer policy names by itself.

    Of every date and every edition: a code that goes with guidance on one day only brings its claims in
    on all. A claim without any of these codes concerns no rule on guidance or needles. None where local
    policy bears on claims of any code.
    """
    if any(not item.codes and not item.pairs for item in _local(shelf)):
        return None
    guidance = book.guidance().codes
    return frozenset(guidance).union(_procedures(book), _primaries(book, shelf), _under_policy(book, shelf))


def _procedures(book: Book) -> Iterator[str]:
    """Procedures that a needle is for, guidance that has ended, and codes that contain or want guidance."""
    return (code for (code,) in book.database.rows(_PROCEDURES))


def _primaries(book: Book, shelf: Shelf) -> Iterator[str]:
    """The primaries listed for guidance codes, by the book or by an edition on the shelf."""
    tables = [edition for edition in shelf.editions if edition.source == "ncci-aoc"]
    for guidance in book.guidance().codes:
        rows = [*book.add_on_pairs(guidance).rows]
        for edition in tables:
            rows += shelf.add_on_pairs(edition, guidance)
        yield from (row.primary for row in rows if row.primary != CONTRACTOR)


def _under_policy(book: Book, shelf: Shelf) -> Iterator[str]:
    """The codes on which a policy bears whether or not guidance stands beside them."""
    for payer in book.payers():
        triggers = (trigger for policy in payer.policies for trigger in policy.triggers)
        yield from (code for each in triggers if not each.beside_guidance for code in each.codes)
    for item in _local(shelf):
        yield from item.codes
        yield from (code for pair in item.pairs for code in pair)


def _local(shelf: Shelf) -> tuple[LocalItem, ...]:
    return shelf.local.items if shelf.local else ()
