"""The text of a DOCX document: the paragraphs of word/document.xml inside the archive (ECMA-376, part 1).

Without what was deleted, moved away or hidden, and without the prompt of a field that nobody filled in; of
words that are struck through stands that they are. Boxes that a symbol font or a form field draws are boxes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from app.coding.errors import InputError
from app.notes.files.boxes import of_state, symbol
from app.notes.files.sizes import LARGEST
from app.notes.files.struck import STRUCK

DOCUMENT = "word/document.xml"
_DAMAGED = "{name} is damaged. Open it in Word and save it again."
_GIVE = "Give plain text, RTF, DOCX or PDF."
_OTHERS = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"))
"""The folders of archives of Office that are no documents."""
_PARTS = re.compile(rb"PK\x03\x04.{26}(word|xl|ppt)/", re.DOTALL)
"""The head of a member, which is there also where the list at the end of an archive was cut off."""
_END = "</w:document>"
_MOST_RATIO = 300  # an XML of a note shrinks to a tenth
_PROPERTIES = r"(?:\s*<w:\w+(?:\s[^<>]*)?/>){0,99}"
# No part reads past the next "<", so a file of beginnings without ends takes no longer than another.
_PART = re.compile(
    r"<w:t(?:\s[^<>]*)?>(?P<text>[^<]*)</w:t>"
    r"|<w:(?P<space>tab|br|cr)(?:\s[^<>]*)?/>"
    r"|</w:(?P<end>p|tc|tr)>"
    r"|<(?P<out>/?)(?:w:del|w:moveFrom|mc:Fallback)(?:\s[^<>]*[^/<>])?>"  # deleted, moved, for older readers
    r"|<(?P<run>/?)w:r(?:\s[^<>]*)?>"
    r"|<w:(?P<mark>vanish|d?strike)(?:\s[^<>]*)?/>"
    r"|<(?P<control>/?)w:sdt(?:\s[^<>]*)?>"
    r"|<w:(?P<prompt>showingPlcHdr)(?:\s[^<>]*)?/>"
    r"|<w:sym(?P<sign>\s[^<>]*)/>"
    rf"|<w:checkBox>(?P<box>{_PROPERTIES})\s*</w:checkBox>"
    rf"|<w:ddList>(?P<choice>{_PROPERTIES})\s*</w:ddList>"
)
_VALUE = re.compile(r'<w:(checked|default|result|listEntry)(?:\s+w:val="([^"]*)")?\s*/>')
_FONT, _CODE = re.compile(r'w:font="([^"]*)"'), re.compile(r'w:char="([0-9A-Fa-f]{1,4})"')
_CELL = "\x1f"  # ends a cell of a table, so that a box and its words, or a label and its value, are one line
_BREAKS = {"tab": "\t", "tc": _CELL}
_NO = frozenset({"0", "false", "off"})
_OFF = re.compile(r'w:val="(?:0|false|off)"')


def docx_text(content: bytes, name: str) -> str:
    """The text, a line a paragraph. Raises InputError for what is no DOCX, and for an archive that swells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = _document(archive, name).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise InputError(_damaged(content, name)) from None
    if _END not in xml:  # cut off: what is missing would read as not said
        raise InputError(_DAMAGED.format(name=name))
    text = "".join(_pieces(xml)).replace(f"\n{_CELL}", "\t").replace(_CELL, "\t")
    return text.replace("\t\n", "\n")


def _has(archive: zipfile.ZipFile, folder: str) -> bool:
    return any(member.startswith(folder) for member in archive.namelist())


def _damaged(content: bytes, name: str) -> str:
    """What an archive is that cannot be read whole, by the members that are left of it."""
    found = _PARTS.search(content)
    if found and found[1] == b"word":
        return _DAMAGED.format(name=name)
    kinds = {part.rstrip("/").encode(): kind for part, kind in _OTHERS}
    kind = f"{kinds[found[1]]}, a damaged one" if found else "a damaged archive"
    return f"{name} is {kind}, and no Word document that can be read. {_GIVE}"


def _document(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        entry = archive.getinfo(DOCUMENT)
    except KeyError:
        kind = next((kind for part, kind in _OTHERS if _has(archive, part)), "an archive")
        raise InputError(f"{name} is {kind} and no Word document. {_GIVE}") from None
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


class _Shown:
    """What surrounds the words that come: whether they were taken out, and are the prompt of a field."""

    def __init__(self) -> None:
        self._taken_out = 0
        self._prompts: list[bool] = []

    def __bool__(self) -> bool:
        return not self._taken_out and not any(self._prompts)

    def take_out(self, closing: bool) -> None:
        """What was deleted or moved away begins, or ends."""
        self._taken_out = max(0, self._taken_out - 1) if closing else self._taken_out + 1

    def control(self, closing: bool) -> None:
        """A field of a form begins, or ends."""
        if not closing:
            self._prompts.append(False)
        elif self._prompts:
            self._prompts.pop()

    def prompt(self) -> None:
        """The field shows its prompt: nobody answered it."""
        if self._prompts:
            self._prompts[-1] = True


def _pieces(xml: str) -> Iterator[str]:
    """Read by expression, not by an XML parser: entities that a document declares are then never expanded."""
    shown, run = _Shown(), _Run()
    for match in _PART.finditer(xml):
        kind, held = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "out":
            shown.take_out(bool(held))
        elif kind == "control":
            shown.control(bool(held))
        elif kind == "prompt":
            shown.prompt()
        elif kind == "run":
            run.turn(bool(held))
        elif kind == "mark":
            run.take(match[0], held)
        elif shown and kind in {"space", "end"}:
            yield _BREAKS.get(held, "\n")
        elif shown:
            yield run.shown(_said(kind, held))


def _said(kind: str, held: str) -> str:
    """The words of a text, the box of a sign or field, and what was chosen from a list."""
    if kind == "text":
        return unescape(held)
    if kind == "sign":
        font, code = _FONT.search(held), _CODE.search(held)
        return symbol(unescape(font[1]), int(code[1], 16)) if font and code else ""
    values: list[tuple[str, str]] = _VALUE.findall(held)
    named = dict(values)
    if kind == "box":
        return of_state(named.get("checked", named.get("default", "0")) not in _NO)
    entries = [unescape(value) for name, value in values if name == "listEntry"]
    chosen = named.get("result", named.get("default", "0"))
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""
