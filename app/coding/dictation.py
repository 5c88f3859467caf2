"""The words of a target as dictated: in small letters, in the singular, up to what only lies beside it."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_WORD = re.compile(r"[a-z0-9]+")
_NEXT_TARGET = re.compile(r"[;/+&]|\band\b")
# What follows these words is a landmark, not the target.
_LANDMARKS = frozenset((
    "near", "adjacent", "beside", "overlying", "abutting", "around", "above", "below", "behind", "not",
    "no", "without", "avoiding", "through", "via",
))  # fmt: skip
_LANDMARKS_WITH_TO = frozenset((
    "next", "close", "superficial", "deep", "anterior", "posterior", "lateral", "medial", "superior",
    "inferior", "proximal", "distal",
))  # fmt: skip
_DENIALS = frozenset(("no", "non", "not", "without"))
_SHORTEST_PLURAL = 4
_SAME = {
    "jt": "joint", "jts": "joint", "ln": "node", "lns": "node",
    "adenopathy": "node", "lymphadenopathy": "node",
}  # fmt: skip
"""Words that dictations have for another, which the table of names has."""
_LYMPH_NODE = ("lymph", "node")
SAYS_NO_MORE = frozenset((
    "left", "right", "lt", "rt", "l", "r", "bilateral", "both", "the", "a", "of", "in", "at", "on",
    "anterior", "posterior", "lateral", "medial", "upper", "lower", "mid", "proximal", "distal", "side",
    "region", "area",
))  # fmt: skip
"""Words beside a name that change nothing about what it names."""


def words_of(text: str) -> list[str]:
    """The words of a phrase in lower case, in the singular and in full, without the sign of the genitive.

    A lymph node is a node.

    >>> words_of("Morton's neuromas"), words_of("femoral vertebrae, masses, pelvis")
    (['morton', 'neuroma'], ['femoral', 'vertebra', 'mass', 'pelvis'])
    >>> words_of("branches of reflexes"), words_of("tibiae")
    (['branch', 'of', 'reflex'], ['tibia'])
    >>> words_of("SI jt"), words_of("axillary lymph nodes"), words_of("hilar LN")
    (['si', 'joint'], ['axillary', 'node'], ['hilar', 'node'])
    """
    plain = re.sub(r"['’]s\b", "", text.lower())
    words = [_SAME.get(word) or _singular(word) for word in _WORD.findall(plain)]
    return [word for word, following in zip_longest(words, words[1:]) if (word, following) != _LYMPH_NODE]


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "xes", "ae")):
        return word.removesuffix("es").removesuffix("e")
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")


def until_landmark(words: Sequence[str]) -> list[str]:
    """The words before the first that begins to tell what lies beside the target.

    >>> until_landmark(words_of("hip joint, lateral to the bladder"))
    ['hip', 'joint']
    """
    for number, (word, following) in enumerate(zip_longest(words, words[1:])):
        if word in _LANDMARKS or (word in _LANDMARKS_WITH_TO and following == "to"):
            return list(words[:number])
    return list(words)


def targets_of(target: str) -> Iterator[list[list[str]]]:
    """The words of each thing that a target lists, up to the first landmark, in its parts between commas.

    >>> list(targets_of("AC joint, right shoulder")), list(targets_of("knee and hip near the bladder"))
    ([[['ac', 'joint'], ['right', 'shoulder']]], [[['knee']], [['hip']]])
    """
    for listed in _NEXT_TARGET.split(target.lower()):
        parts: list[list[str]] = []
        for part in listed.split(","):
            words = words_of(part)
            parts.append(until_landmark(words))
            if len(parts[-1]) < len(words):
                yield parts
                return
        yield parts


def without_denials(words: Sequence[str]) -> list[str]:
    """The words without those that say that something is not there.

    >>> without_denials(words_of("non-calcified mass without metal"))
    ['mass']
    """
    before = ["", *words]
    return [
        word
        for word, last in zip(words, before, strict=False)
        if word not in _DENIALS and last not in _DENIALS
    ]
