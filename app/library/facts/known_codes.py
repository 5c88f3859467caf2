"""Which procedure codes the book or an edition on the shelf has, of any date."""

from app.coding.series import SeriesName, Setting
from app.library.book.book import Book
from app.library.shelf.shelf import Shelf

_SETTINGS: tuple[Setting, ...] = ("practitioner", "hospital")
_BY_CODE: tuple[SeriesName, ...] = ("ncci-mue", "ncci-aoc", "pfs-rvu", "hcpcs", "opps-b")
_AS_PRIMARY = 'SELECT 1 FROM record WHERE "primary" = ? LIMIT 1'


def holds_code(book: Book, shelf: Shelf, code: str) -> bool:
    """Whether a code has a row of its own, or stands in one beside another code."""
    return bool(
        book.code(code)
        or book.add_ons_of(code).rows
        or any(book.pairs.of_code(setting, code).rows for setting in _SETTINGS)
        or _on_shelf(shelf, code)
    )


def _on_shelf(shelf: Shelf, code: str) -> bool:
    for edition in shelf.editions:
        if edition.source == "ncci-ptp" and shelf.pairs_of(edition, code):
            return True
        if edition.source in _BY_CODE and shelf.file(edition).records(code):
            return True
        if edition.source == "ncci-aoc" and list(shelf.file(edition).rows(_AS_PRIMARY, (code,))):
            return True
    return False
