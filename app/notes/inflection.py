"""The regular forms of English words, so that a list of words need not hold each."""

from collections.abc import Iterable, Iterator

_VOWELS = frozenset("aeiou")


def inflected(words: Iterable[str]) -> Iterator[str]:
    """Each word with its regular forms; of a phrase the last word is inflected. Forms nobody uses do no harm.

    >>> list(inflected(["place"])), list(inflected(["biopsy"]))
    (['place', 'places', 'placed', 'placing'], ['biopsy', 'biopsies', 'biopsied', 'biopsying'])
    """
    for word in words:
        yield word
        if word[-1:].isalpha():
            yield from (f"{word[: len(word) - cut]}{ending}" for cut, ending in _endings(word))


def _endings(word: str) -> tuple[tuple[int, str], ...]:
    if word.endswith("e"):
        return (0, "s"), (0, "d"), (1, "ing")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return (1, "ies"), (1, "ied"), (0, "ing")
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return (0, "es"), (0, "ed"), (0, "ing")
    return (0, "s"), (0, "ed"), (0, "ing")
