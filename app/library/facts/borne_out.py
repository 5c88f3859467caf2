"""What the book says of procedures and guidance, as far as a newer table of PTP edits bears it out.

The book was written from one table. A whole table imported for the day wins over it: what rests on an edit
alone is not so where that table has no such edit, and nothing else then speaks of an edit.
"""

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from app.coding.facts import Alternative, Inclusion
from app.library.book.book import Book

DatedRow = TypeVar("DatedRow", Inclusion, Alternative)


def borne_out(
    rows: tuple[DatedRow, ...], book: Book, has_edit: Callable[[str, str], bool]
) -> tuple[DatedRow, ...]:
    """The rows that stand beside a whole table of PTP edits. `has_edit` looks up two codes in it."""
    kept: list[DatedRow] = []
    for row in rows:
        if not row.pair_edit or has_edit(row.code, row.guidance):
            kept.append(row)
        elif not _rests_on_edit(row, book):
            kept.append(replace(row, pair_edit=False))
    return tuple(kept)


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
