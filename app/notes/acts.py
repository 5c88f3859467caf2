"""Which act of a note is its needle procedure: the whole note, a step of an operation, or none.

An operation with a needle step documents that step in a few sentences, and the rest of it speaks of other
things: a drain in the wound, films of a screw. A note of an operation alone documents no needle at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec import Struct, structs

from app.coding.note_book import ActKind, ActRule, SectionKind
from app.notes.context import INTENDED, NEGATED, PAST, POSSIBLE
from app.notes.mention import Mention
from app.notes.patterns import Pattern, compile_pattern
from app.notes.tokens import Words
from app.notes.vocabulary import Vocabulary
from app.notes.weights import OPERATED

_NOT_DONE = PAST | POSSIBLE | INTENDED | NEGATED
_TELLING: frozenset[SectionKind] = frozenset({"", "label", "technique", "findings", "impression"})
_SEEN: frozenset[SectionKind] = frozenset({"findings", "impression"})
_OF_NOTE: frozenset[SectionKind] = frozenset({"title", "indication", "history"})
"""Sections that only a whole note has."""
_OF_WHOLE: frozenset[SectionKind] = frozenset({"title", "diagnosis"})
_OF_NEEDLE = frozenset({"technique", "needle_guided", "needle_position", "catheter_left"})
"""Fields that are answered only where a needle or a catheter was used."""
_PLACES = frozenset({"region", "laterality"})
_OF_SESSION = frozenset({"anesthesia", "dose_index", "signed", "report_attached"})
"""Fields that are answered once for all that was done."""
_OF_WAY = frozenset({"modality", "needle_guided", "needle_position"})
"""Fields that tell how a needle found its way."""
_BIOPSY = "core-biopsy"
_OF_ACCESS = frozenset({"catheter_left"})
"""Fields that may be answered far from the needle that opened the way."""
_BEFORE, _AFTER = 2, 6  # sentences around one that tells a needle act, which belong to it
_PART = 4  # sentences of a text that may be a part of a note
_OPERATION = 3  # sentences that tell another act, in a note without a title for it


class _Compiled(Struct, frozen=True):
    rule: ActRule
    pattern: Pattern


class _Found(Struct):
    """The acts of a note: of titles in their order, and the sentences that tell of each kind.

    `plain` are titles with words that stand for a knife as well as for a needle.
    """

    titles: dict[int, list[ActKind]]
    told: dict[ActKind, set[int]]
    plain: set[int]


class Acts:
    """Knows the words for acts with and without a needle."""

    def __init__(self, rules: Iterable[ActRule], vocabulary: Vocabulary) -> None:
        """Raises ValueError, naming the rule, for a pattern that cannot be read."""
        self._rules = [_compile(rule, vocabulary) for rule in rules]
        self.ids = frozenset(each.rule.id for each in self._rules)

    def finds(self, rule: str, words: Words) -> bool:
        """Whether the pattern of a rule finds something in a text."""
        return any(
            each.rule.id == rule and next(each.pattern.spans(words), None) is not None for each in self._rules
        )

    def of_needle(
        self, mentions: list[Mention], words: Words, kinds: Sequence[SectionKind], flags: bytearray
    ) -> list[Mention]:
        """The mentions that speak of the needle procedure of a note; none for a note that has none."""
        found = self._found(words, kinds, flags)
        named = {number for number, acts in found.titles.items() if {"needle", "access"} & {*acts}}
        told = found.told["needle"] | found.told["access"]
        if (found.told["stay"] and not told) or _is_cut_out(found, named, told, mentions):
            return []
        if not (named or told) and _was_denied(mentions):
            mentions = [each for each in mentions if each.rule.field not in _PLACES]
        if _is_operation(found, named, told):
            mentions = _of_step(mentions, found, kinds, named, told) if named or told else []
        elif not (named or told) and (found.told["other"] or _is_whole(kinds)):
            mentions = mentions if any(_is_of_needle(each) for each in mentions) else []
        return mentions if _fits(found, named) else _with_told_technique(mentions)

    def _found(self, words: Words, kinds: Sequence[SectionKind], flags: bytearray) -> _Found:
        """The acts that were done."""
        titled: list[tuple[int, int, ActRule]] = []
        told: dict[ActKind, set[int]] = {kind: set() for kind in get_args(ActKind)}
        for each in self._rules:
            if not each.pattern.may_match(words):
                continue
            for start, end in each.pattern.spans(words):
                kind = kinds[words.sentence(start)]
                if (flags[start] | flags[end - 1]) & _NOT_DONE:
                    continue
                if each.rule.titles and kind == "title":
                    titled.append((start, end, each.rule))
                elif each.rule.kind == "stay" or (not each.rule.titles and kind in _TELLING):
                    told[each.rule.kind].add(words.sentence(start))
        others = [(start, end) for start, end, rule in titled if rule.kind == "other"]
        aids = [(start, end) for start, end, rule in titled if rule.kind == "aid"] if others else []
        covered = {letter for first, last in (*others, *aids) for letter in range(first, last)}
        titles: dict[int, list[ActKind]] = {}
        plain = {words.sentence(start) for start, _, rule in titled if rule.alone}
        plain -= {words.sentence(start) for start, _, rule in titled if not rule.alone}
        for start, _, rule in sorted(titled, key=lambda each: (each[0], -each[1])):
            within = start in covered  # "removal of a port"
            if rule.kind == "other" or not (rule.kind == "aid" or within or (rule.alone and others)):
                titles.setdefault(words.sentence(start), []).append(rule.kind)
        if others and not any({"needle", "access"} & {*acts} for acts in titles.values()):
            told["needle"] -= told["aid"]
        return _Found(titles, told, plain)


def _is_operation(found: _Found, named: set[int], told: set[int]) -> bool:
    """Whether something without a needle was done too, or alone."""
    if any("other" in acts for acts in found.titles.values()):
        return True
    others = found.told["other"]
    return not named and len(others) >= _OPERATION and len(others) > len(told)


def _is_cut_out(found: _Found, named: set[int], told: set[int], mentions: Iterable[Mention]) -> bool:
    """Whether a biopsy that titles name was cut out, as the note tells of a knife and of no needle."""
    if told or not named or not named <= found.plain or len(found.told["other"]) < _OPERATION:
        return False
    done = [each for each in mentions if not each.possible and not each.negated]
    titled = {each.rule.value for each in done if each.sentence in named and each.rule.field == "technique"}
    return titled == {_BIOPSY} and not any(each.rule.field in _OF_WAY for each in done)


def _of_step(
    mentions: Iterable[Mention],
    found: _Found,
    kinds: Sequence[SectionKind],
    named: set[int],
    told: set[int],
) -> list[Mention]:
    """The mentions of the needle step of an operation."""
    kept = named | _around(told, found.told["other"], kinds)
    opens = any("access" in found.titles[number] for number in named)
    if not named:  # the side and place of the operation are those of its step
        kept.update(number for number, kind in enumerate(kinds) if kind in _OF_WHOLE)
    elif opens and not told:  # the narrative does not tell them apart
        kept.update(number for number, kind in enumerate(kinds) if kind in _TELLING)
    anywhere = _OF_SESSION | _OF_ACCESS if opens else _OF_SESSION
    mentions = [each for each in mentions if each.sentence in kept or each.rule.field in anywhere]
    return mentions if named else [_of_operation(each) for each in mentions]


def _of_operation(mention: Mention) -> Mention:
    """A place that the title of an operation names counts less than where its needle step went."""
    if mention.kind != "title" or mention.rule.field != "region":
        return mention
    return structs.replace(mention, weight=OPERATED)


def _fits(found: _Found, named: set[int]) -> bool:
    """Whether a technique fits what the titles name first, or else what is told."""
    if not named:
        return not found.told["access"]
    return next(act for act in found.titles[min(named)] if act != "other") == "needle"


def _is_whole(kinds: Sequence[SectionKind]) -> bool:
    """Whether a text is more than a part of a note."""
    return len(kinds) > _PART or not _OF_NOTE.isdisjoint(kinds)


def _is_of_needle(mention: Mention) -> bool:
    said = not mention.possible and not mention.negated
    return mention.rule.field in _OF_NEEDLE and said and mention.kind not in _SEEN


def _was_denied(mentions: Iterable[Mention]) -> bool:
    """Whether every word for what a needle does is denied: then no place was reached, and no side."""
    of_technique = [each for each in mentions if each.rule.field == "technique"]
    return bool(of_technique) and all(each.negated for each in of_technique)


def _with_told_technique(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; of technique only what a title names beside the main act and the narrative tells too."""
    of_technique = [each for each in mentions if each.rule.field == "technique"]
    named = {each.rule.value for each in of_technique if each.kind == "title"}
    told = {each.rule.value for each in of_technique if each.kind != "title"}
    return [each for each in mentions if each.rule.field != "technique" or each.rule.value in named & told]


def _around(told: set[int], others: set[int], kinds: Sequence[SectionKind]) -> set[int]:
    """The sentences that tell a needle act, with those before and after it up to another act."""
    kept = set(told)
    for number in told:
        for step, most in ((-1, _BEFORE), (1, _AFTER)):
            for place in range(number + step, number + step * (most + 1), step):
                if not 0 <= place < len(kinds) or kinds[place] not in _TELLING or place in others - told:
                    break
                kept.add(place)
    return kept


def _compile(rule: ActRule, vocabulary: Vocabulary) -> _Compiled:
    try:
        return _Compiled(rule, compile_pattern(rule.pattern, vocabulary))
    except ValueError as error:
        raise ValueError(f"{rule.id}: {error}") from None
