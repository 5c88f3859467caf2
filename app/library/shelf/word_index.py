"""Type-ahead over an edition's texts: words by their beginning, within a few milliseconds.

    word(word, rows)      the rowids of `record` that hold the word, four bytes each, ascending
    prefix(prefix, bits)  for beginnings that meet many rows: one bit a rowid, little-endian, zlib

Rows lie in the order in which they should be shown (`app.releases` sorts them: short texts first), so
the first rows of an intersection are the best ones, and only those are ranked further. FTS5 has to rank
every match, which takes tens of milliseconds for beginnings of one letter.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterator
from itertools import islice

from app.library.shelf.pair_table import Fetch

SCHEMA = """
CREATE TABLE word (word TEXT PRIMARY KEY, rows BLOB) WITHOUT ROWID;
CREATE TABLE prefix (prefix TEXT PRIMARY KEY, bits BLOB) WITHOUT ROWID;
"""
HEAVY = 3000  # a beginning with more rows than this has its bits stored
WORDS_AT_MOST = 8
CANDIDATES = 150
_WORD = re.compile(r"[0-9a-z]+")


def split_words(text: str) -> list[str]:
    """The words of a text as the index keeps them: lower case letters and digits."""
    return _WORD.findall(text.lower())


class WordIndex:
    """Finds rowids whose text has, for every word typed, a word that begins so."""

    def __init__(self, fetch: Fetch) -> None:
        """Take the function that runs one query on the file."""
        self._fetch = fetch

    def rowids(self, words: list[str]) -> list[int]:
        """The first rowids, at most CANDIDATES, that match all `words` (from `split_words`)."""
        heavy: list[bytes] = []
        light: set[int] | None = None
        for word in dict.fromkeys(words[:WORDS_AT_MOST]):
            bits = self._bits(word)
            if bits is not None:
                heavy.append(bits)
                continue
            rows = self._rows(word)
            light = rows if light is None else light & rows
            if not light:
                return []
        common = _common(heavy)
        if light is None:
            return list(islice(_rows_in(common), CANDIDATES))
        ordered = sorted(light)
        return list(islice((row for row in ordered if not heavy or _has(common, row)), CANDIDATES))

    def _bits(self, word: str) -> bytes | None:
        found = self._fetch("SELECT bits FROM prefix WHERE prefix = ?", (word,))
        return zlib.decompress(found[0][0]) if found else None

    def _rows(self, word: str) -> set[int]:
        found = self._fetch("SELECT rows FROM word WHERE word >= ? AND word < ?", (word, word + "\x7f"))
        return set(array("I", b"".join(blob for (blob,) in found)))


def _common(sets: list[bytes]) -> bytes:
    """The bits that are in every set."""
    if not sets:
        return b""
    common = int.from_bytes(sets[0], "little")
    for bits in sets[1:]:
        common &= int.from_bytes(bits, "little")
    return common.to_bytes((common.bit_length() + 7) // 8, "little")


def _has(bits: bytes, row: int) -> bool:
    return row >> 3 < len(bits) and bool(bits[row >> 3] >> (row & 7) & 1)


def _rows_in(bits: bytes) -> Iterator[int]:
    """The numbers whose bit is set, ascending."""
    for place, byte in enumerate(bits):
        if byte:
            yield from (place * 8 + bit for bit in range(8) if byte >> bit & 1)
