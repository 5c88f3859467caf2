"""Anatomical structures by their names, and the procedures done on each.

A target as dictated is read as whole phrases, the longest first, so that a stellate ganglion is no ganglion
cyst and a nerve at the knee is not the knee joint.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Literal

from msgspec import Struct

StructureKind = Literal["structure", "lesion", "joint", "part"]
"""From what decides to what only tells the place; see `Structure`."""

Tissue = Literal["joint", "tendon", "muscle", "soft", "bone", "nerve", "spine", "node", "organ", "cavity", ""]
"""What a structure is, "" where its name does not tell. A bursa is a joint, what holds fluid a cavity."""

_LEVELS: dict[StructureKind, int] = {"structure": 0, "lesion": 0, "joint": 1, "part": 2}
_WORD = re.compile(r"[a-z0-9]+")
# What follows these words is a landmark, not the target.
_LANDMARKS = frozenset((
    "near", "adjacent", "beside", "overlying", "abutting", "around", "above", "below", "behind", "not",
    "no", "without", "avoiding", "through", "via",
))  # fmt: skip
_LANDMARKS_WITH_TO = frozenset((
    "next", "close", "superficial", "deep", "anterior", "posterior", "lateral", "medial", "superior",
    "inferior", "proximal", "distal",
))  # fmt: skip
_SHORTEST_PLURAL = 4
_SAME = {
    "jt": "joint", "jts": "joint", "ln": "node", "lns": "node",
    "adenopathy": "node", "lymphadenopathy": "node",
}  # fmt: skip
"""Words that dictations have for another, which the table of names has."""
_LYMPH_NODE = ("lymph", "node")


class Structure(Struct, frozen=True):
    """What a needle may be for: its names, and the codes of the procedures done there, likeliest first.

    `kind`: a "structure" (nerve, tendon, bone) decides alone, wherever it lies; a "lesion" (abscess, mass)
    must agree with the place that is named beside it; a "joint" comes before a "part" of the body or an
    organ.
    `alone`: False for a name that says too little by itself: it narrows others ("bursa", "nerve"), and a
    lesion then needs a place that agrees.
    `tissue`: what it is. `hidden`: X-ray hardly shows it, unless it holds calcium, metal or contrast.
    """

    name: str
    kind: StructureKind
    phrases: tuple[str, ...]
    codes: tuple[str, ...] = ()
    alone: bool = True
    tissue: Tissue = ""
    hidden: bool = False


_NOTHING = Structure("", "part", (), alone=False)


class Anatomy:
    """Every structure by its phrases."""

    def __init__(self, structures: Iterable[Structure]) -> None:
        every = tuple(structures)
        self._by_phrase: Mapping[tuple[str, ...], Structure] = {
            tuple(_words_of(phrase)): structure for structure in every for phrase in structure.phrases
        }
        self._longest = max(map(len, self._by_phrase), default=0)
        by_code: dict[str, list[Structure]] = {}
        for structure in every:
            for code in structure.codes:
                by_code.setdefault(code, []).append(structure)
        self._by_code = {code: tuple(done_on) for code, done_on in by_code.items()}
        self.structures_in = functools.lru_cache(maxsize=1024)(self._structures_in)

    def structures_of(self, code: str) -> tuple[Structure, ...]:
        """The structures that a procedure is done on, as far as is known."""
        return self._by_code.get(code, ())

    def _structures_in(self, target: str) -> tuple[Structure, ...]:
        """The structures that a dictated target names, in the order written, each once."""
        words = list(_until_landmark(_words_of(target)))
        return tuple(dict.fromkeys(self._found(words)))

    def codes_for(self, target: str) -> tuple[str, ...]:
        """The procedures done on what a dictated target names, likeliest first.

        Empty where it names nothing known, something too general, or things that no procedure has in common.
        """
        found = sorted(self.structures_in(target), key=lambda each: _LEVELS[each.kind])
        first, *others = found or [_NOTHING]
        placed = first.kind == "lesion" and any(_LEVELS[each.kind] for each in others)
        if not placed and not any(each.alone for each in found):
            return ()
        kept = first.codes
        for other in others:
            common = tuple(code for code in kept if code in other.codes)
            decides = first.kind == "lesion" or _LEVELS[other.kind] == _LEVELS[first.kind]
            kept = common if common or decides else kept
        return kept

    def _found(self, words: Sequence[str]) -> Iterator[Structure]:
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self._longest), start, -1):
                if structure := self._by_phrase.get(tuple(words[start:end])):
                    yield structure
                    start = end
                    break
            else:
                start += 1


def _words_of(text: str) -> list[str]:
    """The words of a phrase in lower case, in the singular and in full, without the sign of the genitive.

    A lymph node is a node.

    >>> _words_of("Morton's neuromas"), _words_of("femoral vertebrae, masses, pelvis")
    (['morton', 'neuroma'], ['femoral', 'vertebra', 'mass', 'pelvis'])
    >>> _words_of("SI jt"), _words_of("axillary lymph nodes"), _words_of("hilar LN")
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
    if word.endswith(("sses", "ae")):
        return word.removesuffix("es").removesuffix("e")
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")


def _until_landmark(words: Sequence[str]) -> Iterator[str]:
    """The words before the first that begins to tell what lies beside the target."""
    for word, following in zip_longest(words, words[1:]):
        if word in _LANDMARKS or (word in _LANDMARKS_WITH_TO and following == "to"):
            return
        yield word


NO_ANATOMY = Anatomy(())
"""Where no names are known."""
