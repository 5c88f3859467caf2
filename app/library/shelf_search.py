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

from app.library.shelf_pairs import Fetch

SCHEMA = """
CREATE TABLE word (word TEXT PRIMARY KEY, rows BLOB) WITHOUT ROWID;
CREATE TABLE prefix (prefix TEXT PRIMARY KEY, bits BLOB) WITHOUT ROWID;
"""
HEAVY = 4000  # a beginning with more rows than this has its bits stored
WORDS_AT_MOST = 8
CANDIDATES = 200
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
        if light is None:
            return list(_lowest(heavy, CANDIDATES)) if heavy else []
        return [row for row in sorted(light) if all(_has(bits, row) for bits in heavy)][:CANDIDATES]

    def _bits(self, word: str) -> bytes | None:
        found = self._fetch("SELECT bits FROM prefix WHERE prefix = ?", (word,))
        return zlib.decompress(found[0][0]) if found else None

    def _rows(self, word: str) -> set[int]:
        found = self._fetch("SELECT rows FROM word WHERE word >= ? AND word < ?", (word, word + "\x7f"))
        return set(array("I", b"".join(blob for (blob,) in found)))


def _has(bits: bytes, row: int) -> bool:
    return row >> 3 < len(bits) and bool(bits[row >> 3] >> (row & 7) & 1)


def _lowest(sets: list[bytes], count: int) -> Iterator[int]:
    """The lowest `count` numbers that are in every set of bits."""
    common = int.from_bytes(sets[0], "little")
    for bits in sets[1:]:
        common &= int.from_bytes(bits, "little")
    found = common.to_bytes((common.bit_length() + 7) // 8, "little")
    for place, byte in enumerate(found):
        if byte:
            for bit in range(8):
                if byte >> bit & 1:
                    yield place * 8 + bit
                    count -= 1
                    if not count:
                        return
