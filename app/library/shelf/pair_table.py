"""PTP edits in an edition file: one row a code and column, with its edits packed.

Each part of the official table (f1 to f4) keeps its own lists, so that parts are packed apart from each
other:

    part(number, codes, endings, rationales, digest)   codes: five bytes each; endings: see ENDING;
                                               rationales: lines; digest: SHA-256 of the rows as text
    column1(key, rows), column2(key, rows)     key: the code read as base 36, times 16, plus the part's number

`rows` holds n places in `codes` (the partners) and then n places in `endings`, two bytes each, little-endian.
An ending is what follows the two codes on a line: effective date, deletion date, indicator and rationale. A
quarter has some 2.6 million rows but only some thousands of endings, so a row takes four bytes.
"""

from __future__ import annotations

import functools
import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, cast

from app.coding.official import Indicator, PairEdit

ENDING = struct.Struct("<iicB")  # effective and deletion day numbers (0: none), indicator, rationale
_LAST_OF_ALL = date.max.toordinal()
PARTS_AT_MOST = 15
PLACES_AT_MOST = 0xFFFF
_AT_MOST, _PAIRS_AT_MOST = 512, 2048
"""So many codes have their packed rows cached, a kilobyte each and five at most."""
SCHEMA = """
CREATE TABLE part (number INTEGER PRIMARY KEY, codes BLOB, endings BLOB, rationales TEXT, digest TEXT);
CREATE TABLE column1 (key INTEGER PRIMARY KEY, rows BLOB);
CREATE TABLE column2 (key INTEGER PRIMARY KEY, rows BLOB);
"""

Fetch = Callable[[str, tuple[object, ...]], list[tuple[Any, ...]]]
Ending = tuple[Indicator, date | None, date | None, str]


def code_key(code: str) -> int:
    """The first key of a code; its rows of part p have this key plus p. Codes are five of 0-9 and A-Z."""
    return int(code, 36) * 16


def key_code(key: int) -> str:
    """The code of a key, the inverse of `code_key`."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    value, text = key // 16, ""
    for _ in range(5):
        value, digit = divmod(value, 36)
        text = digits[digit] + text
    return text


def to_places(blob: bytes) -> array[int]:
    """Two-byte places from a blob of an edition file."""
    places = array("H", blob)
    if sys.byteorder == "big":
        places.byteswap()
    return places


def to_blob(places: array[int]) -> bytes:
    """Two-byte places as a blob for an edition file."""
    if sys.byteorder == "big":
        places = places[:]
        places.byteswap()
    return places.tobytes()


class Part:
    """The lists of one part: the codes and endings that its rows point to."""

    def __init__(self, codes: bytes, endings: bytes, rationales: str) -> None:
        """Take the three columns of a row of `part`."""
        text = codes.decode("ascii")
        self.codes = tuple([text[start : start + 5] for start in range(0, len(text), 5)])
        self._packed = endings
        self._rationales = rationales.split("\n")
        self._endings: dict[int, Ending] = {}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each code in `codes`."""
        return dict(zip(self.codes, range(len(self.codes)), strict=True))

    def ending(self, place: int) -> Ending:
        """Indicator, first day, last day and rationale. An open row has the last day None."""
        known = self._endings.get(place)
        if known is None:
            first, last, indicator, rationale = ENDING.unpack_from(self._packed, place * ENDING.size)
            known = (
                cast(Indicator, indicator.decode("ascii")),
                _day(first),
                _day(last),
                self._rationales[rationale],
            )
            self._endings[place] = known
        return known

    def every_ending(self) -> list[Ending]:
        """Each ending of the part, by place."""
        return [self.ending(place) for place in range(len(self._packed) // ENDING.size)]

    def days_of_change(self) -> set[int]:
        """The numbers of the days on which rows of the part begin or are over."""
        begun, ended = _days_at(self._packed, 0), _days_at(self._packed, 4)
        return begun.union(day + 1 for day in ended if day < _LAST_OF_ALL)

    def unpack(self, blob: bytes) -> Iterator[tuple[str, Ending]]:
        """Partner code and ending of each row in a blob of this part."""
        places = to_places(blob)
        half = len(places) // 2
        codes, endings = self.codes, self._endings
        for place in set(places[half:]).difference(endings):
            self.ending(place)
        return zip(
            [codes[place] for place in places[:half]],
            [endings[place] for place in places[half:]],
            strict=True,
        )


class PairTable:
    """Look-ups in the pair tables of one edition file."""

    def __init__(self, fetch: Fetch) -> None:
        """Take the function that runs one query on the file."""
        self._fetch = fetch
        self._column1 = functools.lru_cache(maxsize=_AT_MOST)(functools.partial(self._rows, _COLUMN1))
        self.between = functools.lru_cache(maxsize=_PAIRS_AT_MOST)(self._between)

    @cached_property
    def parts(self) -> dict[int, Part]:
        """The parts by number."""
        rows = self._fetch("SELECT number, codes, endings, rationales FROM part ORDER BY number", ())
        return {number: Part(codes, endings, text) for number, codes, endings, text in rows}

    def _between(self, code: str, other: str) -> tuple[PairEdit, ...]:
        """The rows of two codes: those with `code` in column 1, then those with `other`, in file order.

        Most of a look-up is what a query costs, so the packed rows of the codes asked for last are kept.
        Claims of many periods ask for the same pairs, which one edition answers for all of them.
        """
        if not (_is_code(code) and _is_code(other)):
            return ()
        found = [edit for row in self._column1(code) for edit in self._edits(row, code, other)]
        if code != other:
            found += [edit for row in self._column1(other) for edit in self._edits(row, other, code)]
        return tuple(found)

    def _edits(self, row: tuple[int, bytes], column1: str, column2: str) -> list[PairEdit]:
        """The edits with exactly these codes in these columns, out of the packed rows of column 1."""
        key, blob = row
        part = self.parts[key % 16]
        place = part.places.get(column2)
        if place is None:
            return []
        return [PairEdit(column1, column2, *part.ending(end)) for end in _endings_at(blob, place)]

    def of_column1(self, code: str) -> list[PairEdit]:
        """Every row with `code` in column 1, in file order."""
        return [
            PairEdit(code, other, indicator, first, last, rationale)  # faster than unpacking with a star
            for key, blob in self._rows(_COLUMN1, code)
            for other, (indicator, first, last, rationale) in self.parts[key % 16].unpack(blob)
        ]

    def of_column2(self, code: str) -> list[PairEdit]:
        """Every row with `code` in column 2, by column 1."""
        return [
            PairEdit(other, code, indicator, first, last, rationale)
            for key, blob in self._rows(_COLUMN2, code)
            for other, (indicator, first, last, rationale) in self.parts[key % 16].unpack(blob)
        ]

    def days_of_change(self) -> frozenset[date]:
        """The days on which rows of the table begin or are over."""
        days = set().union(*(part.days_of_change() for part in self.parts.values()))
        return frozenset(map(date.fromordinal, days))

    def blobs(self) -> Iterator[tuple[str, int, bytes]]:
        """Column 1 code, part and packed rows of the whole table, by code."""
        for key, blob in self._fetch("SELECT key, rows FROM column1 ORDER BY key", ()):
            yield key_code(key), key % 16, blob

    def _rows(self, sql: str, code: str) -> list[tuple[int, bytes]]:
        if not _is_code(code):
            return []
        key = code_key(code)
        return self._fetch(sql, (key, key + 15))


def _is_code(text: str) -> bool:
    return len(text) == 5 and text.isascii() and text.isalnum()


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _days_at(endings: bytes, at: int) -> set[int]:
    """The day numbers that stand at a place of the endings, each once; none for 0.

    An ending has ten bytes, so the days of every second one are a fifth of the numbers of four bytes from
    the first of them on. That takes a quarter of the time of unpacking them all.
    """
    days: set[int] = set()
    for begin in (at, at + ENDING.size):
        numbers = array("i", endings[begin : begin + (len(endings) - begin) // 4 * 4])
        if sys.byteorder == "big":
            numbers.byteswap()
        days.update(numbers[::5])
    return days - {0}


def _endings_at(blob: bytes, place: int) -> Iterator[int]:
    """The endings of the rows whose partner is `place`, found in the bytes without unpacking them."""
    half, wanted = len(blob) // 2, _PLACE.pack(place)
    at = blob.find(wanted, 0, half)
    while at >= 0:
        if at % 2 == 0:
            yield _PLACE.unpack_from(blob, half + at)[0]
        at = blob.find(wanted, at + 1, half)


_PLACE = struct.Struct("<H")
_COLUMN1 = "SELECT key, rows FROM column1 WHERE key BETWEEN ? AND ?"
_COLUMN2 = "SELECT key, rows FROM column2 WHERE key BETWEEN ? AND ?"
