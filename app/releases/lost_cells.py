"""Cells of a worksheet that show something in a spreadsheet and come out empty when the file is read.

A formula that a program wrote and no spreadsheet ever calculated has no value in the file, and a value
that is an error (such as #REF!) is given as nothing by the library for workbooks (python-calamine 0.9.1).
A claim would lose a modifier without a word. #N/A is how a look-up says that it found nothing: no loss.
"""

import io
import re
import zipfile

from msgspec import Struct

from app.releases.sheet_names import member_of

_CHUNK, _LONGEST = 4 << 20, 20_000  # a cell with a longer formula is not looked at
_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?P<about>[^<>]*)>"
    rb"(?P<formula><(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"\s*(?:<(?:\w+:)?v(?:\s[^<>]*)?(?:/>|>(?P<value>[^<]*)</(?:\w+:)?v>))?"
)
_PLACE, _ERROR = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"'), re.compile(rb'\bt="e"')
_NOT_FOUND, _SIGNS = b"#N/A", (b"<f", b":f", b't="e"')  # of a piece that may hold such a cell


class LostCell(Struct, frozen=True):
    """Where a cell stands, such as "C4", and whether it is a formula that was never calculated."""

    place: str
    is_uncalculated: bool


def lost_cell(data: bytes, sheet: str) -> LostCell | None:
    """The first such cell of the worksheet of that name in a workbook; None when it has none."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        member = member_of(packed, sheet)
        if member not in packed.namelist():
            return None
        with packed.open(member) as stream:
            text = b""
            while block := stream.read(_CHUNK):
                text += block
                cells = _CELL.finditer(text) if any(sign in text for sign in _SIGNS) else ()
                if found := next(filter(None, map(_lost, cells)), None):
                    return found
                text = text[max(text.rfind(b"<c ", -_LONGEST), text.rfind(b":c ", -_LONGEST) - 1, 0) :]
    return None


def _lost(cell: re.Match[bytes]) -> LostCell | None:
    value, place = cell["value"], _PLACE.search(cell["about"])
    if cell["about"].endswith(b"/") or not place or cell.end() == len(cell.string):
        return None  # an empty cell, or one that the next piece goes on with
    if cell["formula"] and not value:
        return LostCell(place[1].decode(), is_uncalculated=True) if b't="str"' not in cell["about"] else None
    if value and value != _NOT_FOUND and _ERROR.search(cell["about"]):
        return LostCell(place[1].decode(), is_uncalculated=False)
    return None
