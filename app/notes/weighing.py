"""How much the words around a mention make of it: what a needle went into counts more than what is named."""

from collections.abc import Mapping

from app.coding.note_book import SectionKind
from app.notes.vocabulary import Vocabulary

BY_SECTION: Mapping[SectionKind, int] = {
    "title": 6, "impression": 2, "technique": 1, "findings": 1, "": 1, "label": 1,
}  # fmt: skip
"""What the section of a mention adds to the weight of its rule."""
_NEAR = 5  # words in which an act and its place stand together
_OF_ACT = 3
_INTO = 2


class Weighing:
    """Knows the words for what is done with a needle, and for where it goes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._acts = frozenset(vocabulary.named("act"))
        self._into = frozenset(vocabulary.named("into"))

    def of_place(self, letters: str, start: int, end: int, limits: tuple[int, int]) -> int:
        """What to add for a place beside an act, or that something went into."""
        first, last = limits
        before = letters[max(first, start - _NEAR) : start]
        if not self._acts.isdisjoint(before) or not self._acts.isdisjoint(
            letters[end : min(last, end + _NEAR)]
        ):
            return _OF_ACT
        return _INTO if not self._into.isdisjoint(before) else 0
