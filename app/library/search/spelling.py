"""The words of the index that a misspelled or half-typed word may have meant.

Near means few letters apart: medical words of quite another meaning are often two or three letters apart.
"""

import functools
from collections.abc import Iterable, Sequence

_SHORTEST = 4
"""Shorter words are near too many others."""
_HALF = 5
"""From so many letters on, a word may be half typed and misspelled."""
_LONG = 8
"""From so many letters on, two may differ."""


class Vocabulary:
    """The words of the index, for correcting spellings."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._begun = functools.cache(self._begun_by)

    def nearest(self, word: str) -> str:
        """The word that was meant, or the beginning of one; "" where none is near.

        What begins a word of the index stays as it is. Else a whole word comes before a beginning, and both
        begin with the letter that was typed.
        """
        if word in self._words or (len(word) >= _SHORTEST and word in self._begun(len(word))):
            return word
        if len(word) < _SHORTEST:
            return ""
        whole = [each for each in self._words if each[0] == word[0] and not _merely_shorter(each, word)]
        begun = [each for each in self._begun(len(word)) if each[0] == word[0] and len(each) >= _HALF]
        return _closest(word, whole, 2 if len(word) >= _LONG else 1) or _closest(word, begun, 1)

    def _begun_by(self, length: int) -> frozenset[str]:
        """What words of the index begin with, so many letters long."""
        return frozenset(each[:length] for each in self._words if len(each) >= length)


def _closest(word: str, others: Sequence[str], most: int) -> str:
    """The other that is fewest letters apart, `most` at most; swapped neighbors count once."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best = process.extractOne(word, sorted(others), scorer=OSA.distance, score_cutoff=most)
    return str(best[0]) if best else ""


def _merely_shorter(shorter: str, word: str) -> bool:
    """Whether a word is another without some of its letters, and not only without letters typed twice.

    >>> _merely_shorter("four", "flour"), _merely_shorter("knee", "kneee"), _merely_shorter("fluor", "flour")
    (True, False, False)
    """
    if len(shorter) >= len(word):
        return False
    rest = iter(word)
    return all(letter in rest for letter in shorter) and _once(shorter) != _once(word)


def _once(word: str) -> str:
    """A word without the second of two equal letters that stand together."""
    return "".join(letter for letter, before in zip(word, f" {word}", strict=False) if letter != before)
