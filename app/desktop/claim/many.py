"""Files that may hold claims by the dozen: what they are, and whether it is one claim or several.

The only claim of a file opens in the form. Of a file with more, the window makes a worklist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from app.checklist import reopen
from app.claims.choosing import is_of_file
from app.claims.claim_files import open_claims, suffix_of
from app.claims.corrections import say_correction
from app.claims.foreign import is_fhir, is_x12_in_part, x12_behind
from app.claims.left_out import bears_on_check, say_left_out, unsaid
from app.claims.many_files import holds_x12
from app.claims.record import Entry, read_claim
from app.claims.streams import begins_as_x12, x12_start
from app.claims.tables.opening import TableReading, UnknownHeadingsError
from app.claims.worklist.file import is_worklist
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.file_heads import PDF, ZIP
from app.coding.sentences import shown_name
from app.denials.reading import denials_in
from app.desktop.claim.reading import UNREMARKABLE, Reading
from app.file_kinds import begins_as_claim, read_head, wrong_in_window
from app.notes.files.telling import may_be_note
from app.releases.recognition import is_official

Ask = Callable[[Path, UnknownHeadingsError], Mapping[str, str] | None]
"""What the headings of a table mean; None when that is not answered."""
TABLES = (".csv", ".tsv", ".xlsx", ".txt")
_LINES = (".jsonl", ".ndjson")
_DOCUMENTS = (".rtf", ".docx")  # no official table is one
FILE_LIMIT = 20_000_000
_LARGE = 300_000  # bytes: some hundred claims


class OpenedFile(Struct, frozen=True):
    """The claims of a file as they are read, whose sentences begin with `name`.

    `only` is the claim of a file that holds one, `reading` how that and the file were read.
    """

    name: str
    entries: Iterator[Entry]
    only: Claim | None = None
    reading: Reading = UNREMARKABLE


def may_hold_several(path: Path, *, tables: bool) -> bool:
    """Whether a file may hold claims by the dozen: X12, FHIR, JSON lines, a table. Raises OSError."""
    if path.is_dir():
        return True
    head = read_head(path)
    if is_fhir(head) or x12_start(str(path)) is not None or _are_lines(path, head):
        return True
    return tables and (suffix_of(str(path)) in TABLES or head.startswith(ZIP))


def kind_of(path: Path, *, tables: bool) -> Literal["worklist", "several", "note", "one"]:
    """What a file may hold. One that cannot be read is said to hold one claim: who reads it tells why not."""
    try:
        if not path.is_dir() and is_worklist(path):
            return "worklist"
        if not path.is_dir() and x12_start(str(path)) is None and may_be_note(path):
            return "note"
        return "several" if may_hold_several(path, tables=tables) else "one"
    except OSError:
        return "one"


def read_one(path: Path) -> tuple[bytes, Claim, bool]:
    """The bytes of a file, its claim, and whether it is a claim file, to which that can be saved again.

    Raises OSError, and InputError with what is wrong.
    """
    if path.stat().st_size > FILE_LIMIT:
        raise InputError("It is larger than any claim.")
    content = path.read_bytes()
    if not content.strip():
        raise InputError("It is empty.")
    if content.startswith(PDF):
        return content, reopen(content, path.name), False
    return content, read_claim(content), True


def holds_claims(path: Path) -> bool:
    """Whether a file, or one of a folder, shows by its content that it holds claims or a worklist of them.

    A table does not: it may as well be an official file.
    """
    try:
        if path.is_dir():
            return any(holds_claims(each) for each in path.iterdir() if each.is_file())
        head = read_head(path)
        return (
            is_worklist(path)
            or head.startswith(PDF)
            or is_fhir(head)
            or is_x12_in_part(head)
            or x12_behind(head) is not None
            or (head.startswith(ZIP) and holds_x12(str(path)))
            or begins_as_claim(head)
        )
    except OSError:
        return False


def claims_among(paths: Sequence[Path], *, tables: bool) -> list[Path]:
    """Those of some files that hold claims or are notes; with `tables` every table is one of claims."""
    return [
        path
        for path in paths
        if holds_claims(path)
        or _is_note(path)
        or (tables and not path.is_dir() and kind_of(path, tables=True) == "several")
    ]


def _is_note(path: Path) -> bool:
    """Whether a file is a document, or a plain text that is no table of claims and no official file."""
    if path.is_dir() or not may_be_note(path):
        return False
    return path.suffix.lower() in _DOCUMENTS or not is_official(path)


def sort_dropped(paths: Sequence[Path], *, tables: bool) -> tuple[list[Path], list[str]]:
    """Files dropped on the window: those that hold claims (see `claims_among`), and the others."""
    claims = claims_among(paths, tables=tables)
    return claims, [str(path) for path in paths if path not in claims]


def answers_claim(path: Path, claim: Claim) -> bool:
    """Whether a file is a remittance that denies something of a claim, as `denials_in` finds it."""
    try:
        if not claim.lines or path.is_dir() or not begins_as_x12(str(path)):
            return False
        return bool(denials_in(open_claims(str(path), None).entries, claim, None))
    except (InputError, OSError):
        return False


def open_file(path: Path, tables: TableReading | None, ask: Ask) -> OpenedFile | None:
    """The claims of a file; None when `ask` was not answered.

    Raises InputError with what is wrong when nothing in it is a claim.
    """
    try:
        try:
            return _look_into(path, tables)
        except UnknownHeadingsError as asked:
            if kind := wrong_in_window(path, "claims", "remittance"):
                raise InputError(kind) from None  # a table of CMS has no headings to be asked for
            given = ask(path, asked)
        if given is None or tables is None:
            return None
        return _look_into(path, structs.replace(tables, given=given))
    except InputError as error:  # the window says the name of the file once
        said = wrong_in_window(path, "claims", "remittance", "other-x12", "checklist")
        raise InputError(said or _of_file(str(error), shown_name(path))) from None


def _look_into(path: Path, tables: TableReading | None) -> OpenedFile:
    """Read as far as the second claim; what is wrong with the file itself is no claim.

    A large file of X12 is looked through once before its first claim: it is left to whoever has the time.
    """
    opened = open_claims(str(path), tables)
    if path.is_dir() or (path.stat().st_size > _LARGE and begins_as_x12(str(path))):
        return OpenedFile(opened.name, opened.entries)
    seen: list[Entry] = []
    found: list[Entry] = []
    for entry in opened.entries:
        seen.append(entry)
        if not is_of_file(entry):
            found.append(entry)
        if len(found) > 1:
            return OpenedFile(opened.name, chain(seen, opened.entries))
    lost = tuple(entry.problem for entry in seen if entry.problem and entry not in found)
    if not found or found[0].claim is None or found[0].unchecked:
        raise InputError(_why_none(opened.name, found, seen, lost))
    return OpenedFile(opened.name, iter(()), found[0].claim, _reading_of(opened.name, found[0], seen, lost))


def _why_none(name: str, found: Sequence[Entry], seen: Sequence[Entry], lost: Sequence[str]) -> str:
    """Why nothing of a file can be checked: what is wrong with its only claim or with it, else what it is."""
    if why := (found[0].problem or found[0].unchecked) if found else next(iter(lost), ""):
        return why
    of_file = [_of_file(note, name) for entry in seen for note in entry.notes]
    return " ".join(("It holds no claim that can be checked.", *of_file[-1:]))


def _reading_of(name: str, only: Entry, seen: Sequence[Entry], lost: Sequence[str]) -> Reading:
    """How a claim was read, and the file as a whole; the file's name is left out.

    What a claim says itself of a file that does not add up is not said here again.
    """
    says_itself = only.claim is not None and bool(only.claim.file_warnings)
    of_file = (note for entry in seen if entry is not only for note in entry.notes)
    left = unsaid(each for entry in seen for each in entry.left_out)
    bearing = say_left_out(each for each in left if bears_on_check(each))
    quiet = say_left_out(each for each in left if not bears_on_check(each))
    notes = (*map(say_correction, only.corrections), *of_file, *only.notes, *(f"{each}." for each in bearing))
    return Reading(
        () if says_itself else tuple(_of_file(problem, name) for problem in lost),
        tuple(_of_file(note, name) for note in notes),
        tuple(_of_file(f"{each}.", name) for each in quiet),
    )


def _are_lines(path: Path, head: bytes) -> bool:
    """Whether a file is JSON lines: by its name, or by a whole object on the first of its lines."""
    if suffix_of(str(path)) in _LINES:
        return True
    first, _, rest = head.strip().partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _of_file(note: str, name: str) -> str:
    """A note without the name of its file, which the window says once."""
    said = note.removeprefix(f"{name}, ").removeprefix(f"{name}: ")
    said = f"it {said.removeprefix(f'{name} ')}" if said.startswith(f"{name} ") else said
    return f"{said[:1].upper()}{said[1:]}"
