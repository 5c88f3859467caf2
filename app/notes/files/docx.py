"""The text of a DOCX document: the paragraphs of word/document.xml inside the archive (ECMA-376, part 1).

Without what was deleted, moved away or hidden; of words that are struck through stands that they are.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from app.coding.errors import InputError
from app.notes.files.sizes import LARGEST
from app.notes.files.struck import STRUCK

DOCUMENT = "word/document.xml"
_DAMAGED = "{name} is damaged. Open it in Word and save it again."
_END = "</w:document>"
_MOST_RATIO = 300  # an XML of a note shrinks to a tenth
_PART = re.compile(
    r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>"
    r"|<w:(tab|br|cr)(?:\s[^>]*)?/>"
    r"|</w:(p|tr)>"
    r"|<(/?)(?:w:del|w:moveFrom|mc:Fallback)(?:\s[^>]*[^/>])?>"  # taken out, moved away, for older readers
    r"|<(/?)w:r(?:\s[^>]*)?>"
    r"|<w:(vanish|d?strike)(?:\s[^>]*)?/>"
)
_OFF = re.compile(r'w:val="(?:0|false|off)"')


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


class _Run:
    """What its properties make of the words of a run; those of the mark of a paragraph do nothing."""

    def __init__(self) -> None:
        self._open = self._hidden = self._struck = False

    def turn(self, closing: bool) -> None:
        """A run begins, or ends."""
        self._open, self._hidden, self._struck = not closing, False, False

    def take(self, element: str, name: str) -> None:
        """A property of the run."""
        if self._open and not _OFF.search(element):
            self._hidden = self._hidden or name == "vanish"
            self._struck = self._struck or name != "vanish"

    def shown(self, text: str) -> str:
        """What a reader of the note sees: of struck words that there were some."""
        if self._hidden:
            return ""
        return STRUCK if self._struck and text.strip() else text


def _pieces(xml: str) -> Iterator[str]:
    """Read by expression, not by an XML parser: entities that a document declares are then never expanded."""
    taken_out, run = 0, _Run()
    for match in _PART.finditer(xml):
        text, space, end, closing, ending, mark = match.groups()
        if closing is not None:
            taken_out = max(0, taken_out - 1) if closing else taken_out + 1
        elif ending is not None:
            run.turn(bool(ending))
        elif mark:
            run.take(match[0], mark)
        elif not taken_out and text is not None:
            yield run.shown(unescape(text))
        elif not taken_out and (space or end):
            yield "\t" if space == "tab" else "\n"
