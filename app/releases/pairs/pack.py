"""Packing a part of the pair table: 660,000 lines into places, in one pass and little memory.

Each line takes three slices, two look-ups and one append, in loops that run outside Python's own. Every
check is made on what is distinct (codes, endings) or on whole lists, so that no line goes unchecked. See
`app.library.shelf.pair_table` for the packed form.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice, pairwise
from operator import itemgetter

from msgspec import Struct

from app.coding.errors import InputError
from app.library.shelf.pair_table import ENDING, PLACES_AT_MOST, code_key, to_blob
from app.releases.archive import UNEDITED
from app.releases.readers.ptp import column_order

_DATA = re.compile(rb"[0-9A-Z]{5}\t[0-9A-Z]{5}\t")
_CODE = re.compile(rb"[0-9A-Z]{5}\t")
_DAY = re.compile(rb"\d{8}")
_HEAD, _SECOND, _ENDING = itemgetter(slice(12)), itemgetter(slice(6, 12)), itemgetter(slice(12, None))
"""A line's two codes with their tabs, the second of them, and what follows."""
PREAMBLE_AT_MOST = 40

Blobs = list[tuple[int, bytes]]


class Packed(Struct, frozen=True):
    """A part packed: a row of the table `part`, rows for `column1` and `column2`, counts and keys.

    `digest` is that of the rows as text with plain line ends, so it does not depend on how they were packed.
    """

    number: int
    codes: bytes
    endings: bytes
    rationales: str
    digest: str
    column1: Blobs
    column2: Blobs
    rows: int
    first_key: str
    last_key: str


class _Places(dict[bytes, int]):
    """Gives each new key the next place."""

    def __missing__(self, key: bytes) -> int:
        place = self[key] = len(self)
        return place


class Packer:
    """Takes the lines of one part in order; `finish` gives the packed part."""

    def __init__(self, name: str, number: int) -> None:
        """Take the file's name for messages and the number of the part."""
        self.rows = 0
        self._name = name
        self._number = number
        self._line = 0
        self._codes = _Places()
        self._endings = _Places()
        self._packed_endings: list[bytes] = []
        self._rationales = _Places()
        self._reasons: dict[bytes, tuple[bytes, int]] = {}
        self._column1: list[tuple[bytes, array[int], array[int]]] = []
        self._column2: list[array[int]] = []
        self._first = self._last = b""
        self._order: list[int] | None = None
        self._started = False
        self._digest = hashlib.sha256()

    def add(self, chunk: bytes) -> None:
        """Take a chunk of whole lines. Raises InputError naming the line that does not fit."""
        lines = chunk.splitlines()
        if not self._started:
            lines = self._skip_preamble(lines)
        if self._order:
            lines = [self._reorder(line) for line in lines]
        whole = len(lines)
        while lines and not lines[-1].strip():
            lines.pop()
        if lines:
            self._take(lines)
            self._line += whole - len(lines)
            self._digest.update(b"\n".join((*lines, b"")))

    def finish(self) -> Packed:
        """The packed part. Raises InputError when no row came."""
        if not self.rows:
            raise InputError(f"{self._name} has no PTP edits. {UNEDITED}")
        column1 = [(self._key(head), to_blob(one) + to_blob(two)) for head, one, two in self._column1]
        return Packed(
            self._number,
            b"".join(code[:5] for code in self._codes),
            b"".join(self._packed_endings),
            b"\n".join(self._rationales).decode("cp1252", errors="replace"),
            self._digest.hexdigest(),
            column1,
            list(self._reverse()),
            self.rows,
            _show(self._first),
            _show(self._last),
        )

    def _key(self, head: bytes) -> int:
        return code_key(head[:5].decode("ascii")) + self._number

    def _reverse(self) -> Iterator[tuple[int, bytes]]:
        """The rows of each column 2 code: places of column 1 codes, then of endings."""
        for head, place in sorted(self._codes.items()):
            both = self._column2[place]
            if both:
                halves = array("H", both.tobytes())
                yield self._key(head), to_blob(halves[1::2]) + to_blob(halves[0::2])

    def _take(self, lines: list[bytes]) -> None:
        codes, endings = self._codes, self._endings
        seconds = list(map(codes.__getitem__, map(_SECOND, lines)))
        tails = list(map(endings.__getitem__, map(_ENDING, lines)))
        heads = list(map(_HEAD, lines))
        starts = list(_starts(heads))
        firsts = [codes[heads[start][:6]] for start in starts]
        self._check_codes(lines)
        self._check_endings(lines)
        self._check_order(heads)
        bounds, places = [*starts, len(lines)], array("H", tails)
        self._add_column1([heads[start][:6] for start in starts], bounds, array("H", seconds), places)
        self._add_column2(firsts, bounds, seconds, places)
        self._first = self._first or heads[0]
        self._last = heads[-1]
        self.rows += len(lines)
        self._line += len(lines)

    def _add_column1(
        self, heads: list[bytes], bounds: list[int], seconds: array[int], tails: array[int]
    ) -> None:
        """Add the rows of each column 1 code; one that began in the chunk before goes on."""
        for head, (start, end) in zip(heads, pairwise(bounds), strict=True):
            if self._column1 and self._column1[-1][0] == head:
                self._column1[-1][1].extend(seconds[start:end])
                self._column1[-1][2].extend(tails[start:end])
            else:
                self._column1.append((head, seconds[start:end], tails[start:end]))

    def _add_column2(
        self, firsts: list[int], bounds: list[int], seconds: list[int], tails: array[int]
    ) -> None:
        """Add each row to its column 2 code, as four bytes."""
        partners = array("H")
        for first, (start, end) in zip(firsts, pairwise(bounds), strict=True):
            partners.extend(array("H", (first,)) * (end - start))
        both = array("H", bytes(4 * len(tails)))
        both[0::2], both[1::2] = tails, partners
        rows = map(self._column2.__getitem__, seconds)
        deque(map(array.append, rows, array("I", both.tobytes())), maxlen=0)

    def _check_codes(self, lines: list[bytes]) -> None:
        for code in islice(self._codes, len(self._column2), None):
            if not _CODE.fullmatch(code):
                self._fail(lines, code, "does not start with two codes")
            self._column2.append(array("I"))
        if len(self._codes) > PLACES_AT_MOST or len(self._endings) > PLACES_AT_MOST:
            raise InputError(f"{self._name} has far more codes or dates than a PTP table. {UNEDITED}")

    def _check_endings(self, lines: list[bytes]) -> None:
        for ending in islice(self._endings, len(self._packed_endings), None):
            packed = self._pack_ending(ending)
            if packed is None:
                self._fail(lines, ending, "does not hold dates, a modifier indicator and a rationale")
            else:
                self._packed_endings.append(packed)

    def _pack_ending(self, ending: bytes) -> bytes | None:
        """Effective, deletion, indicator, rationale; None when they do not fit."""
        fields = ending.split(b"\t", 3)
        if len(fields) != 4 or fields[0] not in {b"", b"*"} or len(self._rationales) > 250:
            return None
        first, last = _day(fields[1]), 0 if fields[2] == b"*" else _day(fields[2])
        if not first or last is None:
            return None
        known = self._reasons.get(fields[3]) or self._read_reason(fields[3])
        return known and ENDING.pack(first, last, *known)

    def _read_reason(self, text: bytes) -> tuple[bytes, int] | None:
        """Indicator and place of the rationale; None when they do not fit. A part has some dozens of them."""
        indicator, tab, given = text.partition(b"\t")
        rationale = given.strip(b' "')
        if not tab or b"\t" in given or indicator not in {b"0", b"1", b"9"} or not rationale:
            return None
        known = self._reasons[text] = (indicator, self._rationales[rationale])
        return known

    def _check_order(self, heads: list[bytes]) -> None:
        ordered = sorted(heads)
        if heads == ordered and self._last <= heads[0]:
            return
        before = self._last
        for at, head in enumerate(heads):
            if head < before:
                raise InputError(
                    f"{self._name}, line {self._line + at + 1}: {_show(head)} comes after {_show(before)}, "
                    f"so its rows or columns are not in CMS order. {UNEDITED}"
                )
            before = head

    def _fail(self, lines: list[bytes], bad: bytes, what: str) -> None:
        """Name the first line that holds `bad` as a code or as its ending."""
        at = next((at for at, line in enumerate(lines) if bad in (line[:6], line[6:12], line[12:])), 0)
        raise InputError(f"{self._name}, line {self._line + at + 1}: {what}. {UNEDITED}")

    def _skip_preamble(self, lines: list[bytes]) -> list[bytes]:
        """The data lines of the first chunk; the header tells where the columns are."""
        self._started = True
        cells = [line.decode("cp1252", errors="replace").split("\t") for line in lines[:PREAMBLE_AT_MOST]]
        self._order = column_order(cells, self._name)
        for at, line in enumerate(lines[:PREAMBLE_AT_MOST]):
            if _DATA.match(self._reorder(line) if self._order else line):
                self._line = at
                return lines[at:]
        raise InputError(f"{self._name} does not start like a PTP table. {UNEDITED}")

    def _reorder(self, line: bytes) -> bytes:
        cells = line.split(b"\t")
        return b"\t".join(cells[at] if at < len(cells) else b"" for at in self._order or ())


def _starts(heads: list[bytes]) -> Iterator[int]:
    """Where each column 1 code begins, found by halving since the lines are in order."""
    at = 0
    while at < len(heads):
        yield at
        at = bisect_right(heads, heads[at][:6] + b"\xff", at + 1)


@cache
def _day(text: bytes) -> int | None:
    """The day number of YYYYMMDD; None when it is no day."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal()
    except ValueError:
        return None


def _show(head: bytes) -> str:
    return head.decode("ascii", errors="replace").strip().replace("\t", "/")
