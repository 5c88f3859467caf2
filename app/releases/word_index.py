"""Building the word index of an edition file (its form: `app.library.shelf_search`)."""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable

from app.library.shelf.word_index import HEAVY, split_words

PREFIX_AT_MOST = 12


def write_words(connection: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Index texts by rowid, ascending."""
    rows_of: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for rowid, text in texts:
        for word in dict.fromkeys(split_words(text)):
            rows_of[word].append(rowid)
    words = sorted(rows_of)
    connection.executemany(
        "INSERT INTO word VALUES (?, ?)", ((word, rows_of[word].tobytes()) for word in words)
    )
    connection.executemany(
        "INSERT INTO prefix VALUES (?, ?)", sorted(_heavy_prefixes(words, rows_of).items())
    )


def _heavy_prefixes(words: list[str], rows_of: dict[str, array[int]]) -> dict[str, bytes]:
    """The bits of each beginning that meets more rows than a look-up should gather."""
    counts: defaultdict[str, int] = defaultdict(int)
    for word in words:
        for length in range(1, min(len(word), PREFIX_AT_MOST) + 1):
            counts[word[:length]] += len(rows_of[word])
    heavy = {prefix for prefix, count in counts.items() if count > HEAVY}
    last = max((rows[-1] for rows in rows_of.values()), default=0)
    bits: dict[str, bytearray] = {prefix: bytearray((last >> 3) + 1) for prefix in heavy}
    for word in words:
        own = [bits[word[:n]] for n in range(1, min(len(word), PREFIX_AT_MOST) + 1) if word[:n] in heavy]
        if own:
            _set(own, rows_of[word])
    return {prefix: zlib.compress(bytes(value), 6) for prefix, value in bits.items()}


def _set(targets: list[bytearray], rows: array[int]) -> None:
    """Set the bits of `rows` in the first target, and merge them into the rest."""
    own = bytearray(len(targets[0]))
    for row in rows:
        own[row >> 3] |= 1 << (row & 7)
    number = int.from_bytes(own, "little")
    for target in targets:
        target[:] = (int.from_bytes(target, "little") | number).to_bytes(len(target), "little")
