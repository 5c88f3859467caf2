"""The claims of a file that may hold several, for the form, which shows one: read, listed, chosen."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct, structs
from PySide6.QtWidgets import QInputDialog, QWidget

from app.claims.choosing import is_of_file
from app.claims.claim_files import ClaimFile, open_claims
from app.claims.corrections import say_correction
from app.claims.foreign import HEAD, is_fhir
from app.claims.identifiers import looks_like_identifier
from app.claims.record import Entry
from app.claims.source import file_note
from app.claims.streams import begins_as_x12
from app.claims.tables.opening import TableReading, UnknownHeadingsError
from app.coding.dates import show_date
from app.coding.errors import InputError
from app.coding.sentences import count_of
from app.desktop.claim.reading import Reading

AT_MOST = 1_000
"""As many claims of a file as are listed; more are for the command line."""
_TABLES = (".csv", ".tsv", ".xlsx", ".txt")
_ZIP = b"PK\x03\x04"
_CODES = 6  # of a claim in the list


class FileOfClaims(Struct, frozen=True):
    """The claims of a file that can be shown, how many others there are, and whether the file has more.

    `notes` say how the file as a whole was read, `problems` what of it was lost. `name` is what the sentences
    of its claims begin with.
    """

    name: str
    entries: tuple[Entry, ...]
    left_out: int
    has_more: bool
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def may_hold_several(path: Path, *, tables: bool) -> bool:
    """Whether a file is of a kind that holds claims by the dozen: X12, FHIR, or a table. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if is_fhir(head) or begins_as_x12(str(path)):
        return True
    return tables and (path.suffix.lower() in _TABLES or head.startswith(_ZIP))


def read_file(path: Path, tables: TableReading | None = None) -> FileOfClaims:
    """The first claims of a file.

    Raises InputError with what is wrong when none of them can be shown, and UnknownHeadingsError where the
    user has to say what the headings of a table mean.
    """
    return _first_of(open_claims(str(path), tables))


def read_asking(
    path: Path,
    tables: TableReading | None,
    ask: Callable[[UnknownHeadingsError], Mapping[str, str] | None],
) -> FileOfClaims | None:
    """The first claims of a file; `ask` says what headings mean, and None comes of no answer.

    Raises InputError.
    """
    try:
        return read_file(path, tables)
    except UnknownHeadingsError as asked:
        given = ask(asked)
    if given is None or tables is None:
        return None
    return read_file(path, structs.replace(tables, given=given))


def _first_of(opened: ClaimFile) -> FileOfClaims:
    read = list(islice(opened.entries, AT_MOST + 1))
    found = [entry for entry in read if not _is_note(entry)]
    shown = [entry for entry in found[:AT_MOST] if entry.claim is not None and not entry.unchecked]
    if not shown:
        why = next(
            (entry.problem or entry.unchecked for entry in found if entry.problem or entry.unchecked), ""
        )
        raise InputError(why or "It holds no claim that can be checked.")
    notes = tuple(note for entry in read if _is_note(entry) for note in entry.notes)
    claims = [entry for entry in found[:AT_MOST] if not is_of_file(entry)]
    problems = tuple(entry.problem for entry in found if is_of_file(entry))
    left_out, has_more = len(claims) - len(shown), len(found) > AT_MOST
    return FileOfClaims(opened.name, tuple(shown), left_out, has_more, notes, problems)


def choose(entries: Sequence[Entry], parent: QWidget) -> Entry | None:
    """Ask which of several claims to show; None when nobody wants one."""
    rows = [f"{number}. {describe(entry)}" for number, entry in enumerate(entries, 1)]
    row, is_chosen = QInputDialog.getItem(
        parent, "Open a claim", f"{count_of(len(rows), 'claim')}:", rows, 0, editable=False
    )
    return entries[rows.index(row)] if is_chosen else None


def describe(entry: Entry) -> str:
    """A claim in one line: its name, its day, its codes."""
    claim = entry.claim
    if claim is None:
        return str(entry.name)
    codes = ["-".join((line.code, *line.modifiers)) for line in claim.lines if line.code]
    more = " …" if len(codes) > _CODES else ""
    said = f"{', '.join(codes[:_CODES])}{more}" or "no codes"
    return f"{entry.name}, {show_date(claim.date_of_service)}: {said}"


def say_opened(file: FileOfClaims, entry: Entry, name: str) -> str:
    """What is to be said of a claim that was opened; "" for the only one of which nothing is noted."""
    said = []
    if len(file.entries) > 1 or file.has_more:
        count = f"more than {AT_MOST:,} claims" if file.has_more else count_of(len(file.entries), "claim")
        said.append(f"{name} holds {count}; {entry.name} is open. The command check reads them all.")
    if file.left_out:
        said.append(f"{count_of(file.left_out, 'other')} could not be read or is not for checking.")
    reading = reading_of(file, entry)
    whole = file_note(entry.claim) if entry.claim is not None else ""
    return " ".join(filter(None, (*said, whole, *reading.problems, *reading.notes)))


def reading_of(file: FileOfClaims, entry: Entry) -> Reading:
    """How a claim of a file was read, and the file as a whole; the file's name is left out.

    What a claim says itself of a file that does not add up is not said here again.
    """
    says_itself = entry.claim is not None and bool(entry.claim.file_warnings)
    problems = () if says_itself else file.problems
    notes = (*map(say_correction, entry.corrections), *file.notes, *entry.notes)
    return Reading(
        tuple(_of_file(problem, file) for problem in problems),
        tuple(_of_file(note, file) for note in notes),
    )


def name_of(file: FileOfClaims, entry: Entry, name: str) -> str:
    """What the title calls a claim of a file: by the file, and by its own name where there are several."""
    own = str(entry.name)
    several = len(file.entries) > 1 or file.has_more
    return f"{name}, {own}" if several and own and not looks_like_identifier(own) else name


def _of_file(note: str, file: FileOfClaims) -> str:
    """A note without the name of its file, which the window says once."""
    said = note.removeprefix(f"{file.name}, ").removeprefix(f"{file.name}: ")
    return f"{said[:1].upper()}{said[1:]}"


def _is_note(entry: Entry) -> bool:
    """Whether an entry only says how the file was read."""
    return entry.claim is None and not entry.problem
