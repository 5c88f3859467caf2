"""Reading a note: text to evidence to answers. Pure, deterministic, and total: no text raises."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from app.coding.note_book import NoteBook, NoteRule, SectionKind, WordClass
from app.notes.context import INTENDED, NEGATED, PAST, POSSIBLE, Context
from app.notes.deciding import Mention, decide
from app.notes.inflection import inflected
from app.notes.patterns import Pattern, compile_pattern, words_in
from app.notes.record import NoteReading
from app.notes.sentences import Sections
from app.notes.tokens import Vocabulary, Words, plain
from app.notes.weighing import Weighing

DONE: frozenset[SectionKind] = frozenset({"", "label", "title", "technique", "findings", "impression"})
"""Sections that tell what was done."""
_TITLE_WORDS = 12  # a sentence without a verb, up to this long, may be a title


class _Compiled(Struct, frozen=True):
    rule: NoteRule
    pattern: Pattern
    sections: frozenset[SectionKind]


class NoteReader:
    """Reads notes by the book of words, headings, cues and rules that it was given."""

    def __init__(self, book: NoteBook) -> None:
        """Raises ValueError, naming the rule, for a pattern that cannot be read."""
        vocabulary = Vocabulary(
            {each.name: _forms(each) for each in book.words},
            frozenset(each.name for each in book.words if each.hides),
        )
        for source in (*(rule.pattern for rule in book.rules), *(cue.pattern for cue in book.cues)):
            for word in words_in(source):
                vocabulary.letter(word)
        self._sections = Sections(book.sections)
        self._context = Context(book.cues, vocabulary)
        self._rules = [_compile(rule, vocabulary) for rule in book.rules]
        self._weighing = Weighing(vocabulary)
        self._verbs = frozenset(vocabulary.classes.get("finite", ""))
        self._acts = frozenset(vocabulary.classes.get("act", ""))
        self._encoder = vocabulary.close()

    def read(self, text: str) -> NoteReading:
        """What a note says; nothing for a text that is no note."""
        return decide(*self._mentions(text))

    def finds(self, rule: str, text: str) -> bool:
        """Whether a rule finds in a text that something was done, or in its own words that it was not."""
        mentions, _, _ = self._mentions(text)
        return any(each.rule.id == rule and not each.negated and not each.possible for each in mentions)

    def _mentions(self, text: str) -> tuple[list[Mention], Words, str]:
        small = plain(text)
        sentences = self._sections.sentences(small)
        words = self._encoder.encode(small, [(each.start, each.end) for each in sentences])
        present = frozenset(words.letters)
        active = [each for each in self._rules if each.pattern.may_match(present)]
        if not active:
            return [], words, small
        flags = self._context.flags(words, present)
        kinds = self._kinds(
            words, {each.start: each.kind for each in sentences}, [each.start for each in sentences]
        )
        return [mention for each in active for mention in _mentions(each, words, flags, kinds, self._weighing)], words, small

    def _kinds(
        self, words: Words, by_start: dict[int, SectionKind], starts: list[int]
    ) -> dict[int, SectionKind]:
        """The kind of the section of each sentence, by its last letter (the break)."""
        kinds: dict[int, SectionKind] = {}
        first, place = 0, 0
        letters = words.letters
        while first < len(letters):
            last = letters.index("\n", first)
            while place + 1 < len(starts) and starts[place + 1] <= words.starts[first]:
                place += 1
            kind = by_start[starts[place]]
            if kind == "title" and not self._verbs.isdisjoint(letters[first:last]):
                kind = "technique"
            if kind == "" and last - first <= _TITLE_WORDS:
                inside = letters[first:last]
                if self._acts.intersection(inside) and self._verbs.isdisjoint(inside):
                    kind = "title"
            kinds[last] = kind
            first = last + 1
        return kinds


def _forms(each: WordClass) -> Iterable[str]:
    return inflected(each.words) if each.inflected else each.words


def _compile(rule: NoteRule, vocabulary: Vocabulary) -> _Compiled:
    try:
        pattern = compile_pattern(rule.pattern, vocabulary)
    except ValueError as error:
        raise ValueError(f"{rule.id}: {error}") from None
    return _Compiled(rule, pattern, frozenset(rule.sections) or DONE)


def _mentions(
    each: _Compiled, words: Words, flags: bytearray, kinds: dict[int, SectionKind], weighing: Weighing
) -> Iterable[Mention]:
    for match in each.pattern.search.finditer(words.letters):
        start, end = match.span()
        if start == end:
            continue
        first, last = words.sentence(start)
        kind = kinds[last]
        if kind not in each.sections and not each.rule.anywhere:
            continue
        said = flags[start] | flags[end - 1]
        if each.rule.anywhere:
            said &= NEGATED
        if said & PAST:
            continue
        rule = each.rule
        yield Mention(
            rule=rule,
            start=start,
            end=end,
            first=first,
            last=last,
            negated=bool(said & NEGATED) and rule.when_negated != "ignored",
            possible=bool(said & (POSSIBLE | INTENDED)),
            intended=not said & POSSIBLE,
            weight=rule.weight + weighing.weight(kind, words, start, end, place=rule.field == "region"),
            kind=kind,
        )
