"""The text of a DOCX document: the paragraphs of word/document.xml inside the archive (ECMA-376, part 1).

Without what was deleted, moved away or hidden, and without the prompt of a field that nobody filled in; of
words that are struck through stands that they are. Boxes that a symbol font or a form field draws are boxes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from html import unescape

from app.coding.errors import InputError
from app.notes.files.boxes import of_state, symbol
from app.notes.files.docx_runs import Run, Shown, marking_styles
from app.notes.files.sizes import LARGEST

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
    r"|<w:(?P<space>tab|ptab|br|cr)(?:\s[^<>]*)?/>"
    r"|<w:(?P<hyphen>noBreakHyphen)(?:\s[^<>]*)?/>"
    r"|</w:(?P<end>p|tc|tr)>"
    r"|<w:gridSpan\s+w:val=\"(?P<span>\d{1,3})\"(?:\s[^<>]*)?/>"
    rf"|(?P<part><w:trPr>{_PROPERTIES}\s*<w:del\s[^<>]*/>|<w:cellDel\s[^<>]*/>)"
    r"|<(?P<out>/?)(?:w:del|w:moveFrom|mc:Fallback)(?:\s[^<>]*[^/<>])?>"  # deleted, moved, for older readers
    r"|<(?P<run>/?)w:r(?:\s[^<>]*)?>"
    r"|<w:(?P<mark>vanish|d?strike|rStyle|pStyle|rFonts)(?:\s[^<>]*)?/>"
    r"|<(?P<control>/?)w:sdt(?:\s[^<>]*)?>"
    r"|<(?P<old>/?)w:[rp]PrChange(?:\s[^<>]*)?>"
    r"|<w14:checkbox>(?P<tick>(?:\s*<w14:\w+(?:\s[^<>]*)?/>){0,9})\s*</w14:checkbox>"
    r"|<w:(?P<prompt>showingPlcHdr)(?:\s[^<>]*)?/>"
    r"|<w:sym(?P<sign>\s[^<>]*)/>"
    rf"|<w:checkBox>(?P<box>{_PROPERTIES})\s*</w:checkBox>"
    rf"|<w:ddList>(?P<choice>{_PROPERTIES})\s*</w:ddList>"
)
_VALUE = re.compile(r'<w:(checked|default|result|listEntry)(?:\s+w:val="([^"]*)")?\s*/>')
_FONT, _CODE = re.compile(r'w:font="([^"]*)"'), re.compile(r'w:char="([0-9A-Fa-f]{1,4})"')
_CELL = "\x1f"  # ends a cell of a table, so that a box and its words, or a label and its value, are one line
_BREAKS = {"tab": "\t", "ptab": "\t", "tc": _CELL}
_NO = frozenset({"0", "false", "off"})
_CHECKED = re.compile(r'<w14:checked\s+w14:val="([^"]*)"')
_WIDEST = 20  # columns that a merged cell covers
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"


def docx_text(content: bytes, name: str) -> str:
    """The text, a line a paragraph. Raises InputError for what is no DOCX, and for an archive that swells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = _part(archive, DOCUMENT, name)
            styles = marking_styles(_part(archive, _STYLES, name))
            notes = [_part(archive, part, name) for part in _NOTES]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise InputError(_damaged(content, name)) from None
    if _END not in xml:  # cut off: what is missing would read as not said
        raise InputError(_DAMAGED.format(name=name))
    below = [said for part in notes if (said := _text(part, styles)).strip()]
    return "\n".join((_text(xml, styles), *below))


def _text(xml: str, styles: Mapping[str, frozenset[str]]) -> str:
    text = "".join(_pieces(xml, styles)).replace(f"\n{_CELL}", "\t").replace(_CELL, "\t")
    return text.replace("\t\n", "\n")


def _part(archive: zipfile.ZipFile, part: str, name: str) -> str:
    """A part of the document; nothing for one that it need not have."""
    if part != DOCUMENT and part not in archive.namelist():
        return ""
    return _content(archive, part, name).decode("utf-8", "replace")


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


def _content(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    try:
        entry = archive.getinfo(part)
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


def _pieces(xml: str, styles: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Read by expression, not by an XML parser: entities that a document declares are then never expanded."""
    shown, run, width = Shown(), Run(styles), 1
    for match in _PART.finditer(xml):
        kind, held = str(match.lastgroup), match[str(match.lastgroup)]
        if kind in _AROUND:
            _AROUND[kind](shown, run, match[0], held)
        elif kind == "span":
            width = min(int(held), _WIDEST)
        elif kind == "tick" and shown:
            yield of_state(_is_on(held))
            shown.prompt()
        elif shown and kind in {"space", "end"}:
            yield _BREAKS.get(held, "\n") * (width if held == "tc" else 1)
        elif shown:
            yield run.shown(_said(kind, held))
        if kind == "end":
            run.ends()
            shown.ends(held)
            width = 1 if held == "tc" else width


_AROUND: Mapping[str, Callable[[Shown, Run, str, str], None]] = {
    "out": lambda shown, _run, _element, held: shown.take_out(bool(held)),
    "part": lambda shown, _run, element, _held: shown.take_out_part(
        "cell" if "cellDel" in element else "row"
    ),
    "control": lambda shown, _run, _element, held: shown.control(bool(held)),
    "prompt": lambda shown, _run, _element, _held: shown.prompt(),
    "run": lambda _shown, run, _element, held: run.turn(bool(held)),
    "old": lambda _shown, run, _element, held: run.change(bool(held)),
    "mark": lambda _shown, run, element, held: run.take(element, held),
}


def _is_on(properties: str) -> bool:
    """Whether a box of a content control is ticked ([MS-DOCX], 2.5.3)."""
    found = _CHECKED.search(properties)
    return found is not None and found[1] not in _NO


def _said(kind: str, held: str) -> str:
    """The words of a text, the box of a sign or field, and what was chosen from a list."""
    if kind == "text":
        return unescape(held)
    if kind == "hyphen":
        return "-"
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
