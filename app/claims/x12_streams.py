"""The claims of an X12 file on disk or in standard input, also behind the text of a mail."""

from collections.abc import Iterator

from app.claims.record import Entry
from app.claims.streams import READ_ERRORS, open_stream, unreadable
from app.claims.x12.files import read_x12
from app.claims.x12.run import Run
from app.coding.sentences import count_of


def read_x12_file(file: str, name: str, run: Run | None, start: int) -> Iterator[Entry]:
    """Each claim of the file, or why it could not be read. The interchange begins at `start`, in bytes.

    Text before it is not read, and said. Raises InputError where the file cannot be read.
    """
    try:
        with open_stream(file) as stream:
            if before := stream.read(start):
                yield Entry("", None, notes=(f"{name}: {_say_before(before)}",))
            yield from read_x12(stream, name, run, run.files.get(file) if run else None)
    except READ_ERRORS as error:
        raise unreadable(name, error) from None


def _say_before(text: bytes) -> str:
    count = len(text.strip().splitlines())
    were = count_of(count, "line of other text stands", "lines of other text stand")
    return (
        f"{were} before the interchange (ISA), as in a mail, and {'was' if count == 1 else 'were'} not read."
    )
