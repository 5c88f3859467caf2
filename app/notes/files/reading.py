"""Which reader a file wants, and its text. A fault is told in one sentence without its content."""

from __future__ import annotations

from pathlib import Path

from app.coding.errors import InputError
from app.coding.file_heads import RTF
from app.notes.files.html import html_text, is_html
from app.notes.files.sizes import LARGEST

LONGEST = 1_000_000
"""Characters of a text that is read: 400 pages."""
_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"
_SHEETS = ("Workbook", "Book\0")
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\v\f\r\x1b\x1a")
_MOST_CONTROLS = 0.02  # of the bytes; some printers of notes leave a few
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_file(path: Path) -> str:
    """The text of a file, by what its first bytes are. Raises InputError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror or 'it is damaged'}).") from None
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> str:
    """The text of the bytes of a file. Raises InputError, which names `name`."""
    if len(content) > LARGEST:
        raise InputError(f"{name} is larger than any note. Give the note alone.")
    text = _text_of(content, name)
    if is_html(text):
        text, _ = html_text(text)
    if len(text) > LONGEST:
        raise InputError(f"{name} is longer than any note. Give the note alone.")
    if not text.strip():
        raise InputError(f"{name} has no text.")
    return text


def _text_of(content: bytes, name: str) -> str:
    if content.lstrip().startswith(RTF):
        from app.notes.files.rtf import rtf_text

        return rtf_text(content, name)
    if content.startswith(_ZIP):
        from app.notes.files.docx import docx_text

        return docx_text(content, name)
    if _PDF in content[:1024]:
        from app.notes.files.pdf import pdf_text

        return pdf_text(content, name)
    if content.startswith(_OLE):
        raise InputError(_say_old(content, name))
    return _plain_text(content, name)


def _say_old(content: bytes, name: str) -> str:
    """What an older file of Office is: the names of its streams are in UTF-16."""
    if any(stream.encode("utf-16-le") in content for stream in _SHEETS):
        return f"{name} is an Excel workbook in its old format, not a note. Give the note itself."
    return f"{name} is in the old format of Word. Save it as DOCX or plain text."


def _plain_text(content: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\0" in content or controls > _MOST_CONTROLS * len(content):
        raise InputError(f"{name} is no text. Give plain text, RTF, DOCX or a PDF with text.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
