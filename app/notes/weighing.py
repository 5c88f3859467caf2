"""How much the words around a mention make of it: what a needle went into counts more than what is named in passing."""

from collections.abc import Mapping

from app.coding.note_book import SectionKind
from app.notes.tokens import Vocabulary, Words

_BY_SECTION: Mapping[SectionKind, int] = {"title": 6, "impression": 2, "technique": 1, "findings": 1, "": 1, "label": 1}
_NEAR = 5  # words in which an act and its place stand together
_OF_ACT = 3
_INTO = 2


class Weighing:
    """Knows the words for what is done with a needle, and for where it goes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._acts = frozenset(vocabulary.named("act"))
        self._into = frozenset(vocabulary.named("into"))

    def weight(self, kind: SectionKind, words: Words, start: int, end: int, *, place: bool) -> int:
        """What to add to the weight of a rule for words in a section; `place`: they name a place."""
        found = _BY_SECTION.get(kind, 0)
        if not place:
            return found
        first, last = words.sentence(start)
        before = words.letters[max(first, start - _NEAR) : start]
        after = words.letters[end : min(last, end + _NEAR)]
        if not self._acts.isdisjoint(before) or not self._acts.isdisjoint(after):
            return found + _OF_ACT
        return found + _INTO if not self._into.isdisjoint(before) else found
