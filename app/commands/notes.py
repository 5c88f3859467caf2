"""note: what a procedure note says of the documentation, each value with the words that say it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec

from app.coding.dates import show_date
from app.coding.errors import InputError
from app.coding.fields import NOTE_FIELDS
from app.coding.sentences import count_of
from app.commands.installation import Installation
from app.commands.lookups import day_of
from app.commands.output import print_columns, print_json, print_wrapped
from app.file_kinds import wrong_kind
from app.notes.completing import completing
from app.notes.files.reading import read_bytes, read_file
from app.notes.files.sizes import LARGEST
from app.notes.filling import SAID_HOW, shown_of
from app.notes.proposals import lines_text
from app.notes.record import NO_ANSWER, Evidence, NoteCodes, NoteReading, say_unsure
from app.notes.whole import reader_of

STANDARD_INPUT = "-"
GIVE = "Give a procedure note as plain text, RTF, DOCX or a PDF with text."
NO_QUERY = "The note leaves no question to the physician."
_QUOTE = 60


class _Line(msgspec.Struct):
    """A line of `note --json -`."""

    text: str


def note(arguments: Namespace, installation: Installation) -> int:
    """Print what the note says; many notes, one JSON object with a `text` a line, when `--json` reads `-`.

    Raises InputError for a file that cannot be read, never with its content.
    """
    read = _reader(installation, day_of(arguments.date))
    if arguments.file != STANDARD_INPUT:
        path = Path(arguments.file)
        if sentence := wrong_kind(path, GIVE, "note", "pdf"):
            raise InputError(sentence)
        text = read_file(path)
    else:
        first = sys.stdin.buffer.readline(LARGEST)
        if arguments.json and _is_line(first):
            return _read_lines(chain([first], iter(partial(sys.stdin.buffer.readline, LARGEST), b"")), read)
        text = read_bytes(first + sys.stdin.buffer.read(LARGEST), "Standard input")
    reading = read(text)
    if arguments.json:
        print_json(reading)
    elif arguments.queries:
        print("\n\n\n".join(query.text for query in reading.queries) or NO_QUERY)
    else:
        _print(reading, text)
    return 0


def _reader(installation: Installation, on: date) -> Callable[[str], NoteReading]:
    """How a text is read here, with its questions and the codes that fit it on a date."""
    library = installation.library
    book = library.note_book()
    read = completing(reader_of(book, library.guidance()), book.queries, library, lambda: on)
    return lambda text: read(text, None)


def _is_line(first: bytes) -> bool:
    """Whether standard input begins with a note in a JSON object, and not with RTF."""
    return first.lstrip()[:1] == b"{" and not first.lstrip().startswith(b"{\\")


def _read_lines(lines: Iterable[bytes], read: Callable[[str], NoteReading]) -> int:
    decode, encode = msgspec.json.Decoder(_Line).decode, msgspec.json.encode
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = decode(line).text
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise InputError(f"Line {number} is not a JSON object with a “text”.") from None
        sys.stdout.write(encode(read(text)).decode() + "\n")
    return 0


def _print(reading: NoteReading, text: str) -> None:
    shown = list(shown_of(reading))
    if not shown:
        print(NO_ANSWER)
    if unsure := say_unsure(reading):
        print_wrapped(unsure)
    print_columns(list(_rows(shown, text)))
    missing = [
        field.label
        for name, field in NOTE_FIELDS.items()
        if field.kind != "date" and all(each.field != name for each in shown)
    ]
    for codes in reading.codes:
        _print_codes(codes, reading, text)
    if reading.queries:
        asked = count_of(len(reading.queries), "question")
        print(f"\n{asked} to the physician: see --queries.")
    print(f"{chr(10) if shown else ''}Not found, stays Not stated: {', '.join(missing)}.")


def _print_codes(codes: NoteCodes, reading: NoteReading, text: str) -> None:
    """The codes that fit a note, or one of its procedures, a paragraph each; or why there is none."""
    print()
    if codes.procedure is not None:
        span = reading.procedures[codes.procedure - 1]
        print_wrapped(f"Procedure {codes.procedure}: {' '.join(text[span.start : span.end].split())}")
    print_wrapped(codes.why_none or f"Codes that fit on {show_date(codes.date_of_service)}")
    for each in codes.fit:
        print_wrapped(f"{lines_text(each.lines)}. {each.why}", 2)


def _rows(evidence: Iterable[Evidence], text: str) -> Iterable[tuple[str, str, str, str, str]]:
    for each in evidence:
        field = NOTE_FIELDS[each.field]
        line = str(text.count("\n", 0, each.start) + 1)
        quote = " ".join(text[each.start : each.end].split())
        quote = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
        certainty = "" if each.certainty == "stated" else SAID_HOW[each.certainty]
        yield field.label, field.show(each.value), certainty, f"line {line}", f"“{quote}”"
