"""What a file is, when it came to a command or a window that reads other files, in one sentence.

Nothing of its content goes into the sentence: a file is told by how it begins, a table of CMS as the import
tells it.
"""

from __future__ import annotations

import errno
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from msgspec import Struct

from app.claims.foreign import (
    HEAD,
    holds_x12_inside,
    is_fhir,
    is_packed_mail,
    is_x12_in_part,
    x12_behind,
    x12_kind_of,
)
from app.claims.streams import open_stream
from app.claims.worklist.file import is_worklist
from app.coding.errors import InputError
from app.coding.file_heads import PDF, is_json
from app.coding.sentences import one_line, shown_name
from app.notes.files.telling import is_own_pdf, may_be_note
from app.releases.recognition import recognize

What = Literal[
    "claims", "remittance", "note", "official", "checklist", "worklist", "pdf", "other-x12", "wrapped-x12"
]
_CLAIM_KEY = b'"date_of_service"'


class FileKind(Struct, frozen=True):
    """A kind of file: `label` with its article, and who reads it, as a sentence; "" where nothing does.

    `way` is for the command line, `in_window` for the window.
    """

    what: What
    label: str
    way: str = ""
    in_window: str = ""


_CHECK = "Check it with the command check."
_OPEN = "Open it with File > Open."
_NOTE = FileKind(
    "note", "text such as a procedure note", "Read it with the command note.", "Open it in Read a note."
)
_PDF = FileKind("pdf", "a PDF", "The command note reads one with text.", "Read a note reads one with text.")
_CLAIM_FILE = FileKind("claims", "a claim of Needlepoint", _CHECK, _OPEN)
_SAVE, _CLEAR = (
    "Save the attachment by itself, and give that.",
    "Remove what stands around it, up to ISA and behind IEA.",
)
_MAIL = FileKind("wrapped-x12", "a mail, or a part of one, in which an X12 file is packed", _SAVE, _SAVE)
_WITHIN = FileKind(
    "wrapped-x12", "text in which an X12 interchange (ISA) begins inside a line", _CLEAR, _CLEAR
)
_FHIR = FileKind("claims", "a file of FHIR resources", _CHECK, _OPEN)
_WORKLIST = FileKind("worklist", "a worklist of Needlepoint", "Open it in the window.", _OPEN)
_CHECKLIST = FileKind(
    "checklist",
    "a document that Needlepoint exported",
    "A checklist is read by the commands reopen and verify.",
    _OPEN,
)
_OFFICIAL = "Import it with the command import."
_IMPORT = "Import it with Data > Import CMS files."
_REMITTANCE = "Check it with the command check, or give it to denial with the claim it answers (--on CLAIM)."


def kind_of_file(path: Path) -> FileKind | None:
    """What a file is; None for one that cannot be read, a folder, and what shows no kind of its own."""
    try:
        if not path.is_file():
            return None
        head = read_head(path)
        return _of_head(head) or (_WORKLIST if is_worklist(path) else None) or _of_table_or_text(path, head)
    except OSError:
        return None


def read_head(path: Path) -> bytes:
    """The beginning of a file, unpacked where gzip packed it. Raises OSError, also for a damaged one."""
    try:
        with open_stream(str(path)) as stream:
            return stream.read(HEAD)
    except (EOFError, zlib.error) as error:
        raise OSError(errno.EIO, "it is damaged or cut off") from error


def begins_as_claim(head: bytes) -> bool:
    """Whether a file begins as a claim of Needlepoint, or several of them."""
    return is_json(head) and _CLAIM_KEY in head


def _of_head(head: bytes) -> FileKind | None:
    if is_x12_in_part(head):
        kind = x12_kind_of(head)
        if kind.reading == "remittance":
            return FileKind("remittance", kind.label, _REMITTANCE, _OPEN)
        if kind.reading == "claims":
            return FileKind("claims", kind.label, _CHECK, _OPEN)
        return FileKind("other-x12", kind.label)
    if is_fhir(head):
        return _FHIR
    if start := x12_behind(head):
        return _of_head(head[start:])
    if is_packed_mail(head):
        return _MAIL
    if holds_x12_inside(head):
        return _WITHIN
    return _CLAIM_FILE if begins_as_claim(head) else None


def _of_table_or_text(path: Path, head: bytes) -> FileKind | None:
    """A PDF, a document, a table of CMS, or a text; tables of practice systems show no kind of their own."""
    if head.startswith(PDF):
        return _CHECKLIST if is_own_pdf(path) else _PDF
    found = next((each for each in recognize(path) if each.source or each.unread == "not-read"), None)
    if found and found.source:
        title = one_line(found.title, 60)
        return FileKind("official", f"an official file ({title})", _OFFICIAL, _IMPORT)
    if found:
        unread = "Needlepoint does not read it."
        return FileKind("official", found.title, unread, unread)
    return _NOTE if may_be_note(path) else None


def wrong_kind(path: Path, expected: str, *reads: What) -> str:
    """That a file is of a kind that is not read here: what it is, what was expected, and what to do.

    `expected` is a sentence such as "Give a claim." "" for a kind among `reads`, and for none that shows.
    """
    kind = kind_of_file(path)
    if kind is None or kind.what in reads:
        return ""
    return f"{shown_name(path)} is {kind.label}. {expected} {kind.way}".strip()


def wrong_in_window(path: Path, *reads: What) -> str:
    """The same for the window, which says the name itself: "It is a PDF." and where to go."""
    kind = kind_of_file(path)
    return "" if kind is None or kind.what in reads else f"It is {kind.label}. {kind.in_window}".strip()


@contextmanager
def expecting(file: str | Path, expected: str, *reads: What) -> Iterator[None]:
    """Where what is done with a file fails, say that it is of another kind, if it is. Raises InputError."""
    try:
        yield
    except InputError:
        if sentence := wrong_kind(Path(file), expected, *reads):
            raise InputError(sentence) from None
        raise
