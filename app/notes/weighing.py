"""How much the words around a mention make of it: what a needle went into counts more than what is named."""

from app.coding.note_book import SectionKind
from app.notes.tokens import Words
from app.notes.vocabulary import Vocabulary
from app.notes.weights import BY_SECTION, INTO, OF_ACT, REACHED

_TOLD_BRIEFLY: frozenset[SectionKind] = frozenset({"title", "diagnosis", "indication"})
"""Sections in which no needle goes anywhere; of these a title names what was done."""
_NEAR = 5  # words in which an act and its place stand together
_OVER = 5  # words around them in which the skin over a place may be named
_BEFORE = 15  # words between a needle and the place that it goes to


class Weighing:
    """Knows the words for what is done with a needle, and for where it goes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._acts = frozenset(vocabulary.named("act"))
        self._into = frozenset(vocabulary.named("into"))
        self._needle = frozenset(vocabulary.named("needle")).union(vocabulary.named("waysheath"))
        self._studied = frozenset(vocabulary.named("studied"))
        self._reaches = frozenset(vocabulary.named("reaches"))
        self._numbed = frozenset(vocabulary.named("numbed"))

    def of_place(
        self, words: Words, start: int, end: int, sentence: int, kind: SectionKind
    ) -> tuple[int, int, int]:
        """What to add for a place that a needle reached, beside an act, or that something went into.

        And where the words that tell it begin and end: from the needle or the act to the place.
        """
        letters = words.letters
        first, last = words.limits(sentence)
        if kind in _TOLD_BRIEFLY:
            if sentence not in words.brief:
                words.brief[sentence] = self._in_brief(letters[first:last], kind)
            return words.brief[sentence], start, end
        beside = max(first, start - _NEAR), min(last, end + _NEAR)
        told = self._told(self._reaches, letters, start, end, beside)
        if told and self._numbed.isdisjoint(
            letters[max(first, told[0] - _OVER) : min(last, told[1] + _OVER)]
        ):
            return REACHED, *told
        needle = self._told(self._needle, letters, start, start, (max(first, start - _BEFORE), start))
        into = not self._into.isdisjoint(letters[beside[0] : start])
        if needle and into and self._numbed.isdisjoint(letters[needle[0] : end]):
            return REACHED, needle[0], end
        if told := self._told(self._acts, letters, start, end, beside):
            return OF_ACT, *told
        return (INTO if into else 0), start, end

    def _in_brief(self, letters: str, kind: SectionKind) -> int:
        """What to add for a place in a title: that of a study of vessels names what was looked at."""
        if kind != "title":
            return 0
        if not self._studied.isdisjoint(letters):
            return -BY_SECTION[kind]
        return 0 if self._acts.isdisjoint(letters) else OF_ACT

    @staticmethod
    def _told(
        words: frozenset[str], letters: str, start: int, end: int, beside: tuple[int, int]
    ) -> tuple[int, int] | None:
        """The place with the nearest of the words before it, or else behind it; None for none."""
        first, last = beside
        for before in range(start - 1, first - 1, -1):
            if letters[before] in words:
                return before, end
        for after in range(end, last):
            if letters[after] in words:
                return start, after + 1
        return None
