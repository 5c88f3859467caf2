"""The font of what is typed into a form: our own face with the Western letters of Windows.

An archival PDF holds its fonts, and the ones that Typst puts in have only the letters that are printed.
TrueType as in OpenType 1.9; outlines without hints, which would need half as much again.
"""

import functools
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from app.checklist.characters import FACE, glyphs_of, tables_of

_CODES = {
    code: ord(letter) for code in range(32, 256) if (letter := bytes([code]).decode("cp1252", "ignore"))
}
"""WinAnsiEncoding of PDF (ISO 32000-1, annex D): a byte to its code point."""
_WORDS, _SCALED, _BOTH_SCALED, _TURNED, _MORE, _HINTED = 0x1, 0x8, 0x40, 0x80, 0x20, 0x100


class FormFont(Struct, frozen=True):
    """A font file and its measures in thousandths of the size. `widths`: of the bytes from 32 to 255."""

    program: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capital: int


@functools.cache
def form_font(face: Path = FACE) -> FormFont:
    """The letters of WinAnsiEncoding out of a font file."""
    data = face.read_bytes()
    tables = {tag: data[place : place + length] for tag, (place, length) in tables_of(data).items()}
    glyphs = glyphs_of(face)
    letters = {point: glyphs[point] for point in sorted(set(_CODES.values())) if point in glyphs}
    outlines = _outlines(tables, letters.values())
    numbers = {glyph: number for number, glyph in enumerate(outlines)}
    advances = _advances(tables, outlines)
    (per_em,) = struct.unpack_from(">H", tables[b"head"], 18)
    ascent, descent = struct.unpack_from(">hh", tables[b"hhea"], 4)

    def scaled(value: int) -> int:
        return round(value * 1000 / int(per_em))

    widths = tuple(scaled(advances[letters.get(_CODES.get(code, 0), 0)][0]) for code in range(32, 256))
    box = struct.unpack_from(">4h", tables[b"head"], 36)
    return FormFont(
        program=_file(tables, outlines, numbers, advances, letters),
        widths=widths,
        box=(scaled(box[0]), scaled(box[1]), scaled(box[2]), scaled(box[3])),
        ascent=scaled(ascent),
        descent=scaled(descent),
        capital=scaled(struct.unpack_from(">h", tables[b"OS/2"], 88)[0]),
    )


def _outlines(tables: Mapping[bytes, bytes], wanted: Iterable[int]) -> dict[int, bytes]:
    """The outlines of glyphs by number, "no such glyph" first, and those that they are put together from."""
    long_offsets = struct.unpack_from(">h", tables[b"head"], 50)[0]
    loca = tables[b"loca"]
    found: dict[int, bytes] = {}
    todo = [0, *wanted]
    for glyph in todo:
        if glyph in found:
            continue
        if long_offsets:
            start, end = struct.unpack_from(">II", loca, 4 * glyph)
        else:
            start, end = (2 * each for each in struct.unpack_from(">HH", loca, 2 * glyph))
        found[glyph] = tables[b"glyf"][start:end]
        todo += [part for _, _, part in _parts(found[glyph])]
    return found


def _parts(outline: bytes) -> list[tuple[int, int, int]]:
    """Place, flags and glyph of each part of a composite outline; none of a simple one."""
    parts: list[tuple[int, int, int]] = []
    at = 10
    more = bool(outline) and struct.unpack_from(">h", outline)[0] < 0
    while more:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        parts.append((at, flags, glyph))
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALED else 4 if flags & _BOTH_SCALED else 8 if flags & _TURNED else 0
        more = bool(flags & _MORE)
    return parts


def _without_hints(outline: bytes, numbers: Mapping[int, int]) -> bytes:
    """An outline without its instructions, its parts by their new numbers, at an even length."""
    if not outline:
        return b""
    contours = struct.unpack_from(">h", outline)[0]
    if contours < 0:
        changed = bytearray(outline)
        for at, flags, glyph in _parts(outline):
            struct.pack_into(">HH", changed, at, flags & ~_HINTED, numbers[glyph])
    else:
        at = 10 + 2 * contours
        hints = struct.unpack_from(">H", outline, at)[0]
        changed = bytearray(outline[:at] + b"\0\0" + outline[at + 2 + hints :])
    return bytes(changed) + b"\0" * (len(changed) % 2)


def _advances(tables: Mapping[bytes, bytes], glyphs: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Advance width and left side bearing of glyphs."""
    full = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    table = tables[b"hmtx"]
    found = {}
    for glyph in glyphs:
        if glyph < full:
            found[glyph] = struct.unpack_from(">Hh", table, 4 * glyph)
        else:
            (advance,) = struct.unpack_from(">H", table, 4 * (full - 1))
            found[glyph] = (advance, struct.unpack_from(">h", table, 4 * full + 2 * (glyph - full))[0])
    return found


def _file(
    tables: Mapping[bytes, bytes],
    outlines: Mapping[int, bytes],
    numbers: Mapping[int, int],
    advances: Mapping[int, tuple[int, int]],
    letters: Mapping[int, int],
) -> bytes:
    """A font file of these glyphs, with the tables that PDF asks for (ISO 32000-1, 9.9)."""
    glyf, places = bytearray(), [0]
    for outline in outlines.values():
        glyf += _without_hints(outline, numbers)
        places.append(len(glyf))
    count = len(outlines)
    head, hhea, maxp = (bytearray(tables[tag]) for tag in (b"head", b"hhea", b"maxp"))
    struct.pack_into(">I", head, 8, 0)  # the checksum of a file that is not this one
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, count)
    struct.pack_into(">H", maxp, 4, count)
    made = {
        b"cmap": _cmap({point: numbers[glyph] for point, glyph in letters.items()}),
        b"glyf": bytes(glyf),
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": b"".join(struct.pack(">Hh", *advances[glyph]) for glyph in outlines),
        b"loca": struct.pack(f">{count + 1}I", *places),
        b"maxp": bytes(maxp),
    }
    return _put_together(made)


def _cmap(letters: Mapping[int, int]) -> bytes:
    """A character map with one subtable of format 4, for Unicode on Windows, one segment a letter."""
    points = [*sorted(letters), 0xFFFF]
    count = len(points)
    deltas = [(letters.get(point, 0) - point) % 0x10000 for point in points]
    power = 1 << (count.bit_length() - 1)
    search = (2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    rows = f">{count}H"
    body = struct.pack(">4H", *search) + struct.pack(rows, *points) + b"\0\0"
    body += struct.pack(rows, *points) + struct.pack(rows, *deltas) + bytes(2 * count)
    table = struct.pack(">3H", 4, 6 + len(body), 0) + body
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


def _put_together(tables: Mapping[bytes, bytes]) -> bytes:
    """A font file of its tables, in the order of their names."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">IHHHH", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    entries, bodies = b"", b""
    start = 12 + 16 * count
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) % (1 << 32)
        entries += struct.pack(">4sIII", tag, total, start + len(bodies), len(table))
        bodies += padded
    return header + entries + bodies
