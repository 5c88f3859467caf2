"""The text of a DOCX document: the paragraphs of word/document.xml inside the archive (ECMA-376, part 1)."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from app.coding.errors import InputError
from app.notes.files.sizes import LARGEST

DOCUMENT = "word/document.xml"
_DAMAGED = "{name} is damaged. Open it in Word and save it again."
_END = "</w:document>"
_MOST_RATIO = 300  # an XML of a note shrinks to a tenth
_PART = re.compile(
    r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>"
    r"|<w:(tab|br|cr)(?:\s[^>]*)?/>"
    r"|</w:(p|tr)>"
    r"|<(/?)(?:w:del|mc:Fallback)(?:\s[^>]*[^/>])?>"  # what was deleted, and what stands for newer parts
)


def docx_text(content: bytes, name: str) -> str:
    """The text, a line a paragraph. Raises InputError for what is no DOCX, and for an archive that swells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = _document(archive, name).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise InputError(_DAMAGED.format(name=name)) from None
    if _END not in xml:  # cut off: what is missing would read as not said
        raise InputError(_DAMAGED.format(name=name))
    return "".join(_pieces(xml))


def _document(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        entry = archive.getinfo(DOCUMENT)
    except KeyError:
        raise InputError(
            f"{name} is an archive and no Word document. Give plain text, RTF, DOCX or PDF."
        ) from None
    if entry.file_size > LARGEST or entry.file_size > _MOST_RATIO * max(entry.compress_size, 1000):
        raise InputError(f"{name} unpacks to more than any note. Give the note alone.")
    with archive.open(entry) as stream:
        xml = stream.read(LARGEST + 1)
    if len(xml) > LARGEST:
        raise InputError(f"{name} unpacks to more than any note. Give the note alone.")
    return xml


def _pieces(xml: str) -> Iterator[str]:
    """Read by expression, not by an XML parser: entities that a document declares are then never expanded."""
    hidden = 0
    for match in _PART.finditer(xml):
        text, space, end, closing = match.groups()
        if closing is not None:
            hidden = max(0, hidden - 1) if closing else hidden + 1
        elif hidden:
            continue
        elif text is not None:
            yield unescape(text)
        elif space:
            yield "\t" if space == "tab" else "\n"
        elif end:
            yield "\n"
