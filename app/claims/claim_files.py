"""Claims out of a file or standard input: one as JSON, many as JSON lines or CSV, one after the other."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.claims.choosing import named, only
from app.claims.foreign import HEAD, Explain, foreign_sentence, is_fhir, misnamed, no_kind, x12_behind
from app.claims.record import Entry, read_claim
from app.claims.streams import (
    LONGEST,
    Numbered,
    holds,
    is_regular,
    numbered_blocks,
    numbered_lines,
    x12_start,
)
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.file_heads import ZIP, is_json
from app.coding.sentences import complain, count_of, shown_name

if TYPE_CHECKING:
    from app.claims.json_lines import JsonLines
    from app.claims.tables.opening import TableReading
    from app.claims.x12.run import Run

_LINES = {".jsonl", ".ndjson"}
_MORE = 20  # lines in which a file of another kind says more about itself
_NO_WORKBOOK = (
    "is a ZIP archive and no Excel workbook, or a damaged one. Unpack it and give the files in it; one with "
    "X12 files alone can be given as it is under a name that ends in .zip."
)


class ClaimFile(msgspec.Struct, frozen=True):
    """What a file holds. `many`: several claims may be in it, so that reviews must be told apart by name.

    `lines`: of JSON lines what `entries` reads, to be taken in its place.
    """

    name: str
    entries: Iterator[Entry]
    many: bool
    lines: JsonLines | None = None


def open_claims(
    file: str,
    tables: TableReading | None = None,
    run: Run | None = None,
    explain: Explain = no_kind,
) -> ClaimFile:
    """Open a claim file, a folder or an archive by what is in it; "-" is standard input.

    With `tables`, those of practice systems are read too; else only tables with our own columns. `run` is the
    reading of several files that this one is part of. `explain` says what a file without claims is.
    Raises InputError when it is empty.
    """
    name = "standard input" if file == "-" else shown_name(file)
    if file != "-" and run is None and (entries := _entries_of_many(file, name, tables, explain)):
        return ClaimFile(name, entries, many=True)
    if (start := x12_start(file)) is not None:
        from app.claims.x12_streams import read_x12_file

        return ClaimFile(name, read_x12_file(file, name, run, start), many=True)
    lines = numbered_lines(file, name)
    first = next(lines, None)
    if first is None:
        raise InputError(
            f"{name} is empty. Give claims as JSON, JSON lines, CSV, XLSX, FHIR, or X12 837 or 835."
        )
    if first[1].startswith(ZIP) and is_regular(file):
        from app.claims.tables.sheet import is_workbook

        if not is_workbook(Path(file)):
            raise InputError(f"{name} {_NO_WORKBOOK}")
        if tables:
            from app.claims.tables.workbooks import read_workbook

            return ClaimFile(name, read_workbook(Path(file), name, tables), many=True)
    elif sentence := misnamed(suffix_of(file), first[1]):
        raise InputError(f"{name} {sentence}")
    as_json = is_json(first[1])
    if not as_json and foreign_sentence(first[1]):
        beginning = b"".join(line for _, line in (first, *islice(lines, _MORE)))
        raise InputError(f"{name}: {foreign_sentence(beginning)}")
    if not as_json and not is_regular(file):
        seen = [first, *islice(lines, _MORE)]
        if x12_behind(b"".join(line for _, line in seen)):
            raise InputError(f"{name} has other text before its interchange (ISA). Give it as a file.")
        lines = chain(seen[1:], lines)
    suffix = suffix_of(file)
    if suffix != ".csv" and as_json:
        return _open_json(chain([first], lines), file, name, are_lines=suffix in _LINES)
    return _open_table(file, name, first, lines, tables)


def open_files(
    files: Sequence[str], tables: TableReading | None = None, explain: Explain = no_kind
) -> ClaimFile:
    """Open one file as `open_claims` does, or several files and folders as one run.

    Of several each claim is named with its file. Raises InputError for standard input and archives among
    several, and for two files of one name, whose claims could not be told apart.
    """
    if len(files) == 1:
        return open_claims(files[0], tables, explain=explain)
    from app.claims.many_files import files_of, is_archive, read_files

    paths = files_of(files)
    if any(is_archive(str(path)) for path in paths):
        raise InputError("A ZIP archive is among several files. Give it by itself.")
    names = [path.name for path in paths]
    if again := next((path.name for path in paths if names.count(path.name) > 1), None):
        raise InputError(f"Two files have the name {shown_name(again)}. Give them one after the other.")
    entries = read_files(paths, lambda each, run: open_claims(str(each), tables, run).entries, explain)
    return ClaimFile(count_of(len(paths), "file"), entries, many=True)


def _open_table(
    file: str, name: str, first: Numbered, rest: Iterator[Numbered], tables: TableReading | None
) -> ClaimFile:
    """A table with our own columns, or that of a practice system."""
    from app.claims.claim_tables import read_table
    from app.claims.table_rows import is_own_table

    lines = chain([first], rest)
    table: Iterable[str] = _TableLines(file, name) if is_regular(file) else list(_texts(lines, name))
    if tables:
        loose = _TableLines(file, name, "replace") if is_regular(file) else table
        if not is_own_table(islice(loose, 5)):
            from app.claims.tables.opening import read_text

            entries = read_text(loose, first[0], name, tables)
            if entries:
                return ClaimFile(name, entries, many=True)
    return ClaimFile(name, read_table(table, name, first[0]), many=True)


def _entries_of_many(
    file: str, name: str, tables: TableReading | None, explain: Explain
) -> Iterator[Entry] | None:
    """The claims of a folder or an archive; None for a file."""
    path = Path(file)
    if path.is_dir():
        from app.claims.many_files import read_folder

        return read_folder(path, lambda each, run: open_claims(str(each), tables, run).entries, explain)
    if path.suffix.lower() == ".zip":
        from app.claims.many_files import is_archive, read_archive

        return read_archive(file, name) if is_archive(file) else None
    return None


def suffix_of(file: str) -> str:
    """The ending that says what a file is, before that of packing."""
    path = Path(file.lower())
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _open_json(lines: Iterator[Numbered], file: str, name: str, *, are_lines: bool) -> ClaimFile:
    """A claim, claims as JSON lines, or FHIR resources in whatever form."""
    first = next(lines)
    second = next(lines, None) if not are_lines and _is_object(first[1]) else None
    lines = chain([first, second] if second else [first], lines)
    if are_lines or second:
        if is_fhir(first[1]):
            from app.claims.fhir.files import read_lines

            return ClaimFile(name, read_lines(lines, name), many=True)
        from app.claims.json_lines import JsonLines

        json_lines = JsonLines(lines, name)
        if is_regular(file):
            again = functools.partial(_lines_again, file, name)
            json_lines = JsonLines(lines, name, again, functools.partial(numbered_blocks, file, name))
        return ClaimFile(name, json_lines.entries(), many=True, lines=json_lines)
    beginning, lines = _peek(lines)
    if is_fhir(beginning):
        return ClaimFile(name, _read_resources(lines, name), many=True)
    return ClaimFile(name, _read_one(lines, name), many=False)


def _lines_again(file: str, name: str) -> Iterator[Numbered]:
    """The lines once more; none where no claim of the file says that it replaces or cancels another."""
    from app.claims.json_lines import TYING

    return numbered_lines(file, name) if holds(file, TYING) else iter(())


def _peek(lines: Iterator[Numbered]) -> tuple[bytes, Iterator[Numbered]]:
    """The beginning of a file, and all of its lines."""
    seen: list[Numbered] = []
    size = 0
    while size < HEAD and (line := next(lines, None)):
        seen.append(line)
        size += len(line[1])
    return b"".join(line for _, line in seen), chain(seen, lines)


def _read_resources(lines: Iterable[Numbered], name: str) -> Iterator[Entry]:
    from app.claims.fhir.files import WHOLE_AT_MOST, read_whole

    yield from read_whole(
        _whole(lines, WHOLE_AT_MOST, f"{name} is larger than a file of claims may be."), name
    )


def only_claim(
    file: str,
    tell: Callable[[str], None] = complain,
    tables: TableReading | None = None,
    wanted: str | None = None,
) -> Claim:
    """The claim of a file that holds one, or the one that is called `wanted`; how it was read is told.

    What is wrong with the file itself is told too, and carried by the claim. Raises InputError for no claim,
    for several, naming them, and for one that is not read or not for checking.
    """
    claims = open_claims(file, tables)
    if wanted is not None:
        return only(
            named(claims.entries, wanted, claims.name), claims.name, tell, "More than one claim has that name"
        )
    return only(claims.entries, claims.name, tell, "Choose one with --claim and its name")


class _TableLines:
    """The lines of a table in a file, read again each time they are asked for."""

    def __init__(self, file: str, name: str, errors: str = "strict") -> None:
        self._file, self._name, self._errors = file, name, errors

    def __iter__(self) -> Iterator[str]:
        return _texts(numbered_lines(self._file, self._name), self._name, self._errors)


def _is_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object, as each is in JSON lines."""
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _read_one(lines: Iterable[Numbered], name: str) -> Iterator[Entry]:
    text = _whole(lines, LONGEST, f"{name} is larger than any claim.")
    if text.lstrip()[:1] == b"[":
        raise InputError(
            f"{name} is a JSON list. Give one claim, or several as JSON lines with one claim per line."
        )
    try:
        yield Entry(1, read_claim(text))
    except InputError as error:
        yield Entry(1, None, f"{name}: {error}")


def _whole(lines: Iterable[Numbered], most: int, sentence: str) -> bytes:
    """The lines as one text. Raises InputError with the sentence when it has more bytes than `most`."""
    text = bytearray()
    for _, line in lines:
        text += line
        if len(text) > most:
            raise InputError(sentence)
    return bytes(text)


def _texts(lines: Iterable[Numbered], name: str, errors: str = "strict") -> Iterator[str]:
    """The lines of a table as text from its first on, blank ones too, so that their numbers hold."""
    due = 0
    for number, line in lines:
        yield from ["\n"] * (number - due if due else 0)
        due = number + 1
        try:
            text = line.decode(errors=errors)
            yield from (
                [text] if "\n" in text or number > 1 else text.replace("\r", "\n").splitlines(keepends=True)
            )
        except UnicodeDecodeError:
            raise InputError(
                f"{name}, line {number} is not UTF-8. Save the table as “CSV UTF-8” and open it again."
            ) from None
