"""Plain output: aligned columns, wrapped text and JSON lines."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence

import msgspec

_WIDTH = 100
_ECHO = 40


def width() -> int:
    """Columns to fill: those of the terminal, at most 120; 100 when the output goes elsewhere."""
    return min(shutil.get_terminal_size((_WIDTH, 24)).columns, 120) if sys.stdout.isatty() else _WIDTH


def shorten(text: str) -> str:
    """Typed text as a message repeats it: on one line, at most 40 characters."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _ECHO else f"{plain[: _ECHO - 1]}…"


def print_json(record: object) -> None:
    """Print a record as one line of JSON."""
    print(msgspec.json.encode(record).decode())


def write_record(record: bytes) -> None:
    """Write a record of JSON as a line of its own, as the bytes that it is.

    Nothing is printed as text beside such records: text waits in a buffer of its own.
    """
    sys.stdout.buffer.write(b"%b\n" % record)


def print_wrapped(text: str, indent: int = 0) -> None:
    """Print a paragraph within the width."""
    print(fill(text, max(width(), indent + 40), " " * indent))


def print_columns(rows: Iterable[Sequence[str]], indent: int = 0) -> None:
    """Print rows with aligned columns; the last one wraps under itself."""
    table = [tuple(row) for row in rows]
    if not table:
        return
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]) - 1)]
    for row in table:
        lead = " " * indent + "".join(
            f"{cell:<{size}}  " for cell, size in zip(row[:-1], widths, strict=True)
        )
        room = max(width(), len(lead) + 30)
        print(fill(row[-1], room, lead) or lead.rstrip())


def fill(text: str, room: int, lead: str) -> str:
    """Text behind `lead`, wrapped under its own beginning. What fits is not wrapped: that is nearly all."""
    if text and len(lead) + len(text) <= room and text.isprintable() and text == text.strip():
        return lead + text
    return textwrap.fill(
        text,
        room,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
        break_long_words=False,
    )
