"""What takes words out of what was done: negation, condition, plan, history, family, open boxes of templates.

After ConText (Harkema, Dowling, Thornblade, Chapman 2009): a cue reaches over the words after or before it up
to a word that ends its reach, or over its sentence. What looks like a cue and is none is known as harmless.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from app.coding.note_book import Cue, CueKind
from app.notes.patterns import Pattern, compile_pattern
from app.notes.tokens import COMMA, Words
from app.notes.vocabulary import Vocabulary

NEGATED, POSSIBLE, PAST, INTENDED, UNSTEERED, DONE, ASIDE = 1, 2, 4, 8, 16, 32, 64
_VERB = 2  # words of the verb that ends a denied clause: "was performed"
_FLAGS: dict[CueKind, int] = {
    "negation": NEGATED,
    "answer-no": NEGATED,
    "condition": POSSIBLE,
    "plan": POSSIBLE,
    "intent": INTENDED,
    "open": POSSIBLE,
    "history": PAST,
    "family": PAST,
    "unsteered": UNSTEERED,
    "aside": ASIDE,
    "done": DONE,
    "harmless": 0,
}


class _Compiled(Struct, frozen=True):
    cue: Cue
    pattern: Pattern
    stop: frozenset[str]
    needs: int


class Context:
    """The cues, ready to look for."""

    def __init__(self, cues: Iterable[Cue], vocabulary: Vocabulary) -> None:
        """Raises ValueError for a cue whose pattern or class cannot be read."""
        compiled = [_compile(cue, vocabulary) for cue in cues]
        self._verbs = frozenset(vocabulary.named("finite"))
        self._joins = frozenset((COMMA, vocabulary.letter("and")))
        self._harmless = [each for each in compiled if each.cue.kind == "harmless"]
        self._cues = [each for each in compiled if each.cue.kind != "harmless"]

    def flags(self, words: Words) -> bytearray:
        """For each letter, what cues say of it."""
        flags = bytearray(len(words.letters))
        quiet = bytearray(len(words.letters))
        for each in self._harmless:
            for start, end in _matches(each, words):
                quiet[start:end] = b"\1" * (end - start)
        for each in self._cues:
            flag = _FLAGS[each.cue.kind]
            whole = each.cue.reach == "sentence"
            past = 0  # a sentence that it has spoken of as a whole is over
            for start, end in _matches(each, words):
                if not quiet[start] and start >= past:
                    reach = self._reach(each, words, start, end)
                    past = reach.stop if whole else 0
                    for index in reach:
                        flags[index] |= flag
        return flags

    def _reach(self, each: _Compiled, words: Words, start: int, end: int) -> range:
        """The letters that a cue says something of."""
        first, last = words.limits(words.sentence(start))
        if each.cue.reach == "sentence":
            return range(first, last)
        letters = words.letters
        if each.cue.reach == "inside":
            others = each.stop or self._verbs.union(self._joins)
            return range(start, end if others.isdisjoint(letters[start : end - _VERB]) else start)
        if each.cue.reach == "after":
            return range(end, self._last(each, letters, end, min(last, end + each.cue.most)))
        reach = start
        while reach > first and start - reach < each.cue.most and letters[reach - 1] not in each.stop:
            reach -= 1
        return range(reach, start)

    def _last(self, each: _Compiled, letters: str, first: int, last: int) -> int:
        """Where a cue's reach ends: at what stops it; that of history also where a clause is joined on."""
        told = False
        for place in range(first, last):
            letter = letters[place]
            if letter in each.stop or (told and letter in self._joins):
                return place
            told = told or (each.cue.kind == "history" and letter in self._verbs)
        return last


def _class(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(vocabulary.named(name)) if name else frozenset()


def _compile(cue: Cue, vocabulary: Vocabulary) -> _Compiled:
    pattern = compile_pattern(cue.pattern, vocabulary)
    beside = vocabulary.needs([_class(cue.beside, vocabulary)]) if cue.beside else 0
    return _Compiled(cue, pattern, _class(cue.stop, vocabulary), pattern.needs | beside)


def _matches(each: _Compiled, words: Words) -> Iterator[tuple[int, int]]:
    return each.pattern.spans(words) if words.met & each.needs == each.needs else iter(())
