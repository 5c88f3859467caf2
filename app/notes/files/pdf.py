"""The text of a PDF. A picture of a page has none, and is told so: nothing here reads pictures."""

import io
import logging

from app.coding.errors import InputError

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
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"{name} has more pages than any note. Give the note alone.")
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
        reader = pypdf.PdfReader(io.BytesIO(content))
        author = str(reader.metadata.author or "") if reader.metadata else ""
        return not author.startswith(_PROGRAM) and _CLAIM not in reader.attachments
    except Exception:  # noqa: BLE001 - pypdf raises what it meets in a damaged file
        return False
