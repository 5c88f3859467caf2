"""What the book knows of the words of procedure notes."""

from app.coding.note_book import NoteBook
from app.library.book.book import Book


def read_note_book(book: Book) -> NoteBook:
    """Words, headings, cues and rules. Read when the first note is, and whole."""
    (found,) = book.database.records(NoteBook, "SELECT record FROM note_book")
    return found
