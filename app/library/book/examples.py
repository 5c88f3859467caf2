"""The bundled example claims."""

from msgspec import Struct

from app.claims.record import read_claim
from app.coding.claim import Claim
from app.library.book.book import Book


class Example(Struct, frozen=True):
    """A bundled claim: its title, what it shows, and the claim."""

    title: str
    note: str
    claim: Claim


def read_examples(book: Book) -> tuple[Example, ...]:
    """Every bundled claim, in the order of their files."""
    return tuple(Example(title, note, read_claim(claim)) for title, note, claim in book.examples())
