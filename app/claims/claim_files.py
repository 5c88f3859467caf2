"""Claims out of a file or standard input: one as JSON, many as JSON lines or CSV, one after the other."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import msgspec

from app.claims.foreign import foreign_sentence
from app.claims.record import Entry, read_claim
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.sentences import shown_name

_LINES = {".jsonl", ".ndjson"}
_LONGEST = 20_000_000  # bytes of a line or of a claim
_MORE = 20  # lines in which a file of another kind says more about itself
_MARK = b"\xef\xbb\xbf"
Numbered = tuple[int, bytes]


class ClaimFile(msgspec.Struct, frozen=True):
    """What a file holds. `many`: JSON lines or CSV, so that reviews must be told apart by name."""

    name: str
    entries: Iterator[Entry]
    many: bool


def open_claims(file: str) -> ClaimFile:
    """Open a claim file by what is in it; "-" is standard input. Raises InputError when it is empty."""
    name = "standard input" if file == "-" else shown_name(file)
    suffix = Path(file).suffix.lower()
    lines = _numbered_lines(file, name)
    first = next(lines, None)
    if first is None:
        raise InputError(f"{name} is empty. Give a claim as JSON, JSON lines or CSV.")
    if foreign_sentence(first[1]):
        beginning = b"".join(line for _, line in (first, *islice(lines, _MORE)))
        raise InputError(f"{name}: {foreign_sentence(beginning)}")
    if suffix == ".csv" or first[1].lstrip()[:1] not in (b"{", b"["):
        from app.claims.claim_tables import read_table

        table = _TableLines(file, name) if _is_regular(file) else list(_texts(chain([first], lines), name))
        return ClaimFile(name, read_table(table, name, first[0]), many=True)
    if suffix not in _LINES:
        second = next(lines, None) if _is_object(first[1]) else None
        if second is None:
            return ClaimFile(name, _read_one(chain([first], lines), name), many=False)
        lines = chain([second], lines)
    return ClaimFile(name, _read_lines(chain([first], lines), name), many=True)


def only_claim(file: str) -> Claim:
    """The claim of a file that holds one. Raises InputError for none, many, or one that cannot be read."""
    claims = open_claims(file)
    entries = list(zip(range(2), claims.entries, strict=False))
    if len(entries) != 1:
        raise InputError(
            f"{claims.name} holds {'more than one claim' if entries else 'no claim'}. Give one claim."
        )
    entry = entries[0][1]
    if entry.claim is None:
        raise InputError(entry.problem)
    return entry.claim


class _TableLines:
    """The lines of a table in a file, read again each time they are asked for."""

    def __init__(self, file: str, name: str) -> None:
        self._file = file
        self._name = name

    def __iter__(self) -> Iterator[str]:
        return _texts(_numbered_lines(self._file, self._name), self._name)


def _is_regular(file: str) -> bool:
    """Whether the file can be read twice, as standard input and a pipe cannot."""
    return file != "-" and Path(file).is_file()


def _numbered_lines(file: str, name: str) -> Iterator[Numbered]:
    """The lines that are not blank, with their numbers, read as they are asked for."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            for number, line in enumerate(iter(lambda: stream.readline(_LONGEST), b""), 1):
                if len(line) == _LONGEST:
                    raise InputError(f"{name}, line {number} is longer than any claim.")
                text = line.removeprefix(_MARK) if number == 1 else line
                if text and not text.isspace():
                    yield number, text
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror}).") from None


def _is_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object, as each is in JSON lines."""
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _read_one(lines: Iterable[Numbered], name: str) -> Iterator[Entry]:
    text = bytearray()
    for _, line in lines:
        text += line
        if len(text) > _LONGEST:
            raise InputError(f"{name} is larger than any claim.")
    if text.lstrip()[:1] == b"[":
        raise InputError(
            f"{name} is a JSON list. Give one claim, or several as JSON lines with one claim per line."
        )
    try:
        yield Entry(1, read_claim(bytes(text)))
    except InputError as error:
        yield Entry(1, None, f"{name}: {error}")


def _read_lines(lines: Iterable[Numbered], name: str) -> Iterator[Entry]:
    for number, line in lines:
        try:
            yield Entry(number, read_claim(line))
        except InputError as error:
            yield Entry(number, None, f"{name}, line {number}: {error}")


def _texts(lines: Iterable[Numbered], name: str) -> Iterator[str]:
    """The lines of a table as text from its first on, blank ones too, so that their numbers hold."""
    due = 0
    for number, line in lines:
        yield from ["\n"] * (number - due if due else 0)
        due = number + 1
        try:
            yield line.decode()
        except UnicodeDecodeError:
            raise InputError(
                f"{name}, line {number} is not UTF-8. Save the table as “CSV UTF-8” and open it again."
            ) from None
