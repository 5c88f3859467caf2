"""The objects of a PDF as Typst writes it: one table of offsets, no object in another's stream.

pypdf would read and write every value, which takes longer than setting the page; here an object is a piece of
bytes.
ISO 32000-1, 7.5.
"""

import re
from collections.abc import Iterator

_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = 20  # bytes
_END = b"\nendobj\n\n"


class PdfObjects:
    """The objects of a PDF by number, without "obj" and "endobj", to be changed and written again."""

    def __init__(self, pdf: bytes) -> None:
        """Take a PDF apart. Raises ValueError for one that is laid out in another way."""
        start = _START.search(pdf, max(len(pdf) - 64, 0))
        table = start and _TABLE.match(pdf, int(start[1]))
        if not start or not table:
            raise ValueError("it has no plain table of its objects")
        self._pdf = pdf
        self._changed: dict[int, bytes] = {}
        self._added: list[bytes] = []
        self._size = int(table[1])
        entries = pdf[table.end() : table.end() + _ENTRY * self._size]
        self._trailer = pdf[table.end() + len(entries) : start.start()]
        self._places = self._read(entries, table.start())

    def _read(self, entries: bytes, end: int) -> dict[int, tuple[int, int, int]]:
        """Where each object begins, where what it holds begins, and where the next object does."""
        found = sorted(
            (int(entries[at : at + 10]), at // _ENTRY)
            for at in range(_ENTRY, len(entries), _ENTRY)
            if entries[at + 17 : at + 18] == b"n"
        )
        places = {}
        following = [place for place, _ in found[1:]] + [end]
        for (place, number), after in zip(found, following, strict=True):
            head = b"%d 0 obj\n" % number
            if not self._pdf.startswith(head, place) or self._pdf.rfind(b"endobj", place, after) < 0:
                raise ValueError("an object does not lie where the table says")
            places[number] = (place, place + len(head), after)
        return places

    def __getitem__(self, number: int) -> bytes:
        """What an object holds."""
        if number in self._changed:
            return self._changed[number]
        _, start, after = self._places[number]
        return self._pdf[start : self._pdf.rindex(b"endobj", start, after)].rstrip(b"\n")

    def __setitem__(self, number: int, body: bytes) -> None:
        """Change an object that was there."""
        self._changed[number] = body

    def starting(self, *beginnings: bytes) -> Iterator[tuple[int, bytes]]:
        """The objects, as they were, that begin in one of these ways, with their numbers."""
        for number, (_, start, _) in self._places.items():
            if self._pdf.startswith(beginnings, start):
                yield number, self[number]

    def add(self, body: bytes) -> int:
        """Add an object; gives its number."""
        self._added.append(body)
        return self._size + len(self._added) - 1

    def write(self) -> bytes:
        """The file again, its table of offsets made new."""
        first = min(place for place, _, _ in self._places.values())
        parts, here = [self._pdf[:first]], first
        offsets = [0] * (self._size + len(self._added))
        for number, part in self._parts():
            offsets[number] = here
            parts.append(part)
            here += len(part)
        parts.append(b"xref\n0 %d\n0000000000 65535 f\r\n" % len(offsets))
        parts += [
            b"%010d 00000 n\r\n" % place if place else b"0000000000 65535 f\r\n" for place in offsets[1:]
        ]
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % len(offsets), self._trailer)
        parts.append(b"%bstartxref\n%d\n%%%%EOF" % (trailer, here))
        return b"".join(parts)

    def _parts(self) -> Iterator[tuple[int, bytes]]:
        """Each object as it stands in the file, those that were added at the end."""
        for number, (place, _, after) in self._places.items():
            body = self._changed.get(number)
            yield number, self._pdf[place:after] if body is None else _framed(number, body)
        for number, body in enumerate(self._added, self._size):
            yield number, _framed(number, body)


def _framed(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b%b" % (number, body, _END)
