r"""The text of an RTF document, after the Rich Text Format Specification 1.9.1.

Groups in braces, control words, \'hh for a letter of the code page, \uN for any letter. Text that was deleted
under tracked changes or is hidden is no part of the note; of struck words stands that they are. Boxes that a
symbol font or a form field draws are boxes.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from app.coding.errors import InputError
from app.notes.files.rtf_fields import Field, Fonts
from app.notes.files.struck import STRUCK

_PART = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}]+)|\\")
_WORD, _NUMBER, _CODE, _SIGN, _BRACE, _TEXT = range(1, 7)
_SHOWN = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\t", "tab": "\t",
    "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022", "emspace": " ", "enspace": " ", "footnote": " ",
}  # fmt: skip
_SIGNS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_UNSEEN = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr",
    "footerl", "footerr", "generator", "listtable", "listoverridetable", "rsidtbl", "themedata", "datastore",
    "headerf", "footerf", "xe", "tc", "comment", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
    "aftncn", "nonesttables", "shprslt", "latentstyles", "xmlnstbl", "filetbl", "revtbl", "nonshppict",
    "shppict", "bkmkstart", "bkmkend",
))  # fmt: skip
_FIELD = frozenset({"fldinst", "formfield", "ffl"})
_LEFT_OUT = frozenset({"deleted", "v", "mvf"})
_STRUCK = frozenset({"strike", "striked"})
_DEEPEST = 500  # groups in groups; Word stays below 50
_MOST_PASSED = 8


def rtf_text(content: bytes, name: str) -> str:
    """The shown text; damaged parts are passed over. Raises InputError for a document that is cut off."""
    document = _Document()
    place = 0
    while match := _PART.search(content, place):
        document.take(match)
        place = match.end()
        if match[_WORD] == b"bin":  # as many bytes as it says are no text, whatever they look like
            place += max(0, int(match[_NUMBER] or 0))
    if document.is_cut_off():  # what is missing would read as not said
        raise InputError(f"{name} is damaged: its end is missing. Open it in Word and save it again.")
    return "".join(document.found)


class _Group(Struct, frozen=True):
    r"""Of an open group: whether it shows, how many letters stand for a \uN, marks and font of its words."""

    shown: bool = True
    passed: int = 1
    marks: frozenset[str] = frozenset()
    font: int = 0
    within: str = ""  # the destination that is not shown, such as "fonttbl"


class _Document:
    """What was found so far, and the groups that are open."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._groups = [_Group()]
        self._passed = 0  # letters to pass over: they stand for one before them
        self._fonts, self._field = Fonts(), Field()

    def take(self, match: re.Match[bytes]) -> None:
        """Read one part."""
        if match[_BRACE]:
            self._brace(match[_BRACE])
        elif match[_WORD]:
            self._word(match[_WORD].decode("ascii"), match[_NUMBER])
        elif match[_SIGN] == b"*":
            self._change(shown=False, within="*")
        elif match[_SIGN]:
            self._letters(_SIGNS.get(match[_SIGN], ""))
        elif match[_CODE]:
            self._letters(bytes([int(match[_CODE], 16)]).decode("cp1252", "replace"))
        elif match[_TEXT]:
            plain = match[_TEXT].replace(b"\r", b"").replace(b"\n", b"")
            self._letters(plain.decode("cp1252", "replace"))

    def is_cut_off(self) -> bool:
        """Whether a group is still open, be it the document: no sign tells where it would have ended."""
        return len(self._groups) > 1

    def _brace(self, brace: bytes) -> None:
        if brace == b"{" and len(self._groups) < _DEEPEST:
            self._groups.append(self._groups[-1])
        elif brace == b"}" and len(self._groups) > 1:
            self._close(self._groups.pop().within, self._groups[-1].within)

    def _close(self, ended: str, outer: str) -> None:
        """A group ended; what a field draws stands where its instruction ends."""
        if ended == outer:
            return
        if ended == "fldinst":
            self._show(self._field.shown())
            self._field = Field()
        elif ended == "ffl":
            self._field.entry_ends()

    def _word(self, name: str, digits: bytes | None) -> None:
        number = int(digits or 0)
        if name == "u":
            point = number & 0xFFFF  # counted from -32768
            self._show(self._drawn("" if 0xD800 <= point <= 0xDFFF else chr(point)))
            self._passed = self._groups[-1].passed
        elif name == "uc":
            self._change(passed=max(0, min(number, _MOST_PASSED)))
        elif name in _UNSEEN or name in _FIELD:
            self._change(shown=False, within=name)
        elif name == "shptxt":
            self._change(shown=self._is_shape_shown(), within="")
        elif name == "f":
            self._change(font=number)
        elif self._groups[-1].within == "formfield":
            self._field.property(name, number)
        elif name in _LEFT_OUT or name in _STRUCK:
            self._mark(name, on=digits is None or number != 0)
        elif name == "plain":
            self._change(marks=frozenset(), font=0)
        else:
            self._show(_SHOWN.get(name, ""))

    def _is_shape_shown(self) -> bool:
        """Whether the words of a text box show: its properties around them do not."""
        around = (group for group in reversed(self._groups) if group.within not in ("*", "shpinst"))
        return next(around, _Group()).shown

    def _mark(self, name: str, on: bool) -> None:
        marks = self._groups[-1].marks
        self._change(marks=marks | {name} if on else marks - {name})

    def _change(self, **fields: bool | int | str | frozenset[str]) -> None:
        self._groups[-1] = replace(self._groups[-1], **fields)

    def _letters(self, text: str) -> None:
        """Letters of the text, but for those that stand for a letter before them; names of fonts; fields."""
        group = self._groups[-1]
        if group.shown:
            self._show(self._drawn(text[self._passed :]))
            self._passed = max(0, self._passed - len(text))
        elif group.within == "fonttbl":
            self._fonts.name(group.font, text)
        elif group.within in _FIELD:
            self._field.letters(group.within, text)

    def _drawn(self, text: str) -> str:
        """The letters, or the signs that a symbol font makes of them."""
        return self._fonts.drawn(self._groups[-1].font, text)

    def _show(self, text: str) -> None:
        group = self._groups[-1]
        if not text or not group.shown or not _LEFT_OUT.isdisjoint(group.marks):
            return
        if _STRUCK.isdisjoint(group.marks) or not text.strip():
            self.found.append(text)
        elif self.found[-1:] != [STRUCK]:
            self.found.append(STRUCK)
