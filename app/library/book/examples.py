"""The bundled example claims."""

from app.claims.record import read_claim
from app.coding.library import Example
from app.library.book.book import Book


def read_examples(book: Book) -> tuple[Example, ...]:
    """Every bundled claim, in the order of their files."""
    return tuple(Example(title, note, read_claim(claim)) for title, note, claim in book.examples())
