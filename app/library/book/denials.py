"""What the book knows of the numbers of remittances."""

from app.coding.denials import DenialTable
from app.library.book.book import Book


def read_denials(book: Book) -> DenialTable:
    """Every number, and the steps of appeal. Read when the first denial is, and whole."""
    (found,) = book.database.records(DenialTable, "SELECT record FROM denial")
    return found
