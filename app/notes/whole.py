"""Reading a note as the window and the command line do: what it says, its date of service, its questions."""

from app.coding.guidance import GuidanceTable
from app.coding.note_book import NoteBook
from app.notes.queries import with_queries
from app.notes.reader import NoteReader, Read
from app.notes.record import NoteReading
from app.notes.service_date import with_service_date


def reader_of(book: NoteBook, table: GuidanceTable) -> Read:
    """What reads notes by these words and rules. Raises ValueError for a pattern that cannot be read."""
    reader = NoteReader(book)

    def read(text: str, procedure: int | None) -> NoteReading:
        reading = with_service_date(text, reader.read(text, procedure))
        return with_queries(text, reading, book.queries, table)

    return read
