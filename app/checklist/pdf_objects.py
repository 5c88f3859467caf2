"""The objects of a PDF as Typst writes it: one table of offsets, no object in another's stream.

pypdf would read and write every value, which takes longer than setting the page; here an object is a piece of
bytes.
ISO 32000-1, 7.5.
"""

import re

_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_HEAD = re.compile(rb"(\d+) 0 obj\n")
_ENTRY = 20  # bytes
_END = b"\nendobj\n\n"


class PdfObjects:
    """The objects of a PDF by number, without "obj" and "endobj", to be changed and written again."""

    def __init__(self, pdf: bytes) -> None:
        """Take a PDF apart. Raises ValueError for one that is laid out in another way."""
        start = _START.search(pdf)
        table = start and _TABLE.match(pdf, int(start[1]))
        if not start or not table:
            raise ValueError("it has no plain table of its objects")
        end = table.start()
        entries = pdf[table.end() : table.end() + _ENTRY * int(table[1])]
        places = sorted(
            int(entries[at : at + 10])
            for at in range(_ENTRY, len(entries), _ENTRY)
            if entries[at + 17 : at + 18] == b"n"
        )
        self._header = pdf[: places[0]]
        self.trailer = pdf[table.end() + len(entries) : start.start()]
        self.bodies: dict[int, bytes] = {}
        for place, following in zip(places, [*places[1:], end], strict=True):
            head = _HEAD.match(pdf, place)
            body = pdf[head.end() : following].rstrip() if head else b""
            if not head or not body.endswith(b"endobj"):
                raise ValueError("an object does not lie where the table says")
            self.bodies[int(head[1])] = body[:-6].rstrip(b"\n")

    def add(self, body: bytes) -> int:
        """Add an object; gives its number."""
        number = max(self.bodies) + 1
        self.bodies[number] = body
        return number

    def write(self) -> bytes:
        """The file again, its table of offsets made new."""
        parts = [self._header]
        here = len(self._header)
        size = max(self.bodies) + 1
        offsets = [0] * size
        for number, body in self.bodies.items():
            offsets[number] = here
            part = b"%d 0 obj\n%b%b" % (number, body, _END)
            parts.append(part)
            here += len(part)
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, self.trailer)
        parts.append(b"xref\n0 %d\n0000000000 65535 f\r\n" % size)
        parts += [
            b"%010d 00000 n\r\n" % place if place else b"0000000000 65535 f\r\n" for place in offsets[1:]
        ]
        parts.append(b"%bstartxref\n%d\n%%%%EOF" % (trailer, here))
        return b"".join(parts)
