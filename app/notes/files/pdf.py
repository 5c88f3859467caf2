"""The text of a PDF. A picture of a page has none, and is told so: nothing here reads pictures."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from app.coding.errors import InputError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject

_MOST_PAGES = 100
_PROGRAM, _CLAIM = "Needlepoint", "claim.json"


def pdf_text(content: bytes, name: str) -> str:
    """The text of all pages, a blank line between them. Raises InputError for one without text."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what it reads
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name} is locked by a password. Save it without one.")
        if _is_own(reader):
            raise InputError(f"{name} is a document that Needlepoint exported, not a note.")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"{name} has more pages than any note. Give the note alone.")
        if any(map(_is_filled_in, reader.pages)):  # what is missing would read as not said
            raise InputError(
                f"{name} is a form: what was filled in lies beside its text and is not read. "
                "Print it to a new PDF and give that."
            )
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - pypdf raises what it meets in a damaged file
        raise InputError(f"{name} is damaged, or no PDF that can be read. Copy its text instead.") from None
    if not text.strip():
        raise InputError(
            f"{name} has no text: it is a picture of a page. Copy the text from where it was written."
        )
    return text


def is_foreign_pdf(content: bytes) -> bool:
    """Whether a PDF can be read, is not of this program, and holds no claim."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what it reads
    try:
        return not _is_own(pypdf.PdfReader(io.BytesIO(content)))
    except Exception:  # noqa: BLE001 - pypdf raises what it meets in a damaged file
        return False


def is_of_this_program(content: bytes) -> bool:
    """Whether a PDF can be read and this program made it."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _is_own(pypdf.PdfReader(io.BytesIO(content)))
    except Exception:  # noqa: BLE001 - pypdf raises what it meets in a damaged file
        return False


def _is_own(reader: PdfReader) -> bool:
    author = str(reader.metadata.author or "") if reader.metadata else ""
    return author.startswith(_PROGRAM) or _CLAIM in reader.attachments


def _is_filled_in(page: PageObject) -> bool:
    """Whether words were typed over the page or into fields, or boxes ticked (ISO 32000-1, 12.5, 12.7)."""
    for annotation in page.annotations or ():
        widget = annotation.get_object()
        kind = widget.get("/Subtype")
        if kind == "/FreeText" or (kind == "/Widget" and _is_answered(widget)):
            return True
    return False


def _is_answered(widget: DictionaryObject) -> bool:
    """Whether a field holds words, a choice or a tick; a signature answers nothing."""
    field = widget.get_inherited
    if field("/FT") == "/Btn":
        return bool(widget.get("/AS", "/Off") != "/Off")
    return field("/FT") in ("/Tx", "/Ch") and bool(field("/V"))
