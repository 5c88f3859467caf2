"""How much the words around a mention make of it: what a needle went into counts more than what is named."""

from collections.abc import Mapping

from app.coding.note_book import SectionKind
from app.notes.vocabulary import Vocabulary

BY_SECTION: Mapping[SectionKind, int] = {
    "title": 6, "impression": 2, "technique": 1, "findings": 1, "": 1, "label": 1,
}  # fmt: skip
"""What the section of a mention adds to the weight of its rule."""
_TOLD_BRIEFLY: frozenset[SectionKind] = frozenset({"title", "diagnosis", "indication"})
"""Sections in which no needle goes anywhere; of these a title names what was done."""
_NEAR = 5  # words in which an act and its place stand together
_BEFORE = 15  # words between a needle and the place that it goes to
_OF_ACT = 3
_INTO = 2
_REACHED = 6


class Weighing:
    """Knows the words for what is done with a needle, and for where it goes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._acts = frozenset(vocabulary.named("act"))
        self._into = frozenset(vocabulary.named("into"))
        self._needle = frozenset(vocabulary.named("needle"))
        self._reaches = frozenset(vocabulary.named("reaches"))
        self._numbed = frozenset(vocabulary.named("numbed"))

    def of_place(self, letters: str, start: int, end: int, limits: tuple[int, int], kind: SectionKind) -> int:
        """What to add for a place that a needle reached, beside an act, or that something went into."""
        first, last = limits
        if kind in _TOLD_BRIEFLY:
            acts = kind == "title" and not self._acts.isdisjoint(letters[first:last])
            return _OF_ACT if acts else 0
        if self._reached(letters, start, end, limits):
            return _REACHED
        before = letters[max(first, start - _NEAR) : start]
        if not self._acts.isdisjoint(before) or not self._acts.isdisjoint(
            letters[end : min(last, end + _NEAR)]
        ):
            return _OF_ACT
        return _INTO if not self._into.isdisjoint(before) else 0

    def _reached(self, letters: str, start: int, end: int, limits: tuple[int, int]) -> bool:
        """Whether a needle went to a place, as its sentence tells, and not only to the skin over it."""
        first, last = limits
        if not self._numbed.isdisjoint(letters[first:last]):
            return False
        beside = letters[max(first, start - _NEAR) : start] + letters[end : min(last, end + _NEAR)]
        if not self._reaches.isdisjoint(beside):
            return True
        return not (
            self._needle.isdisjoint(letters[max(first, start - _BEFORE) : start])
            or self._into.isdisjoint(letters[max(first, start - _NEAR) : start])
        )
