"""The bytes of claim files and of standard input, packed by gzip or not, line by line or as they come."""

import codecs
import io
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from msgspec import Struct

from app.claims.foreign import HEAD, is_x12, x12_behind
from app.coding.errors import InputError
from app.coding.file_heads import GZIP, is_json

Numbered = tuple[int, bytes]
LONGEST = 20_000_000
"""As many bytes of a line or of a claim as are read."""
READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading may raise, a packed file among them."""
BLOCK = 1 << 17
"""As many bytes of lines as are handed on at once, and what is wanting of the last line."""
_BLOCKS = 64
_BLOCK_AT_MOST = 1 << 19
_PART = 1 << 20
_SIGN = 64  # bytes in which an interchange shows itself
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def numbered_lines(file: str, name: str) -> Iterator[Numbered]:
    """The lines that are not blank, with their numbers from 1, read as they are asked for.

    Raises InputError for a line that is too long and a file that cannot be read.
    """
    try:
        with open_stream(file) as stream:
            for number, line in enumerate(iter(lambda: stream.readline(LONGEST), b""), 1):
                if len(line) == LONGEST:
                    raise InputError(f"{name}, line {number} is longer than any claim.")
                text = _without_mark(number, line)
                if text and not text.isspace():
                    yield number, text
    except READ_ERRORS as error:
        raise unreadable(name, error) from None


class Span(Struct, frozen=True):
    """Whole lines of a file by where they stand in it, in bytes; `number` is that of the first, from 1."""

    number: int
    file: str
    begin: int
    size: int


def numbered_blocks(file: str, name: str) -> Iterator[Numbered | Span]:
    """The same lines many at once, blank ones among them: the number of the first, and the bytes of all.

    Of a file that is not packed where they stand in it, so that whoever takes them reads them himself. For
    whoever hands lines on: `lines_in` tells them apart. Raises InputError as `numbered_lines` does.
    """
    number, begin = 1, 0
    try:
        with open_stream(file) as stream:
            plain = isinstance(stream, io.BufferedReader) and is_regular(file)
            size = _size_of_blocks(file) if plain else BLOCK
            while block := stream.read(size):
                begun = len(block) - block.rfind(b"\n") - 1
                rest = stream.readline(LONGEST - begun) if begun else b""
                too_long = begun + len(rest) >= LONGEST
                block = block[: len(block) - begun] if too_long else block + rest
                text = _without_mark(number, block)
                yield Span(number, file, begin, len(block)) if plain else (number, text)
                number += block.count(b"\n")
                begin += len(block)
                if too_long:
                    raise InputError(f"{name}, line {number} is longer than any claim.")
    except READ_ERRORS as error:
        raise unreadable(name, error) from None


def _size_of_blocks(file: str) -> int:
    """The bytes to hand on at once: many of a large file, because each block costs, few of a small one."""
    return max(BLOCK, min(Path(file).stat().st_size // _BLOCKS, _BLOCK_AT_MOST))


def lines_in(block: Numbered | Span, name: str) -> Iterator[Numbered]:
    """The lines of a block that are not blank, with their numbers. Raises InputError, naming the file."""
    first, text = _read_span(block, name) if isinstance(block, Span) else block
    for number, line in enumerate(io.BytesIO(text), first):
        if not line.isspace():
            yield number, line


def _read_span(span: Span, name: str) -> Numbered:
    try:
        with Path(span.file).open("rb") as stream:
            stream.seek(span.begin)
            text = stream.read(span.size)
    except OSError as error:
        raise unreadable(name, error) from None
    if len(text) < span.size:
        raise unreadable(name, EOFError())
    return span.number, _without_mark(span.number, text)


def _without_mark(number: int, text: bytes) -> bytes:
    """Lines of a file as they are read: the first without the mark that some editors put before it."""
    return text.removeprefix(BOM_UTF8) if number == 1 else text


@contextmanager
def open_stream(file: str) -> Iterator[IO[bytes]]:
    """The bytes of a file or of standard input: as they were before gzip, and of text in UTF-16 as UTF-8."""
    if file == "-":
        with sys.stdin.buffer as stream:
            yield stream
        return
    with Path(file).open("rb") as packed:
        start = packed.peek(2)[:2]
        if start in _UTF_16:
            yield codecs.EncodedFile(packed, "utf-8", "utf-16", errors="replace")
            return
        if start != GZIP:
            yield packed
            return
        import gzip  # few files are packed

        with gzip.GzipFile(fileobj=packed) as unpacked:
            yield unpacked  # type: ignore[misc]  # typeshed has it as another kind of stream of bytes


def holds(file: str, words: bytes) -> bool:
    """Whether the bytes of a file have some words, read in parts. Who reads it tells what cannot be read."""
    try:
        with open_stream(file) as stream:
            before, most = b"", len(words) - 1
            while part := stream.read(_PART):
                if words in part or words in before + part[:most]:
                    return True
                before = (before + part[-most:])[-most:]
    except READ_ERRORS:
        pass
    return False


def begins_as_x12(file: str) -> bool:
    """Whether the first bytes are those of an interchange. Who reads it tells what cannot be read."""
    try:
        if file == "-":
            return is_x12(_peek_at(sys.stdin.buffer))
        if not is_regular(file):
            return False  # a pipe gives its bytes once
        with open_stream(file) as stream:
            return is_x12(stream.read(_SIGN))
    except READ_ERRORS:
        return False


def x12_start(file: str) -> int | None:
    """Where an interchange begins, in bytes: at 0, or on a line behind other text; None where none does.

    Text in UTF-16, a pipe and standard input are looked at for the first alone: they are read once.
    """
    if begins_as_x12(file):
        return 0
    if not is_regular(file):
        return None
    try:
        with open_stream(file) as stream:
            return None if isinstance(stream, codecs.StreamRecoder) else x12_behind(stream.read(HEAD))
    except READ_ERRORS:
        return None


def begins_as_json(file: str) -> bool:
    """Whether a regular file is JSON, by its first character, and no table by its name."""
    if not is_regular(file) or Path(file).suffix.lower() == ".csv":
        return False
    try:
        with open_stream(file) as stream:
            return is_json(stream.read(_SIGN))
    except READ_ERRORS:
        return False


def _peek_at(stream: IO[bytes]) -> bytes:
    """The first bytes of a stream that is read from its beginning afterwards."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_SIGN)[:_SIGN]
    head = stream.read(_SIGN)
    stream.seek(0)
    return head


def unreadable(name: str, error: Exception) -> InputError:
    """The sentence for a file that cannot be read."""
    reason = getattr(error, "strerror", None) or "it is damaged or cut off"
    return InputError(f"{name} cannot be read ({reason}).")


def is_regular(file: str) -> bool:
    """Whether the file can be read twice, as standard input and a pipe cannot."""
    return file != "-" and Path(file).is_file()
