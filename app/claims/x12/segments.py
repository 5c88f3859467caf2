"""Segments out of an X12 file, one after the other, so that any number fits in memory.

Each interchange names its separators in its own ISA segment: the character behind "ISA" parts elements, the
last element is the one that parts components, and the character behind that ends each segment. After an end
may stand CR, LF, both or nothing. Mainframes break the lines of a file at 80 characters, wherever that is,
and no element has a break of its own, so those inside a segment are dropped. Bytes are read as latin-1, so
none is refused.
"""

import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from app.coding.errors import InputError

_CHUNK = 65_536
_LONGEST = 262_144
"""As many characters of a segment as are read before the file is refused."""
_HEAD = 400  # characters in which an ISA segment must end; it has 106
_ISA_ELEMENTS = 16
_BREAKS = "\r\n \t\x00\x1a"
_MARK = b"\xef\xbb\xbf"
_PARTED_OTHERWISE = re.compile(r"\w{2,3}(\W).+", re.ASCII)


class Separators(NamedTuple):
    """What parts the pieces of an interchange."""

    element: str
    component: str
    end: str


class Segment(NamedTuple):
    """A segment by its number in the file, from 1. Its text may name people: take only what is needed."""

    number: int
    id: str
    text: str
    separators: Separators

    def elements(self) -> list[str]:
        """The elements, the id first, so that SV101 is element 1."""
        return self.text.split(self.separators.element)

    def components(self, element: str) -> list[str]:
        """The components of an element, the first at 0."""
        return element.split(self.separators.component)


def parted_otherwise(pieces: list[str], separators: Separators) -> str:
    """By what sign a composite is parted that its interchange does not name, as a clause; "" where it is not.

    Such a one is a single piece that looks like a qualifier or a place, some other sign and more.
    """
    found = _PARTED_OTHERWISE.fullmatch(pieces[0].strip()) if len(pieces) == 1 else None
    if found is None:
        return ""
    sign = f"“{found[1]}”" if found[1].isprintable() and found[1] != " " else "another sign"
    named = f"its interchange names “{separators.component}” (ISA16)"
    return f"by {sign}, and {named}. Have the sender name it there"


class Batch(NamedTuple):
    """Segments that came together, as texts of which none is empty, with what parts their pieces."""

    contents: list[str]
    separators: Separators


def read_segments(stream: IO[bytes]) -> Iterator[Segment]:
    """Every segment of the file, the last one also without its end. Raises InputError with one sentence."""
    number = 0
    for contents, separators in read_batches(stream):
        for content in contents:
            number += 1
            yield Segment(number, content.partition(separators.element)[0], content, separators)


def read_batches(stream: IO[bytes]) -> Iterator[Batch]:
    """The segments of the file as they come. Raises InputError as `read_segments` does."""
    text, at, count = "", 0, 0
    separators: Separators | None = None
    for chunk, is_last in _chunks(stream):
        text, at = text[at:] + chunk, 0
        while True:
            at = _skip_breaks(text, at)
            if text.startswith("ISA", at):
                if len(text) - at < _HEAD and not is_last:
                    break
                separators = _separators(text[at : at + _HEAD])
            if separators is None:
                if at < len(text):
                    raise InputError("the file does not begin with an interchange (ISA).")
                break
            contents, behind = _cut(text, at, separators.end)
            if behind == at:
                if len(text) - at > _LONGEST:
                    raise InputError(f"segment {count + 1} is longer than any segment.")
                break
            at = behind
            count += len(contents)
            yield Batch(contents, separators)
    if separators is not None and (content := _joined(text[at:], separators.end).strip(_BREAKS)):
        yield Batch([content], separators)


def _cut(text: str, at: int, end: str) -> tuple[list[str], int]:
    """The segments from `at` to the last end, or to the next interchange; and where the rest begins."""
    last = text.rfind(end, at)
    if last < 0:
        return [], at
    last = _end_before_interchange(text, at, last, end)
    pieces = _joined(text[at:last], end).split(end)
    if end == "\n":
        pieces = [piece.rstrip("\r") for piece in pieces]
    return [content for piece in pieces if (content := piece.lstrip(_BREAKS))], last + 1


def _end_before_interchange(text: str, at: int, last: int, end: str) -> int:
    """Where the segment ends behind which another interchange begins; `last` where none does."""
    found = text.find("ISA", at + 3, last)
    while found >= 0:
        before = text.rfind(end, at, found)
        if before >= 0 and not text[before + 1 : found].strip(_BREAKS):
            return before
        found = text.find("ISA", found + 3, last)
    return last


def _joined(text: str, end: str) -> str:
    """Without the breaks of lines, unless such a break ends segments."""
    return text if end in "\r\n" else text.replace("\n", "").replace("\r", "")


def _chunks(stream: IO[bytes]) -> Iterator[tuple[str, bool]]:
    """The file in pieces, with whether it is the last."""
    chunk = stream.read(_CHUNK).removeprefix(_MARK)
    while chunk:
        following = stream.read(_CHUNK)
        yield chunk.decode("latin-1"), not following
        chunk = following


def _skip_breaks(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BREAKS:
        at += 1
    return at


def _separators(head: str) -> Separators:
    """What parts the pieces of the interchange that begins here."""
    element = head[3:4]
    pieces = head.split(element, _ISA_ELEMENTS) if element and not element.isalnum() else []
    if len(pieces) <= _ISA_ELEMENTS or len(pieces[-1]) < 2:
        raise InputError("the first segment of an interchange (ISA) is cut or damaged.")
    component, end = pieces[-1][0], pieces[-1][1]
    if component.isalnum() or end.isalnum() or len({element, component, end}) < 3:
        raise InputError("the first segment of an interchange (ISA) does not name its separators.")
    return Separators(element, component, end)
