"""The text of a page of the Web, as it is shown: of a file, or of what was copied from a browser or an EHR.

A line a paragraph or row of a table, a tab between cells. Hidden words are no part of it; of struck ones
stands that they are. Controls of forms (HTML, 4.10) are boxes, the entry that was chosen, or what was typed.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from msgspec import Struct

from app.notes.files.boxes import OPEN, of_state
from app.notes.files.struck import STRUCK

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|meta|table|div|form|p)\b[^<]{0,999}>",
    re.IGNORECASE,
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "datalist"))
_STRUCK = frozenset(("s", "del", "strike"))
_BLOCKS = frozenset((
    "p", "div", "li", "ul", "ol", "table", "tr", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "pre",
    "form", "section", "article", "header", "footer", "fieldset", "legend", "dl", "dt", "dd", "blockquote",
    "caption",
    "thead", "tbody", "tfoot", "address", "main", "body", "html",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
# What a beginning closes that nobody closed, as browsers do.
_CLOSES: Mapping[str, frozenset[str]] = {
    "li": frozenset(("li", "p")),
    "td": frozenset(("td", "th", "p")),
    "th": frozenset(("td", "th", "p")),
    "tr": frozenset(("td", "th", "tr", "p")),
    "option": frozenset(("option",)),
    "dt": frozenset(("dt", "dd", "p")),
    "dd": frozenset(("dt", "dd", "p")),
}
_PARAGRAPH, _NOTHING = frozenset(("p",)), frozenset[str]()
_HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)"
)
_STRIKES = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]*)\}")
_CLASS = re.compile(r"\s*[a-z0-9]*\.([\w-]+)\s*")
_DEEPEST, _WIDEST = 200, 20
_SPACES = re.compile(r"[ \t\r\n\f]+")

_Attributes = dict[str, str]


def is_html(text: str) -> bool:
    """Whether a text is a page of the Web.

    >>> is_html("<!DOCTYPE html><p>A note"), is_html("<30 mL"), is_html("PROCEDURE: <div>")
    (True, False, False)
    """
    return _BEGINS.match(text) is not None


def html_text(page: str) -> tuple[str, bool]:
    """The text of a page, and whether plain text would not have said it: something hidden, struck, a control.

    >>> html_text("<p>Images saved <input type=checkbox checked><p hidden>CT</p>")
    ('Images saved ☑', True)
    """
    reader = _Page()
    reader.feed("".join(_without_comments(page)))  # one without an end takes the parser long
    reader.close()
    return reader.text(), reader.tells_more


def _without_comments(page: str) -> Iterator[str]:
    at = 0
    while (start := page.find("<!--", at)) >= 0:
        yield page[at:start]
        end = page.find("-->", start + 2)
        if end < 0:
            return
        at = end + 3
    yield page[at:]


class _Element(Struct, frozen=True):
    """An open element: whether its words are hidden or struck, and how many items a list has."""

    tag: str
    hidden: bool = False
    struck: bool = False
    kept: bool = False  # as they stand, with their lines


class _Page(HTMLParser):
    """What was found so far, and the elements that are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tells_more = False
        self._found: list[str] = []
        self._open = [_Element("")]
        self._classes: dict[str, str] = {}
        self._lists: list[int] = []
        self._chosen: list[str] | None = None  # of a list to choose from, once it is open
        self._takes = False  # the entry that is open was chosen
        self._tabs = 0  # before the next cell of the row

    def text(self) -> str:
        """The text, without spaces around its lines."""
        lines = "".join(self._found).split("\n")
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" \xa0") for line in lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        named = {name: value or "" for name, value in attrs}
        closes = _CLOSES.get(tag, _PARAGRAPH if tag in _BLOCKS else _NOTHING)
        while len(self._open) > 1 and self._open[-1].tag in closes:
            self._open.pop()
        element = self._element(tag, named)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)
        if element.hidden:
            return
        self._break(tag, named)
        for piece in self._control(tag, named):
            self.tells_more = True
            self._say(piece)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and those inside it that nobody closed."""
        at = next((at for at in range(len(self._open) - 1, 0, -1) if self._open[at].tag == tag), 0)
        hidden = self._open[-1].hidden
        if at:
            del self._open[at:]
        if tag == "select" and self._chosen is not None:
            if not hidden:
                self._say(", ".join(filter(None, self._chosen)) or OPEN)
            self._chosen = None
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS and not hidden:
            self._new_line(tag)

    def handle_data(self, data: str) -> None:
        """Words of the page."""
        top = self._open[-1]
        if top.tag == "style":
            self._learn(data)
        elif self._chosen is not None:
            if self._takes:
                self._chosen.append(_SPACES.sub(" ", data).strip())
        elif top.hidden:
            self.tells_more = self.tells_more or (top.tag not in _UNSEEN and bool(data.strip()))
        elif top.struck and data.strip():
            self.tells_more = True
            if self._found[-1:] != [STRUCK]:
                self._found.append(STRUCK)
        else:
            self._say(data if top.kept else self._words(data))

    def _words(self, data: str) -> str:
        """Words with one space between them, and none at the beginning of a line."""
        words = _SPACES.sub(" ", data)
        return words.lstrip(" ") if self._begins_line() else words

    def _begins_line(self) -> bool:
        return not self._found or self._found[-1].endswith(("\n", "\t"))

    def _element(self, tag: str, named: _Attributes) -> _Element:
        above = self._open[-1]
        style = named.get("style", "").lower()
        style += "".join(f";{self._classes.get(name, '')}" for name in named.get("class", "").split())
        hidden = tag in _UNSEEN or "hidden" in named or _HIDES.search(style) is not None
        hidden = hidden or named.get("aria-hidden", "").lower() == "true"
        struck = tag in _STRUCK or _STRIKES.search(style) is not None
        return _Element(tag, above.hidden or hidden, above.struck or struck, above.kept or tag == "pre")

    def _learn(self, sheet: str) -> None:
        """Keep what a style sheet says of classes by their names alone."""
        for names, rules in _RULE.findall(sheet.lower()):
            for name in names.split(","):
                if found := _CLASS.fullmatch(name):
                    self._classes[found[1]] = rules

    def _break(self, tag: str, named: _Attributes) -> None:
        """The line, the tab or the number with which an element begins."""
        if tag in _CELLS:
            self._say("\t" * self._tabs)
            width = named.get("colspan", "1")
            self._tabs = min(int(width), _WIDEST) if width.isdecimal() else 1
        elif tag in _BLOCKS:
            self._new_line(tag)
        elif tag == "label" and "for" not in named and not self._begins_line():
            self._say("  ")  # a box in it is that of its words
        if tag == "tr":
            self._tabs = 0
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li" and self._lists:
            self._lists[-1] += self._lists[-1] >= 0
            self._say(f"{self._lists[-1]}. " if self._lists[-1] > 0 else "- ")

    def _new_line(self, tag: str) -> None:
        """A paragraph in a cell is a part of its line."""
        in_cell = tag not in ("tr", "table") and any(each.tag in _CELLS for each in self._open[:-1])
        if in_cell:
            self._say("" if self._begins_line() else " ")
        elif tag == "br" or (self._found and not self._found[-1].endswith("\n")):
            self._say("\n")

    def _say(self, piece: str) -> None:
        if piece:
            self._found.append(piece)

    def _control(self, tag: str, named: _Attributes) -> Iterator[str]:
        """What a control of a form shows."""
        kind = named.get("type", "").lower()
        state = named.get("aria-checked", "").lower()
        if tag == "input" and kind in ("checkbox", "radio"):
            yield of_state("checked" in named)
        elif tag == "input" and kind in ("", "text", "number", "date", "search", "tel", "email"):
            yield named.get("value", "") or OPEN
        elif named.get("role", "").lower() in ("checkbox", "radio", "switch", "menuitemcheckbox"):
            yield f"{of_state(state == 'true')} "
        elif tag == "select":
            self._chosen = []
            yield ""
        elif tag == "option" and self._chosen is not None:
            self._takes = "selected" in named
