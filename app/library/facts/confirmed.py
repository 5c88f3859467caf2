"""What the book says of procedures and guidance, as far as a newer table of PTP edits confirms it.

The book was written from tables of 2024; on a day before them nothing is known of edits. A whole table that
is imported for the day wins over it: what rests on an edit alone is not so where that table has no such edit,
and nothing else then speaks of an edit. An edit that it has is cited from it.
"""

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from app.coding.facts import Alternative, Inclusion
from app.coding.sources import Citation, Source
from app.library.book.book import Book

DatedRow = TypeVar("DatedRow", Inclusion, Alternative)


def confirmed(
    rows: tuple[DatedRow, ...], book: Book, has_edit: Callable[[str, str], bool], table: Source
) -> tuple[DatedRow, ...]:
    """The rows that stand beside a whole table of PTP edits. `has_edit` looks up two codes in it."""
    kept: list[DatedRow] = []
    for row in rows:
        if not row.pair_edit or has_edit(row.code, row.guidance):
            kept.append(row)
        elif not _rests_on_edit(row, book):
            kept.append(replace(row, pair_edit=False))
    return tuple(_cited_from(row, book, has_edit, table) for row in kept)


def before_every_table(rows: tuple[DatedRow, ...], book: Book) -> tuple[DatedRow, ...]:
    """The rows on a day before every table of PTP edits that was read: no edit is known for it.

    What rests on edits alone does not stand, and nothing else speaks of one.
    """
    return tuple(
        replace(row, pair_edit=False) if row.pair_edit else row
        for row in rows
        if not by_edits_alone(row, book.source)
    )


def by_edits_alone(row: Inclusion | Alternative, source_of: Callable[[str], Source | None]) -> bool:
    """Whether PTP edits are all that a row stands on, of those that say that guidance is included."""
    if isinstance(row, Alternative) or row.ground != "pair-edit":
        return False
    sources = [source_of(each.source) for each in row.citations]
    return all(each is not None and each.series == "ncci-ptp" for each in sources)


def _cited_from(row: DatedRow, book: Book, has_edit: Callable[[str, str], bool], table: Source) -> DatedRow:
    """The row with each edit that the table has cited from it, and not from the table of the book."""
    citations = tuple(
        table.cite(each.locator) if _is_edit(each, book) and has_edit(*each.locator.split(" / ")) else each
        for each in row.citations
    )
    return row if citations == row.citations else replace(row, citations=citations)


def _is_edit(citation: Citation, book: Book) -> bool:
    """Whether a citation names two codes of a table of PTP edits."""
    source = book.source(citation.source)
    return source is not None and source.series == "ncci-ptp" and citation.locator.count(" / ") == 1


def _rests_on_edit(row: Inclusion | Alternative, book: Book) -> bool:
    """Whether an edit is all that keeps guidance off: the code contains imaging of other methods alone."""
    if isinstance(row, Alternative):
        return False
    if row.ground == "pair-edit":
        return True
    entry = book.code(row.code)
    own = entry.facts.requires_imaging if entry else ()
    sources = [book.source(each.source) for each in row.citations]
    edits = all(source is not None and source.series == "ncci-ptp" for source in sources)
    return bool(own) and edits and book.guidance().needle.get(row.guidance) not in own
