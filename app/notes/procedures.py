"""Several procedures in one note: what a title lists, and which of them a sentence tells of."""

from collections.abc import Sequence

from app.coding.note_book import SectionKind
from app.notes.tokens import Words
from app.notes.vocabulary import Vocabulary

_FEWEST = 2


class Procedures:
    """Knows the words for what is done and for where."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._acts = frozenset(vocabulary.named("act"))
        self._places = frozenset(vocabulary.named("r_*")) | frozenset(vocabulary.named("level"))

    def listed(self, words: Words, kinds: Sequence[SectionKind]) -> list[int]:
        """The sentences of titles that name procedures at different places; none where there are not two."""
        found: dict[frozenset[str], int] = {}
        for number, kind in enumerate(kinds):
            first, last = words.limits(number)
            letters = words.letters[first:last]
            places = self._places.intersection(letters)
            if kind == "title" and places and not self._acts.isdisjoint(letters):
                found.setdefault(places, number)
        return sorted(found.values()) if len(found) >= _FEWEST else []

    def told(self, words: Words, listed: Sequence[int]) -> list[int | None]:
        """For each sentence the number of the procedure, from 1, that it tells of; None where that is open.

        A sentence that names the place of one procedure alone tells of it, and so do the next until another's
        place is named.
        """
        places = [self._named(words, number) for number in listed]
        told: list[int | None] = []
        current: int | None = None
        for number in range(len(words.firsts)):
            if number in listed:
                told.append(listed.index(number) + 1)
                continue
            mine = self._named(words, number)
            meant = [order for order, each in enumerate(places, 1) if mine & _alone(each, places)]
            current = meant[0] if len(meant) == 1 else None if meant else current
            told.append(current)
        return told

    def _named(self, words: Words, number: int) -> frozenset[str]:
        first, last = words.limits(number)
        return self._places.intersection(words.letters[first:last])


def _alone(mine: frozenset[str], every: Sequence[frozenset[str]]) -> frozenset[str]:
    """The places that no other procedure names."""
    return mine.difference(*(each for each in every if each is not mine))
