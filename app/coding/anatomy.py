"""Anatomical structures by their names, and where each procedure is done.

A target as dictated is read as whole phrases, the longest first, so that a stellate ganglion is no ganglion
cyst and a nerve at the knee is not the knee joint.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from app.coding.dictation import SAYS_NO_MORE, targets_of, until_landmark, without_denials, words_of

StructureKind = Literal["structure", "lesion", "joint", "part", "level", "sign"]
"""From what decides to what only tells the place, the height, or how it looks; see `Structure`."""

XRay = Literal["hidden", "shown", ""]
"""Whether X-ray hardly shows something, or shows it; "" where its name does not tell."""

ProcedureFamily = Literal["joint-injection", "joint-injection-ultrasound", "trigger-points", ""]
"""Procedures that rules tell from others by more than where they are done."""

_RANKS: dict[StructureKind, int] = {"structure": 0, "lesion": 0, "joint": 1, "part": 2}
_PLACES: tuple[StructureKind, ...] = ("joint", "part")
_ASIDE = ("level", "sign")  # no structure that a needle is for
LEVEL = "level"
_STEM = "*"


class Structure(Struct, frozen=True):
    """What a needle may be for: its names, and the codes of the procedures done there, likeliest first.

    `kind`: a "structure" (nerve, tendon, bone) decides alone, wherever it lies; a "lesion" (abscess, mass)
    must agree with the place that is named beside it; a "joint" comes before a "part" of the body or an
    organ. A "level" is a height of the spine, a "sign" only tells whether X-ray shows it.
    `alone`: False for a name that says too little by itself: it narrows others ("bursa", "nerve"), and a
    lesion then needs a place that agrees.
    `sites`: where that may be, in the words of `ProcedureSites`; none where the name does not tell.
    `x_ray`: "hidden" unless it holds calcium, metal or contrast. A phrase may end in * for any word that
    begins so.
    """

    name: str
    kind: StructureKind
    phrases: tuple[str, ...]
    codes: tuple[str, ...] = ()
    alone: bool = True
    x_ray: XRay = ""
    sites: tuple[str, ...] = ()


class ProcedureSites(Struct, frozen=True):
    """Where the procedures with the codes from `first` to `last` are done, and in our words for what.

    A site is a path: "joint" holds "joint/hip". Those below "level" are heights of the spine.
    """

    first: str
    last: str
    purpose: str
    sites: tuple[str, ...]
    family: ProcedureFamily = ""


_NOTHING = Structure("", "part", (), alone=False)


def sites_overlap(sites: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two lists of sites have a place in common.

    >>> sites_overlap(["joint"], ["joint/hip"]), sites_overlap(["joint/hip"], ["joint/hip"])
    (True, True)
    >>> sites_overlap(["joint/hip"], ["joint"])
    True
    >>> sites_overlap(["joint/hip"], ["joint/knee"]), sites_overlap(["node"], ["nodes/deep"])
    (False, False)
    """
    return any(
        one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
        for one in sites
        for other in others
    )


def levels_among(sites: Iterable[str]) -> tuple[str, ...]:
    """The heights of the spine among sites."""
    return tuple(site for site in sites if site.startswith(LEVEL))


def is_place(structure: Structure) -> bool:
    """Whether a name tells only where the target is, as "hip" does, but not "hip joint"."""
    return structure.kind in _PLACES and len({site.partition("/")[0] for site in structure.sites}) > 1


class _Phrases:
    """Names by their words, the longest first."""

    def __init__(self, structures: Iterable[Structure]) -> None:
        self._named: dict[tuple[str, ...], Structure] = {}
        self._stems: dict[str, Structure] = {}
        for structure in structures:
            for phrase in structure.phrases:
                if phrase.endswith(_STEM):
                    self._stems[phrase.removesuffix(_STEM)] = structure
                else:
                    self._named[tuple(words_of(phrase))] = structure
        self._longest = max(map(len, self._named), default=1)
        self.words = frozenset(word for phrase in self._named for word in phrase)

    def found(self, words: Sequence[str]) -> Iterator[Structure]:
        """What words name, in their order."""
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self._longest), start, -1):
                if structure := self._named.get(tuple(words[start:end])) or self._stem(words[start:end]):
                    yield structure
                    start = end
                    break
            else:
                start += 1

    def _stem(self, words: Sequence[str]) -> Structure | None:
        if len(words) > 1:
            return None
        return next((each for stem, each in self._stems.items() if words[0].startswith(stem)), None)


class Anatomy:
    """Every structure by its phrases, and every procedure by its code."""

    def __init__(self, structures: Iterable[Structure], procedures: Iterable[ProcedureSites] = ()) -> None:
        every = tuple(structures)
        self._structures = _Phrases(each for each in every if each.kind not in _ASIDE)
        self._signs = _Phrases(each for each in every if each.kind == "sign")
        self._levels = _Phrases(each for each in every if each.kind == LEVEL)
        self._by_code = _by_code(every)
        self._procedures = tuple(procedures)
        self.structures_in = functools.lru_cache(maxsize=1024)(self._structures_in)
        self.targets_in = functools.lru_cache(maxsize=1024)(self._targets_in)
        self.is_hidden = functools.lru_cache(maxsize=1024)(self._is_hidden)
        self.procedure = functools.cache(self._procedure)

    def structures_of(self, code: str) -> tuple[Structure, ...]:
        """The structures that a procedure is done on, as far as is known."""
        return self._by_code.get(code, ())

    def purpose_of(self, code: str) -> str:
        """What a procedure is for, in our words; nothing where it may be for anything."""
        known = self.procedure(code)
        return known.purpose if known is not None else ""

    def _procedure(self, code: str) -> ProcedureSites | None:
        """Where a procedure is done, or None where it may be anywhere."""
        return next((each for each in self._procedures if each.first <= code <= each.last), None)

    def _structures_in(self, target: str) -> tuple[Structure, ...]:
        """The structures that a dictated target names, in the order written, each once."""
        return tuple(dict.fromkeys(self._structures.found(until_landmark(words_of(target)))))

    def _targets_in(self, target: str) -> tuple[Structure, ...]:
        """The structures that may be what the needle was for, of which it is known where they lie.

        Of each thing that the target lists the names that decide: a tendon at the shoulder is a tendon, and
        so is "tendon, shoulder", but a tendon and a shoulder are two.
        """
        found: list[Structure] = []
        for parts in targets_of(target):
            decisive = [each for words in parts for each in self._decisive(words)]
            narrow = [each for each in decisive if not is_place(each)]
            found += narrow or decisive
        return tuple(dict.fromkeys(found))

    def _decisive(self, words: Sequence[str]) -> list[Structure]:
        named = [each for each in self._structures.found(words) if each.sites]
        rank = min((_RANKS[each.kind] for each in named), default=0)
        return [each for each in named if _RANKS[each.kind] == rank]

    def levels_in(self, target: str) -> tuple[str, ...]:
        """The heights of the spine that a dictated target names, as sites."""
        levels = self._levels.found(until_landmark(words_of(target)))
        sites = [site for each in levels for site in each.sites]
        sites += [site for each in self.targets_in(target) for site in levels_among(each.sites)]
        return tuple(dict.fromkeys(sites))

    def says_nothing_else(self, target: str) -> bool:
        """Whether a dictated target has no word but names of structures and levels, and sides."""
        known = self._structures.words | self._levels.words | SAYS_NO_MORE
        return all(
            word in known or word.isdigit()
            for parts in targets_of(target)
            for words in parts
            for word in words
        )

    def _is_hidden(self, target: str) -> bool:
        """Whether X-ray hardly shows what a target names, and nothing that it holds or lies in."""
        words = without_denials(words_of(target))
        seen = {each.x_ray for names in (self._structures, self._signs) for each in names.found(words)}
        return "hidden" in seen and "shown" not in seen

    def codes_for(self, target: str) -> tuple[str, ...]:
        """The procedures done on what a dictated target names, likeliest first.

        Empty where it names nothing known, something too general, or things that no procedure has in common.
        """
        found = sorted(self.structures_in(target), key=lambda each: _RANKS[each.kind])
        first, *others = found or [_NOTHING]
        placed = first.kind == "lesion" and any(_RANKS[each.kind] for each in others)
        if not placed and not any(each.alone for each in found):
            return ()
        kept = first.codes
        for other in others:
            common = tuple(code for code in kept if code in other.codes)
            decides = first.kind == "lesion" or _RANKS[other.kind] == _RANKS[first.kind]
            kept = common if common or decides else kept
        return kept


def _by_code(structures: Iterable[Structure]) -> Mapping[str, tuple[Structure, ...]]:
    by_code: dict[str, list[Structure]] = {}
    for structure in structures:
        for code in structure.codes:
            by_code.setdefault(code, []).append(structure)
    return {code: tuple(done_on) for code, done_on in by_code.items()}


NO_ANATOMY = Anatomy(())
"""Where no names are known."""
