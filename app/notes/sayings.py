"""What mentions say of fields, and which of it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from app.coding.note_book import NoteValue
from app.notes.mention import Mention
from app.notes.record import Certainty
from app.notes.weights import UNSTEERED

MOST_TOLD, MOST_BRIEF = 5, 2  # pieces of evidence shown for a value: told, and in titles and complaints
MOST_OF_PLACE = 12, 4
_NAMED_OFTEN = frozenset({"region", "spinal"})
BRIEF = frozenset({"title", "diagnosis", "indication"})
_STEERED, _METHOD = "needle_guided", "modality"
_PLACES = frozenset({"laterality", "region", "spinal", "target"})
"""Fields for which an intent is a hint: where the needle was to go, when nothing says where it went."""


class Saying(Struct, frozen=True, gc=False):
    """What one mention says of one field."""

    field: str
    value: NoteValue
    certainty: Certainty
    weight: int
    mention: Mention


class Answer(Struct, frozen=True):
    """A value or none, the sayings to show, and those of them that contradict each other."""

    value: NoteValue | None
    shown: Sequence[Saying]
    conflict: Sequence[Saying] = ()


def order_of(saying: Saying) -> tuple[int, int, str]:
    """Where a saying stands, longer words first; the rule decides between equal ones."""
    return saying.mention.start, -saying.mention.end, saying.mention.rule.id


def sayings_of(mention: Mention) -> Iterator[Saying]:
    """What a mention says of its field and of others; what a place answers is for `places.beside_place`."""
    rule = mention.rule
    yield from _saying(rule.field, rule.value, mention)
    if rule.field != "region":
        for field, value in rule.also.items():
            yield from _saying(field, value, mention)


def _saying(field: str, value: NoteValue, mention: Mention) -> Iterator[Saying]:
    if mention.unsteered and field == _STEERED and value is True:
        return
    if mention.possible and field in _PLACES:
        if mention.intended and not mention.negated:
            yield Saying(field, value, "stated", 0, mention)
    elif mention.possible:
        yield Saying(field, value, "conditional", 0, mention)
    elif not mention.negated:
        said: Certainty = "negated" if value is False and field != "spinal" else "stated"
        weight = mention.weight - (UNSTEERED if mention.unsteered and field == _METHOD else 0)
        yield Saying(field, value, said, max(weight, 0), mention)
    elif isinstance(value, bool) and field == mention.rule.field and mention.rule.when_negated == "flips":
        yield Saying(field, not value, "negated", mention.weight, mention)


def few_of(sayings: Sequence[Saying]) -> list[Saying]:
    """The few sayings that show each value best: the heaviest, of several sentences, no words twice.

    A title tells what was done and the narrative how: neither crowds out the other.
    """
    often = any(saying.field in _NAMED_OFTEN for saying in sayings)
    most_told, most_brief = MOST_OF_PLACE if often else (MOST_TOLD, MOST_BRIEF)
    brief = [saying for saying in sayings if saying.mention.kind in BRIEF]
    told = [saying for saying in sayings if saying.mention.kind not in BRIEF]
    return _heaviest(told, most_told) + _heaviest(brief, most_brief)


def _heaviest(sayings: Sequence[Saying], few: int) -> list[Saying]:
    if len(sayings) <= 1:
        return list(sayings)
    found: list[Saying] = []
    shown: dict[NoteValue, list[Mention]] = {}
    ordered = sorted(sayings, key=lambda each: (-each.weight, *order_of(each)))
    for most, once in ((few - 1, True), (few, False)):
        for saying in ordered:
            mine = shown.setdefault(saying.value, [])
            if len(mine) < most and not _is_shown(saying.mention, mine, by_sentence=once):
                mine.append(saying.mention)
                found.append(saying)
    return found


def _is_shown(mention: Mention, shown: Sequence[Mention], *, by_sentence: bool) -> bool:
    """Whether words are among those shown, or stand in one sentence with them."""
    for each in shown:
        if by_sentence and each.sentence == mention.sentence:
            return True
        if mention.start < each.end and each.start < mention.end:
            return True
    return False
