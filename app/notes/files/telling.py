"""Whether a file looks like a procedure note: by its format, and a plain text by its lines."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from app.coding.file_heads import RTF
from app.notes.files.docx import DOCUMENT
from app.notes.files.pdf import is_foreign_pdf, is_of_this_program
from app.notes.files.sizes import LARGEST

_HEAD = 4096
_DELIMITERS = re.compile(r"[\t;|,]")
_FEWEST_CELLS = 3


def may_be_note(path: Path) -> bool:
    """Whether a file is RTF, DOCX, a PDF that is no checklist of ours, or a plain text that is no table.

    False for what cannot be read: whoever opens it as something else says why.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            if head.startswith(b"%PDF-"):
                return is_foreign_pdf(head + stream.read(LARGEST))
    except OSError:
        return False
    if head.lstrip().startswith(RTF):
        return True
    if head.startswith(b"PK\x03\x04"):
        return _is_document(path)
    return path.suffix.lower() == ".txt" and is_prose(head.decode("utf-8", "replace"))


def is_own_pdf(path: Path) -> bool:
    """Whether a file is a PDF that this program made, a checklist or a letter."""
    try:
        with path.open("rb") as stream:
            return is_of_this_program(stream.read(LARGEST))
    except OSError:
        return False


def is_prose(text: str) -> bool:
    r"""Whether lines are no rows of a table: rows have a tab in the first, or as many cells in the first two.

    >>> is_prose("PROCEDURE: Right hip injection, fluoroscopic, with contrast\n\nTECHNIQUE: Consent.")
    True
    >>> is_prose("code,units,date\n20610,1,2026-03-10"), is_prose("code\tunits\n20610\t1"), is_prose(" ")
    (False, False, False)
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or "\t" in lines[0].strip() or lines[0].startswith(("ISA", "{", "[")):
        return False
    cells = [len(_DELIMITERS.split(line)) for line in lines[:2]]
    return not (len(cells) > 1 and cells[0] == cells[1] >= _FEWEST_CELLS)


def _is_document(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
