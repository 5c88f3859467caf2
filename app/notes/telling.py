"""What a sentence is for: its section says so, unless its own words tell more."""

from __future__ import annotations

from collections.abc import Mapping

from app.coding.note_book import SectionKind
from app.notes.context import DONE, PAST, POSSIBLE
from app.notes.tokens import BREAK, Words
from app.notes.vocabulary import Vocabulary

_TITLE_WORDS = 12  # a sentence without a verb, up to this long, may be a title
_OF_VISIT: frozenset[SectionKind] = frozenset({"history", "indication"})
"""Sections before the examination of a visit; that of a report of images comes first."""
_IMAGING = ("fluoro", "us", "ct", "mr")
"""The classes of words for the methods of imaging."""


class Telling:
    """Knows the words that make a title of a sentence, or tell what was done."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._verbs = frozenset(vocabulary.named("finite"))
        self._acts = frozenset(vocabulary.named("act"))
        self._named = self._acts.union(*(vocabulary.named(name) for name in _IMAGING))
        self._begun = self._acts.union(vocabulary.named("studymark"))
        self._told = self._verbs.difference(vocabulary.named("titleverb"))
        self._colon = vocabulary.letter(":")
        self._exam = frozenset(vocabulary.named("examword"))

    def kinds(self, words: Words, sections: Mapping[int, SectionKind], flags: bytearray) -> list[SectionKind]:
        """The kinds of the sentences, from those of their sections by where they begin."""
        found: list[SectionKind] = []
        visit = examined = False
        for (start, _), first, letters in zip(
            words.bounds, words.firsts, words.letters.split(BREAK), strict=False
        ):
            kind = sections[start]
            visit = visit or kind in _OF_VISIT
            examined = kind == "title" and visit and self._of_body(letters, examined)
            found.append("history" if examined else self._kind(kind, letters, flags[first], begins=not found))
        return found

    def _of_body(self, letters: str, examined: bool) -> bool:
        """Whether a title is that of a visit's examination, which names no act and no images."""
        return (examined or letters[0] in self._exam) and self._named.isdisjoint(letters)

    def _kind(self, kind: SectionKind, letters: str, said: int, *, begins: bool) -> SectionKind:
        """A title is brief; a sentence with a verb tells what was done, in a plan one in the past tense.

        Without a heading it names an act, or, at the beginning of a note, a study.
        """
        if kind == "plan" and said & DONE and not said & (PAST | POSSIBLE):
            return "technique"
        told = letters[letters.find(self._colon) + 1 :]  # what stands behind "procedure performed:"
        if kind == "title" and not self._told.isdisjoint(told):
            return "technique"
        if kind == "" and len(letters) <= _TITLE_WORDS:
            names = self._begun if begins else self._acts
            return "title" if not names.isdisjoint(letters) and self._verbs.isdisjoint(letters) else kind
        return kind
