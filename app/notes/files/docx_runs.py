"""What surrounds the words of a DOCX document, and its styles that hide or strike them (ECMA-376, part 1)."""

import re
from collections.abc import Mapping
from html import unescape

from app.notes.files.boxes import is_symbol_font, symbol
from app.notes.files.struck import STRUCK

_STYLE = re.compile(r'<w:style\s[^<>]*w:styleId="([^"]*)"[^<>]*>(.{0,20000}?)</w:style>', re.DOTALL)
_MARK = re.compile(r"<w:(vanish|d?strike)(?:\s[^<>]*)?/>")
_OFF = re.compile(r'w:val="(?:0|false|off)"')
_NAMED = re.compile(r'w:val="([^"]*)"')
_FONT = re.compile(r'w:(?:ascii|hAnsi)="([^"]*)"')


def marking_styles(xml: str) -> Mapping[str, frozenset[str]]:
    """Of the styles that hide or strike their words, by their ids, how they do it: "vanish" or "strike"."""
    found: dict[str, frozenset[str]] = {}
    for style in _STYLE.finditer(xml) if "<w:vanish" in xml or "strike" in xml else ():
        marks = frozenset(mark[1] for mark in _MARK.finditer(style[2]) if not _OFF.search(mark[0]))
        if marks:
            found[unescape(style[1])] = marks
    return found


class Run:
    """What its properties make of the words of a run; those of the mark of a paragraph do nothing."""

    def __init__(self, styles: Mapping[str, frozenset[str]]) -> None:
        self._styles = styles
        self._marks: list[set[str]] = []  # of the runs that are open: a text box stands inside one
        self._fonts: list[str] = []
        self._paragraph: frozenset[str] = frozenset()
        self._old = False

    def turn(self, closing: bool) -> None:
        """A run begins, or ends."""
        if not closing:
            self._marks.append(set())
            self._fonts.append("")
        elif self._marks:
            self._marks.pop()
            self._fonts.pop()

    def change(self, closing: bool) -> None:
        """Properties from before a tracked change begin, or end."""
        self._old = not closing

    def ends(self) -> None:
        """A paragraph ends, and its style."""
        self._paragraph = frozenset()

    def take(self, element: str, name: str) -> None:
        """A property of the run, or the style of its paragraph."""
        if self._old:
            return
        named = _NAMED.search(element)
        style = self._styles.get(unescape(named[1]), frozenset()) if named else frozenset()
        if name == "pStyle":
            self._paragraph = style
        elif not self._marks:
            return
        elif name == "rStyle":
            self._marks[-1] |= style
        elif name == "rFonts":
            font = _FONT.search(element)
            self._fonts[-1] = unescape(font[1]) if font else ""
        elif _OFF.search(element):
            self._marks[-1].discard(name)
        else:
            self._marks[-1].add(name)

    def shown(self, text: str) -> str:
        """What a reader of the note sees: of struck words that there were some, of symbols the boxes."""
        marks = self._paragraph.union(*self._marks)
        if "vanish" in marks:
            return ""
        if self._fonts and is_symbol_font(self._fonts[-1]):
            return "".join(symbol(self._fonts[-1], ord(letter)) or " " for letter in text)
        return STRUCK if marks and text.strip() else text


class Shown:
    """What surrounds the words that come: whether they were taken out, and are the prompt of a field."""

    def __init__(self) -> None:
        self._taken_out = 0
        self._prompts: list[bool] = []
        self._row = self._cell = False

    def __bool__(self) -> bool:
        return not (self._taken_out or self._row or self._cell or any(self._prompts))

    def take_out(self, closing: bool) -> None:
        """What was deleted or moved away begins, or ends."""
        self._taken_out = max(0, self._taken_out - 1) if closing else self._taken_out + 1

    def take_out_part(self, name: str) -> None:
        """The row or cell of a table that is open was deleted."""
        self._row, self._cell = self._row or name == "row", self._cell or name == "cell"

    def ends(self, name: str) -> None:
        """A cell or row ends."""
        self._cell = self._cell and name not in ("tc", "tr")
        self._row = self._row and name != "tr"

    def control(self, closing: bool) -> None:
        """A field of a form begins, or ends."""
        if not closing:
            self._prompts.append(False)
        elif self._prompts:
            self._prompts.pop()

    def prompt(self) -> None:
        """The field shows its prompt, or a sign for what it says: nothing of it is read."""
        if self._prompts:
            self._prompts[-1] = True
