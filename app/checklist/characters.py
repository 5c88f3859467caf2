"""Free text made printable: an archival PDF may not hold a character that its font lacks."""

import functools
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from app.checklist.files import FONTS

FACE = FONTS / "IBMPlexSans_400Regular.ttf"


def printable(text: str) -> str:
    """Put text on one line and make it printable.

    A character that the font lacks is written as its number, such as [U+4E2D].
    """
    line = unicodedata.normalize("NFC", " ".join(text.split()))
    if line.isascii() and line.isprintable():
        return line
    known = glyphs_of(FACE)
    return "".join(sign if ord(sign) in known else f"[U+{ord(sign):04X}]" for sign in line)


@functools.cache
def glyphs_of(face: Path) -> dict[int, int]:
    """The code points that a font file maps to a glyph, with its number.

    Reads the format 4 subtable of `cmap` (OpenType 1.9, "cmap"), which holds the characters up to U+FFFF.
    """
    data = face.read_bytes()
    cmap, _ = tables_of(data)[b"cmap"]
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        (offset,) = struct.unpack_from(">4xI", data, cmap + 4 + 8 * index)
        if struct.unpack_from(">H", data, cmap + offset)[0] == 4:
            return dict(_characters_of(data, cmap + offset))
    raise ValueError(f"{face.name} has no character map of format 4")


def tables_of(font: bytes) -> dict[bytes, tuple[int, int]]:
    """Where each table of a font file begins, and its length (OpenType 1.9, "Table Directory")."""
    count = int.from_bytes(font[4:6], "big")
    entries = (struct.unpack_from(">4s4xII", font, 12 + 16 * at) for at in range(count))
    return {tag: (place, length) for tag, place, length in entries}


def _characters_of(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Code points and glyphs of the format 4 subtable at `start`, without those of "no such glyph"."""
    (double,) = struct.unpack_from(">H", data, start + 6)
    count = double // 2
    row = f">{count}H"
    ends, firsts, deltas, ranges = (
        struct.unpack_from(row, data, start + place)
        for place in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    for segment in range(count):
        at = start + 16 + 3 * double + 2 * segment + ranges[segment]
        for code in range(firsts[segment], min(ends[segment], 0xFFFE) + 1):
            if ranges[segment]:
                (glyph,) = struct.unpack_from(">H", data, at + 2 * (code - firsts[segment]))
            else:
                glyph = (code + deltas[segment]) % 0x10000
            if glyph:
                yield code, glyph
