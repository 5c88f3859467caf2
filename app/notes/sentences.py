"""A plain text in sentences, and what kind of section each stands in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.coding.note_book import SectionKind, SectionNames

_LABEL = r"[a-z][a-z/&'() -]{1,40}:(?!\d)"
_BOX_OF_AN_ANSWER = r"[ \t]*(?:\[[ x*_]?\]|\([ x]?\)|[\u2610\u2611])[ \t]*(?:yes|no|y|n)\b"
"""A line that answers the one above it."""
# It begins with one set of signs, so that the search passes over all other letters at once.
_END = re.compile(
    r"[.!?;\n,:](?:"
    r"(?<=[.!?])[\"')\]]{0,2}(?=\s|\Z|,)"
    r"|(?<=;)"
    r"|(?<=\n)[ \t]*\n"
    r"|(?<=\n)(?=[ \t]*(?:the patient|informed consent|after informed|indications?)\b)"
    rf"|(?<=\n)(?!{_BOX_OF_AN_ANSWER})(?=[ \t]*(?:[-*\u2022\u2610\u2611>\[(]|\d{{1,2}}[.)][ \t]|{_LABEL}))"
    r"|(?<=[\n,:])(?=[ \t]*\d{1,2}[.)][ \t]+[a-z])"
    r")"
)
_BOX = r"[\[(\u2610\u2611](?:(?<=\[)[ x*_]?\]|(?<=\()[ x]?\)|(?<=[\u2610\u2611]))"
_FIRST_BOX, _FURTHER_BOX = re.compile(_BOX), re.compile(rf"{_BOX}|__")
_ANSWERED_BELOW = re.compile(_BOX_OF_AN_ANSWER)
_ANSWER = re.compile(r":[ \t]*(?:yes|no|y|n|none|n/a)[ \t]*\n")
_LONGEST_QUESTION = 40  # characters on a line that one word answers
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|no|vs|approx|incl|excl|st|e\.g|i\.e|a\.m|p\.m|fig|dx|pt|[a-w])$"
)
_BLANK = re.compile(r"\n[ \t]*\n")
_LISTED = re.compile(r"(?:^|[\n.;,:?!])[ \t]*([a-z][a-z/()& -]{2,58}?)[ \t]*[,\n][ \t]*(?=1[.)][ \t]+[a-z])")
"""Words before the first of a list, which are a heading if they are known as one."""
_BRIEF = frozenset(
    {"title", "indication", "diagnosis", "consent", "medication", "position", "other", "comparison"}
)
"""Sections that end with their paragraph when no heading follows."""
_PLAIN_HEADINGS: frozenset[SectionKind] = frozenset(
    {"indication", "history", "family", "findings", "impression", "plan", "consent", "diagnosis"}
)
"""Sections whose headings are known inside a line too."""
_LONG_HEADING = re.compile(
    r".* performed|.* in detail|(?:description|details?) of .*"
    r"|anesthesia|complications|estimated blood loss|specimens"
)
"""Others that stand for nothing else wherever a colon follows them."""
_OF_ONE_LINE = frozenset({"title", "diagnosis", "position", "other", "comparison"})
"""Sections of which one line stands beside the heading; what follows on the next is another sentence."""
_OF_SEVERAL = frozenset({"indication", "consent"})
"""Sections that may have several paragraphs, before a heading of what was done."""
_DESCRIBED = re.compile(
    r"(?:description|details?|technique|procedure)(?: (?:of|in|the|operation|procedure|technique|details?|"
    r"description|narrative))*[ \t]*:"
)
_LONGEST_HEADING = 60
_AROUND_HEADING = " \t*#_-.)0123456789"
_BEFORE_HEADING = "\n.;,?!"
_CLOSING = ".:;,?!"  # signs behind which no sentence goes on in the next line
_ACT = re.compile(
    r"\b(?:was|were)\s+(?:\w+\s+){0,3}(?:prepped|prepared|draped|cleaned|cleansed|anesthetized|infiltrated"
    r"|advanced|inserted|introduced|positioned|placed|passed|punctured|localized|located|turned|seated|entered)\b"
)
"""What is done at the beginning of a procedure: a brief section is over, whether or not a line was."""
_TOLD_BELOW = re.compile(r"(?<![,;])\n[ \t]*(?:under|using|after|following)\b")
"""How a line begins that tells what was done, below one of an indication that no sign closes."""
_VERB = re.compile(r"\b(?:was|were|is|are|had|has)\b")
_NAMED_ACT = re.compile(
    r"\b(?:injections?|biopsy|aspiration|drainage|arthrogram|blocks?|placement|ablation|puncture)\b"
)
_NARRATIVE = 60  # characters of a sentence behind a colon
_TITLE_LINE = 70  # characters; a longer line of a title goes on in the next


class Sentence(NamedTuple):
    """Where a sentence lies in the text, and the kind of its section."""

    start: int
    end: int
    kind: SectionKind


class Sections:
    """Knows headings."""

    def __init__(self, names: Sequence[SectionNames]) -> None:
        self._kinds: Mapping[str, SectionKind] = {
            name: section.kind for section in names for name in section.names
        }
        self._holds = [(frozenset(section.holds), section.kind) for section in reversed(names)]

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a plain text, in order."""
        headings = {
            **dict(self._lines_alone(text)),
            **dict(self._before_lists(text)),
            **dict(self._before_colons(text)),
        }
        cuts = sorted({0, len(text), *headings, *_ends(text), *_behind_acts(text, headings)})
        blanks = {match.end() for match in _BLANK.finditer(text)} if "\n" in text else set()
        told = max((start for start in headings if _DESCRIBED.match(text, start)), default=0)
        found: list[Sentence] = []
        kind: SectionKind = ""
        for start, end in pairwise(cuts):
            blank = start in blanks and not (kind in _OF_SEVERAL and start < told)
            over = kind in _BRIEF and (blank or _ACT.search(text, start, end) is not None)
            kind = _next_kind(kind, headings.get(start), over=over)
            own_line = start in headings and (kind in _OF_ONE_LINE or _tells_below(text, start, end, kind))
            for first, last in _first_line(text, start, end) if own_line else ((start, end),):
                kind = "" if first > start and kind != "title" else kind
                piece = text[first:last]
                left = first + len(piece) - len(piece.lstrip())
                right = first + len(piece.rstrip())
                if left < right:
                    found.append(Sentence(left, right, kind))
        return found

    def _before_colons(self, text: str) -> Iterator[tuple[int, SectionKind]]:
        """Headings with a colon, wherever they stand, and other words before a colon that begin a line."""
        before = 0
        head = len(text) - len(text.lstrip())
        colon = text.find(":")
        while colon >= 0:
            low = max(before, colon - _LONGEST_HEADING)
            cut = max((text.rfind(sign, low, colon) for sign in _BEFORE_HEADING), default=-1)
            cut = max(cut, text.rfind("  ", low, colon), low - 1)
            name = text[cut + 1 : colon].strip(_AROUND_HEADING)
            start = text.find(name, cut + 1, colon)
            begins_line = cut < 0 or text[cut] == "\n" or start == head
            if name and (kind := self._kinds.get(" ".join(name.split()))) is not None:
                yield start, kind
            elif name and begins_line:
                yield start, self._held(name)
            elif name:
                yield from self._at_end(name, start)
            before = colon + 1
            colon = text.find(":", before)

    def _held(self, name: str) -> SectionKind:
        """The kind of a heading that is not known as a whole."""
        words = frozenset(name.split())
        return next((kind for holds, kind in self._holds if not holds.isdisjoint(words)), "label")

    def _at_end(self, words: str, start: int) -> Iterator[tuple[int, SectionKind]]:
        """A heading behind words that no sign closes, such as a title whose line break was lost."""
        place = words.find(" ")
        while place >= 0:
            name = words[place + 1 :]
            kind = self._kinds.get(name)
            if kind is not None and (kind in _PLAIN_HEADINGS or _LONG_HEADING.fullmatch(name)):
                yield start + place + 1, kind
                return
            place = words.find(" ", place + 1)

    def _before_lists(self, text: str) -> Iterator[tuple[int, SectionKind]]:
        """Headings that no colon closes, before a list with numbers."""
        for match in _LISTED.finditer(text):
            name = " ".join(match[1].split())
            if (kind := self._kinds.get(name, self._held(name))) != "label":
                yield match.start(1), kind

    def _lines_alone(self, text: str) -> Iterator[tuple[int, SectionKind]]:
        """Headings that are a line by themselves, and not the last word of a sentence."""
        start, open_ = 0, False
        for line in text.split("\n"):
            bare = line.rstrip()
            if len(line) <= _LONGEST_HEADING and not (open_ and bare.endswith(".")):
                name = line.strip(_AROUND_HEADING)
                if name and (kind := self._kinds.get(" ".join(name.split()))) is not None:
                    yield start + line.index(name), kind
            start += len(line) + 1
            open_ = bare != "" and bare[-1] not in _CLOSING


def _behind_acts(text: str, headings: Mapping[int, SectionKind]) -> Iterator[int]:
    """Where a line begins with an act and a colon, and a narrative follows: the act is a title of its own."""
    for start, kind in headings.items():
        colon = text.find(":", start)
        if kind == "label" and _NAMED_ACT.search(text, start, colon):
            after = _END.search(text, colon + 1)
            if (after.start() if after else len(text)) - colon > _NARRATIVE:
                yield colon + 1


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match[0][0] == "." and _ABBREVIATED.search(text, max(0, match.start() - 8), match.start()):
            continue
        yield match.end()
    yield from _behind_choices(text)
    for match in _ANSWER.finditer(text):
        question = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if len(question) <= _LONGEST_QUESTION and "." not in question:
            yield match.end()


def _behind_choices(text: str) -> Iterator[int]:
    """Where a line of several boxes ends: what is open or ticked in it says nothing of the next."""
    end = 0
    while first := _FIRST_BOX.search(text, end):
        end = text.find("\n", first.end()) + 1
        if not end:
            return
        if _FURTHER_BOX.search(text, first.end(), end) and not _ANSWERED_BELOW.match(text, end):
            yield end


def _next_kind(kind: SectionKind, headed: SectionKind | None, *, over: bool) -> SectionKind:
    """The kind of a sentence that follows one of another, which may be over."""
    if headed is not None and headed != "label":
        return headed
    return "" if over or (headed and kind in _BRIEF) else kind


def _tells_below(text: str, start: int, end: int, kind: SectionKind) -> bool:
    """Whether the line under one of an indication begins what was done, though no sign closes that line."""
    below = _TOLD_BELOW.search(text, start, end) if kind == "indication" else None
    return (
        below is not None
        and below.start() == text.find("\n", start)
        and bool(_ACT.search(text, below.end(), end))
    )


def _first_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands beside a heading, when its line is not full, and a sentence on further lines."""
    line = text.find("\n", start, end)
    brief = 0 <= line - start <= _TITLE_LINE and text[start:line].rstrip()[-1] != ":"
    if brief and _VERB.search(text, line, end):
        yield start, line
        start = line
    yield start, end
