"""Boxes of a form that are drawn by a symbol font or by a field, as the signs that a note has for them.

Without them "(box) Fluoroscopy" that nobody ticked would read as said. The codes are those of Wingdings,
Wingdings 2 and Webdings as Unicode 7.0 took these fonts over.
"""

import re

OPEN, TICKED = "\u2610", "\u2611"
_OPEN = {
    "wingdings": (0x6F, 0x70, 0x71, 0x72, 0xA8),
    "wingdings 2": (0xA3, 0xA4, 0xA5, 0xA6),
    "webdings": (0x63,),
}
_TICKED = {
    "wingdings": (0x78, 0xFB, 0xFC, 0xFD, 0xFE),
    "wingdings 2": (0x4F, 0x50, 0x51, 0x52, 0x53, 0x54),
    "webdings": (0x61,),
}
_SIGNS = {(font, code): OPEN for font, codes in _OPEN.items() for code in codes} | {
    (font, code): TICKED for font, codes in _TICKED.items() for code in codes
}
_LAST_PLACE = 0xFF  # symbol fonts have 256 signs; Word counts them from 0xF000, too
_SYMBOL = re.compile(r"\bSYMBOL\s+(0x[0-9a-f]+|\d+)\b.*?\\f\s*\"([^\"]*)\"", re.IGNORECASE | re.DOTALL)


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are signs, so that none of them is a letter of the note."""
    return font.strip().lower() in _OPEN


def symbol(font: str, code: int) -> str:
    """The box that a code draws in a font; nothing for any other sign.

    >>> symbol("Wingdings", 0xF06F), symbol("Wingdings 2", 0x52), symbol("Arial", 0x6F)
    ('☐', '☑', '')
    """
    return _SIGNS.get((font.strip().lower(), code & _LAST_PLACE), "")


def of_instruction(text: str) -> str:
    r"""The box that the instruction of a field draws, such as `SYMBOL 111 \f "Wingdings"`, or nothing."""
    found = _SYMBOL.search(text)
    return symbol(found[2], int(found[1], 0)) if found else ""


def of_state(ticked: bool) -> str:
    """The sign of a box that is ticked or not."""
    return TICKED if ticked else OPEN
