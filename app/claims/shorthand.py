"""Claim lines as coders type and paste them, for example `20610-RT, 77002-26 x1 M16.11`."""

import re

from app.claims.plain_text import plain
from app.coding.claim import Line
from app.coding.errors import InputError

_ANY_CASE = re.IGNORECASE | re.ASCII
_HEAD = re.compile(r"(?P<code>[0-9A-Z]{5})(?![0-9A-Z.])", _ANY_CASE)
_UNITS = re.compile(
    r"(?<![0-9A-Z.])"
    r"(?:[x×*]\s*(\d{1,4})|(\d{1,4})\s*(?:[x×]|units?)|(?:units?|u)[ :=]*(\d{1,4})|(\d))"
    r"(?![0-9A-Z.])",
    _ANY_CASE,
)
_MODIFIER = re.compile(r"[0-9A-Z]{2}", _ANY_CASE)
_DIAGNOSIS = re.compile(r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", _ANY_CASE)
# An undotted diagnosis has the shape of a HCPCS code. After a comma one is meant where HCPCS has no such
# letter, or has only what a procedure's claim does not carry there: dental D, quality measures from M1,
# equipment from E1 and K2, and the ranges of G, C and L that only ICD-10-CM fills. R00 transports X-ray
# equipment and stays a code.
_UNDOTTED = (
    r"(?=[DFHINOWXYZ]|M[1-9]|R(?!00)|B[^4]|E[1-8]|K[2-9]|G5|G89[0-4]|C[0346]|C5[013-9]|C7[6-9]|L02[0139]1)"
    r"[0-9A-Z]{5}(?![0-9A-Z.]|-[0-9A-Z]{2}(?![0-9A-Z]))"
)
_BREAK = re.compile(
    r"[\r\n;]+"  # a line of its own
    rf"|\s*[,+]\s*(?!{_UNDOTTED})(?=[0-9A-Z]{{5}}(?![0-9A-Z.]))"  # a comma or a plus before a code
    r"|\s+(?=\d{4}[0-9A-Z](?![0-9A-Z.]))",  # a space before a code that cannot be a diagnosis
    _ANY_CASE,
)


def parse_lines(text: str) -> tuple[Line, ...]:
    """Read one or many claim lines. A line ends at a line break, a semicolon, or before the next code.

    >>> parse_lines("20610-RT, 77002-26 x1")[1] == Line("77002", ("26",), 1)
    True
    >>> parse_lines("20610 RT 50 x2 M16.11 M17.0")[0].diagnoses
    ('M16.11', 'M17.0')

    Raises InputError naming the piece that could not be read.
    """
    pieces = [piece.strip(" \t,") for piece in _BREAK.split(plain(text).replace('"', " "))]
    return tuple(_parse_line(piece) for piece in pieces if piece)


def _parse_line(piece: str) -> Line:
    head = _HEAD.match(piece)
    if not head:
        raise InputError(f"“{piece[:40]}” does not start with a code. Type, for example, 20610-RT x1 M16.11.")
    units, rest = _take_units(piece[head.end() :], piece)
    words = [word.upper() for word in re.split(r"[\s,|/:\-]+", rest) if word]
    modifiers = tuple(word for word in words if _MODIFIER.fullmatch(word))
    diagnoses = tuple(word for word in words if _DIAGNOSIS.fullmatch(word))
    for word in words:
        if word not in modifiers and word not in diagnoses:
            raise InputError(
                f"“{word}” in “{piece[:40]}” is not a modifier, units or diagnosis. Correct or remove it."
            )
    if len(modifiers) > 4:
        raise InputError(f"“{piece[:40]}” has more than four modifiers; a claim line takes up to four.")
    return Line(head["code"].upper(), modifiers, units, diagnoses)


def _take_units(text: str, piece: str) -> tuple[int, str]:
    """Find the unit count ("x2", "2 units", a lone digit). Gives it, or 1, and the text without it."""
    found = list(_UNITS.finditer(text))
    if len(found) > 1:
        raise InputError(f"“{piece[:40]}” has units twice. Keep one.")
    if not found:
        return 1, text
    units = int(next(filter(None, found[0].groups())))
    if not units:
        raise InputError(f"“{piece[:40]}” has 0 units. Give a whole number from 1 to 9999.")
    return units, f"{text[: found[0].start()]} {text[found[0].end() :]}"
