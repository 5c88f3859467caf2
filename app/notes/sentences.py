"""A plain text in sentences, and what kind of section each stands in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from app.coding.note_book import SectionKind, SectionNames

_HEADING = re.compile(
    r"(?:\A|[\n.;,:?!]|  )[ \t]*(?:\d{1,2}[.)][ \t]*)?[*#_-]{0,3}[ \t]*"
    r"([a-z][a-z/&'() -]{1,59}?)[ \t]*[*_]{0,2}[ \t]*(?::|(?=[*_#]{0,3}[ \t]*(?:\n|\Z)))"
)
_END = re.compile(
    r"[.!?][\"')\]]{0,2}(?=\s|\Z|,)|;"
    r"|\n[ \t]*\n"
    r"|\n(?=[ \t]*(?:the patient|informed consent|after informed|indications?)\b)"
    r"|\n(?=[ \t]*(?:[-*\u2022\u2610\u2611>\[(]|\d{1,2}[.)][ \t]|[a-z][a-z/&'() -]{1,40}:(?!\d)))"
    r"|(?<=[\n,.;:])[ \t]*(?=\d{1,2}[.)][ \t]+[a-z])"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|no|vs|approx|st|e\.g|i\.e|a\.m|p\.m|cm|fig|dx|pt|[a-z])$"
)
_BLANK = re.compile(r"\n[ \t]*\n")
_BRIEF = frozenset({"title", "indication", "diagnosis", "consent", "medication", "position", "other"})
"""Sections that end with their paragraph when no heading follows."""
_TITLE_LINE = 70  # characters; a longer line of a title goes on in the next


class Sentence(NamedTuple):
    """Where a sentence lies in the text, and the kind of its section."""

    start: int
    end: int
    kind: SectionKind


class Sections:
    """Knows headings."""

    def __init__(self, names: Iterable[SectionNames]) -> None:
        self._kinds: Mapping[str, SectionKind] = {
            name: section.kind for section in names for name in section.names
        }

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a plain text, in order."""
        headings = dict(self._headings(text))
        cuts = sorted({0, len(text), *headings, *_ends(text)})
        blanks = {match.end() for match in _BLANK.finditer(text)} if "\n" in text else set()
        found: list[Sentence] = []
        kind: SectionKind = ""
        for start, end in pairwise(cuts):
            kind = _next_kind(kind, headings.get(start), fresh=start in blanks or _begins_line(text, start))
            for first, last in _lines(text, start, end) if kind == "title" else ((start, end),):
                sentence = _stripped(text, first, last, kind)
                if sentence.start < sentence.end:
                    found.append(sentence)
        return found

    def _headings(self, text: str) -> Iterator[tuple[int, SectionKind]]:
        place = 0
        while match := _HEADING.search(text, place):
            place = max(match.end() - 1, match.start() + 1)
            kind = self._kinds.get(" ".join(match[1].split()))
            with_colon = text[match.end() - 1] == ":"
            begins_line = "\n" in text[match.start() : match.start(1)] or not text[: match.start(1)].strip()
            if kind is not None and (with_colon or begins_line):
                yield match.start(1), kind
            elif kind is None and with_colon and begins_line:
                yield match.start(1), "label"


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match[0][:1] == "." and _ABBREVIATED.search(text, max(0, match.start() - 8), match.start()):
            continue
        yield match.end()


def _next_kind(kind: SectionKind, headed: SectionKind | None, *, fresh: bool) -> SectionKind:
    """The kind of a sentence that follows one of another, under its heading if it has one."""
    if headed is not None and headed != "label":
        return headed
    return "" if kind in _BRIEF and (headed or fresh) else kind


def _begins_line(text: str, start: int) -> bool:
    """Whether a sentence that ended with a full stop is followed by this one on a line of its own."""
    return text[max(0, start - 1) : start] in ".!?" and text[start : start + 1] == "\n"


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a title, those that go on in the next made one."""
    first = start
    while (line := text.find("\n", first, end)) >= 0:
        if line - first <= _TITLE_LINE:
            yield start, line
            start = line
        first = line + 1
    yield start, end


def _stripped(text: str, start: int, end: int, kind: SectionKind) -> Sentence:
    piece = text[start:end]
    return Sentence(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), kind)
