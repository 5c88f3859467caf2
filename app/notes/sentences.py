"""A plain text in sentences, and what kind of section each stands in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from app.coding.note_book import SectionKind, SectionNames

_HEADING = re.compile(
    r"(?:\A|[\n.;,:]|  )[ \t]*(?:\d{1,2}[.)][ \t]*)?[*#_-]{0,3}[ \t]*"
    r"([a-z][a-z/&'() -]{1,59}?)[ \t]*[*_]{0,2}[ \t]*(?::|(?=[*_#]{0,3}[ \t]*(?:\n|\Z)))"
)
_END = re.compile(
    r"[.!?][\"')\]]{0,2}(?=\s|\Z|,)|;"
    r"|\n[ \t]*\n"
    r"|\n(?=[ \t]*(?:[-*\u2022\u2610\u2611>\[(]|\d{1,2}[.)][ \t]|[a-z][a-z/&'() -]{1,40}:(?!\d)))"
    r"|(?<=[\n,.;:])[ \t]*(?=\d{1,2}[.)][ \t]+[a-z])"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|no|vs|approx|st|e\.g|i\.e|a\.m|p\.m|cm|fig|dx|pt|[a-z])$"
)
_BLANK = re.compile(r"\n[ \t]*\n")
_ENDS_WITH_PARAGRAPH = frozenset(
    {"title", "indication", "diagnosis", "consent", "medication", "position", "other"}
)


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
        headings = self._headings(text)
        cuts = sorted({0, len(text), *(start for start, _ in headings), *_ends(text)})
        blanks = [match.start() for match in _BLANK.finditer(text)] if "\n" in text else []
        return list(_kinds(text, cuts, dict(headings), blanks))

    def _headings(self, text: str) -> list[tuple[int, SectionKind]]:
        found: list[tuple[int, SectionKind]] = []
        place = 0
        while match := _HEADING.search(text, place):
            name = " ".join(match[1].split())
            kind = self._kinds.get(name)
            by_colon = text[match.end() - 1 : match.end()] == ":"
            alone = (
                text[match.start() : match.start() + 1] in {"\n", ""}
                or match.start(1) == 0
                or "\n" in match[0]
            )
            if kind is not None and (by_colon or alone):
                found.append((match.start(1), kind))
            place = max(match.end() - 1, match.start() + 1)
        return found


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match[0][:1] == "." and _ABBREVIATED.search(text, max(0, match.start() - 8), match.start()):
            continue
        yield match.end()


def _kinds(
    text: str, cuts: list[int], headings: Mapping[int, SectionKind], blanks: list[int]
) -> Iterator[Sentence]:
    kind: SectionKind = ""
    waiting = iter(blanks)
    blank = next(waiting, len(text))
    for start, end in pairwise(cuts):
        while blank < start:
            if kind in _ENDS_WITH_PARAGRAPH and text[:start].rstrip()[-1:] not in {":", ""}:
                kind = ""
            blank = next(waiting, len(text))
        kind = headings.get(start, kind)
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        last = start + len(text[start:end].rstrip())
        if first < last:
            yield Sentence(first, last, kind)
