"""Reading a note: text to mentions to answers. Pure, deterministic, and total: no text raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct, structs

from app.coding.note_book import ActRule, Cue, NoteBook, NoteRule, SectionKind, WordClass
from app.notes.acts import Acts
from app.notes.context import ASIDE, INTENDED, NEGATED, PAST, POSSIBLE, UNSTEERED, Context
from app.notes.deciding import decide
from app.notes.inflection import inflected
from app.notes.mention import Mention
from app.notes.patterns import Pattern, compile_pattern, words_in
from app.notes.procedures import Procedures
from app.notes.record import NO_READING, NoteReading
from app.notes.sentences import Sections
from app.notes.telling import Telling
from app.notes.tokens import Words, plain
from app.notes.unsure_boxes import UNSURE
from app.notes.vocabulary import Vocabulary
from app.notes.weighing import Weighing
from app.notes.weights import BY_SECTION

DONE: frozenset[SectionKind] = frozenset({"", "label", "title", "technique", "findings", "impression"})
"""Sections that tell what was done."""
PLACED: frozenset[SectionKind] = DONE.union(("diagnosis", "indication"))
"""Sections that tell where it was done."""
_PLACES = frozenset({"region", "laterality"})
_READING = "interpretation"
_OF_FINDING = 12
"""Words behind those that announce a finding, which are shown with them: they say what was found."""


class _Compiled(Struct, frozen=True):
    rule: NoteRule
    pattern: Pattern
    sections: frozenset[SectionKind]
    place: bool
    not_done: int
    needs: int
    unless: int


Read = Callable[[str, int | None], NoteReading]
"""What reads a text, of several procedures one by its number, as `NoteReader.read` does."""


class NoteReader:
    """Reads notes by the book of words, headings, cues and rules that it was given."""

    def __init__(self, book: NoteBook) -> None:
        """Raises ValueError, naming the rule, for a pattern that cannot be read."""
        vocabulary = Vocabulary(
            {each.name: _forms(each) for each in book.words},
            frozenset(each.name for each in book.words if each.hides),
            {each.name: each.endings for each in book.words if each.endings},
        )
        said: tuple[NoteRule | Cue | ActRule, ...] = (*book.rules, *book.cues, *book.acts)
        for word in (word for each in said for word in words_in(each.pattern)):
            vocabulary.letter(word)
        self._sections = Sections(book.sections)
        self._context = Context(book.cues, vocabulary)
        compiled = [_compile(rule, vocabulary) for rule in book.rules]
        self._rules = [(each.needs, each.unless, each) for each in compiled]
        self._acts = Acts(book.acts, vocabulary)
        self._weighing = Weighing(vocabulary)
        self._procedures = Procedures(vocabulary)
        self._telling = Telling(vocabulary)
        self._encoder = vocabulary.close()

    def read(self, text: str, procedure: int | None = None) -> NoteReading:
        """What a note says; nothing for a text that is no note.

        `procedure`: of a note that names several only what it tells of that one, counted from 1, and of all.
        """
        mentions, words, kinds, flags = self._mentions(text)
        mentions = self._acts.of_needle(mentions, words, kinds, flags) if mentions else []
        unsure = _unsure_lines(text, words.text) if UNSURE in words.text else ()
        if not mentions:
            return structs.replace(NO_READING, unsure_lines=unsure) if unsure else NO_READING
        listed = self._procedures.listed(words, kinds)
        told = self._procedures.told(words, listed) if listed else ()
        if procedure is not None and told:
            mentions = [each for each in mentions if told[each.sentence] in (None, procedure)]
        reading = decide(mentions, words, listed, told)
        return structs.replace(reading, unsure_lines=unsure) if unsure else reading

    def finds(self, rule: str, text: str) -> bool:
        """Whether a rule finds in a text that something was done, or in its own words that it was not.

        Of a rule for acts, whether it finds its words.
        """
        if rule in self._acts.ids:
            small = plain(text)
            return self._acts.finds(rule, self._encoder.encode(small, [(0, len(small))]))
        mentions, *_ = self._mentions(text)
        return any(each.rule.id == rule and not each.negated and not each.possible for each in mentions)

    def _mentions(self, text: str) -> tuple[list[Mention], Words, list[SectionKind], bytearray]:
        small = plain(text)
        sentences = self._sections.sentences(small)
        words = self._encoder.encode(small, [(each.start, each.end) for each in sentences])
        active = self._active(words.met)
        if not active:
            return [], words, [], bytearray()
        flags = self._context.flags(words)
        kinds = self._telling.kinds(words, {each.start: each.kind for each in sentences}, flags)
        found: list[Mention] = []
        for each in active:
            self._find(each, words, flags, kinds, found)
        return found, words, kinds, flags

    def _active(self, met: int) -> list[_Compiled]:
        """The rules that may find something in a note that meets these needs."""
        return [
            each
            for needs, unless, each in self._rules
            if met & needs == needs and not (unless and met & unless)
        ]

    def _find(
        self,
        each: _Compiled,
        words: Words,
        flags: bytearray,
        kinds: list[SectionKind],
        found: list[Mention],
    ) -> None:
        """Add what a rule finds."""
        rule = each.rule
        for start, end in each.pattern.spans(words):
            said = flags[start] | flags[end - 1]
            if said & each.not_done:
                continue
            sentence = words.sentence(start)
            kind = kinds[sentence]
            if kind not in each.sections and not rule.anywhere:
                continue
            weight = rule.weight + BY_SECTION.get(kind, 0)
            first, last = start, end
            if rule.field == _READING:
                last = min(words.limits(sentence)[1], end + _OF_FINDING)
            if each.place:
                more, first, last = self._weighing.of_place(words, start, end, sentence, kind)
                weight += more
            found.append(
                Mention(
                    rule=rule,
                    start=start,
                    end=end,
                    shown=(first, last),
                    sentence=sentence,
                    kind=kind,
                    weight=weight,
                    negated=bool(said & NEGATED) and rule.when_negated != "ignored",
                    possible=bool(said & (POSSIBLE | INTENDED)) and not rule.anywhere,
                    intended=not said & POSSIBLE,
                    unsteered=bool(said & UNSTEERED),
                )
            )


def _unsure_lines(text: str, small: str) -> tuple[int, ...]:
    """The numbers of the lines with a box of which nobody can say which words it belongs to."""
    found: list[int] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if small.find(UNSURE, start, start + len(line)) >= 0:
            found.append(number)
        start += len(line) + 1
    return tuple(found)


def _not_done(rule: NoteRule) -> int:
    """The flags of words that a rule passes over."""
    if rule.anywhere:
        return 0
    return PAST | ASIDE if rule.field in _PLACES and not rule.sections else PAST


def _forms(each: WordClass) -> Iterable[str]:
    return inflected(each.words) if each.inflected else each.words


def _compile(rule: NoteRule, vocabulary: Vocabulary) -> _Compiled:
    try:
        pattern = compile_pattern(rule.pattern, vocabulary)
        beside, unless = (
            vocabulary.needs([frozenset(vocabulary.named(name))]) if name else 0
            for name in (rule.beside, rule.unless)
        )
    except ValueError as error:
        raise ValueError(f"{rule.id}: {error}") from None
    return _Compiled(
        rule,
        pattern,
        frozenset(rule.sections) or (PLACED if rule.field in _PLACES else DONE),
        rule.field == "region",
        _not_done(rule),
        pattern.needs | beside,
        unless,
    )
