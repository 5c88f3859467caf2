"""The text of a PDF. A picture of a page has none, and is told so: nothing here reads pictures."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, cast

from app.coding.errors import InputError

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, DictionaryObject

_MOST_PAGES = 100
_PUSH_BUTTON = 1 << 16  # of /Ff: it is pressed, not ticked
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
        beside = _beside_the_text(reader)
        if beside:  # what is missing would read as not said, and what is too much as said
            raise InputError(f"{name} {beside}")
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


def _beside_the_text(reader: PdfReader) -> str:
    """Why its words are not what a reader of the PDF sees, as the end of a sentence, or nothing."""
    if _has_hidden_layer(reader):
        return "has a hidden layer, whose words cannot be told from the others. Paste what you see as text."
    marks = [mark.get_object() for page in reader.pages for mark in page.annotations or ()]
    if any(mark.get("/Subtype") in ("/StrikeOut", "/Redact") for mark in marks):
        return "has words that are struck out by a mark beside its text. Paste the text without them."
    if _has_dynamic_form(reader) or any(map(_is_answer, marks)):
        return "is a form: what was filled in or ticked lies beside its text. Paste its answers as text."
    return ""


def _has_dynamic_form(reader: PdfReader) -> bool:
    """Whether a form lies beside the pages as XML (XFA; ISO 32000-1, 12.7.8)."""
    root = reader.root_object
    return "/AcroForm" in root and "/XFA" in cast("DictionaryObject", root["/AcroForm"])


def _has_hidden_layer(reader: PdfReader) -> bool:
    """Whether a layer is off when the document is opened (ISO 32000-1, 8.11.4)."""
    if "/OCProperties" not in reader.root_object:
        return False
    layers = cast("DictionaryObject", reader.root_object["/OCProperties"])
    state = cast("DictionaryObject", layers["/D"])  # an item is resolved, `get` is not
    if "/OFF" in state and len(cast("ArrayObject", state["/OFF"])):
        return True
    if "/BaseState" not in state or str(state["/BaseState"]) != "/OFF":
        return False
    on = cast("ArrayObject", state["/ON"]) if "/ON" in state else ()
    return {str(layer) for layer in cast("ArrayObject", layers["/OCGs"])} > {str(layer) for layer in on}


def _is_answer(mark: DictionaryObject) -> bool:
    """Whether it is words typed over the page or into a field, or a box to tick (ISO 32000-1, 12.5, 12.7).

    A box that nobody ticked is one, too: the words beside it would read as said. A signature answers nothing.
    """
    if mark.get("/Subtype") != "/Widget":
        inserted = mark.get("/Subtype") == "/Caret" and bool(mark.get("/Contents"))
        return inserted or bool(mark.get("/Subtype") == "/FreeText")
    field = mark.get_inherited
    if field("/FT") == "/Btn":
        return not int(field("/Ff") or 0) & _PUSH_BUTTON
    return field("/FT") in ("/Tx", "/Ch") and bool(field("/V"))
