"""What the place that a needle reached tells of other fields, and what it makes of sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import structs

from app.coding.note_book import NoteValue
from app.notes.mention import Mention
from app.notes.sayings import BRIEF, Answer, Saying
from app.notes.tokens import Words
from app.notes.weights import BESIDE_PLACE, BESIDE_REACHED, COMPLAINED, PLAIN, REACHED, REPEATED

ITSELF = "*"
"""A value that stands for the words themselves."""
_SPINE, _SPINAL = "spine", "spinal"
_PARTS = frozenset({"cervical spine", "thoracic spine", "lumbar spine", "sacrum"})
_OF_SPINE = _PARTS.union((_SPINE, "thoracolumbar spine"))
_MEETING, _BOTH = {"thoracic spine", "lumbar spine"}, "thoracolumbar spine"
"""Parts of the spine that one sentence names alike, as where vertebrae of both are filled."""
_COMPLAINTS = frozenset({"indication", "diagnosis"})
_SEEN = "findings"
_OF_ROOTS = _COMPLAINTS | {_SEEN}
"""Sections whose sides are those of what hurts or is seen, in procedures at the spine."""
_NEAR = 4  # words between a side and its place
_BOTH_SIDES = "bilateral"


def with_level(sayings: list[Saying]) -> list[Saying]:
    """The spine in general is the part of it that the note names most plainly, or two parts that meet."""
    parts = [saying for saying in sayings if saying.value in _PARTS]
    if not parts:
        return sayings
    first = max(parts, key=lambda saying: (saying.weight, -saying.mention.start, -saying.mention.end))
    alike = {
        saying.value
        for saying in parts
        if saying.weight == first.weight and saying.mention.sentence == first.mention.sentence
    }
    named: dict[NoteValue, NoteValue] = {_SPINE: first.value}
    if alike == _MEETING:
        named = dict.fromkeys((_SPINE, *alike), _BOTH)
    return [structs.replace(saying, value=named.get(saying.value, saying.value)) for saying in sayings]


def within(sayings: list[Saying]) -> list[Saying]:
    """Without places in general, such as the abdomen, where the note plainly names what lies there."""
    if not any(saying.mention.rule.weight and saying.weight >= PLAIN for saying in sayings):
        return sayings
    return [
        saying for saying in sayings if saying.mention.rule.weight or saying.mention.rule.also.get("spinal")
    ]


def beside_places(places: list[Saying], region: Answer, words: Words) -> Iterator[Saying]:
    """What the words for the region answer besides it; other places that were reached tell of the spine."""
    spinal = {saying.mention.rule.also.get(_SPINAL) for saying in region.shown}
    for saying in places:
        mention = saying.mention
        also = mention.rule.also
        if saying.value == region.value:
            for field, named in also.items():
                value = _itself(mention, words) if named == ITSELF else named
                yield structs.replace(saying, field=field, value=value)
        elif also.get(_SPINAL) in spinal and (also[_SPINAL] is True or saying.weight >= REACHED):
            yield structs.replace(saying, field=_SPINAL, value=also[_SPINAL])


def _itself(mention: Mention, words: Words) -> str:
    start, end = words.place(mention.start, mention.end)
    return " ".join(words.text[start:end].split())


def of_the_act(sayings: list[Saying], region: Answer, places: Sequence[Saying]) -> list[Saying]:
    """Without the sides of complaints, of limbs and of ways in, for places without sides of their own.

    Where no other side is told, that of a root whose block the note names.
    """
    if any(saying.mention.rule.midline for saying in region.shown):
        told = [each for each in sayings if each.mention.kind == "title" or each.weight >= REPEATED]
        both = any(each.value == _BOTH_SIDES for each in told)
        return [each for each in sayings if each.value == _BOTH_SIDES] if both else told
    if region.value in _OF_SPINE:
        elsewhere = {
            at for place in places for at in letters(place) if place.mention.rule.also.get(_SPINAL) is False
        }
        kept = [
            saying
            for saying in sayings
            if saying.mention.kind not in _OF_ROOTS and elsewhere.isdisjoint(letters(saying))
        ]
        return kept or [saying for saying in sayings if saying.mention.rule.beside]
    return sayings


def letters(saying: Saying) -> range:
    """The words of a saying."""
    return range(saying.mention.start, saying.mention.end)


def beside_region(sayings: list[Saying], places: Iterable[Saying]) -> list[Saying]:
    """The sayings, a side more if the region stands beside it, most where the needle reached it.

    Less of complaints: of what hurts on both sides one may be treated.
    """
    near: set[tuple[int, int]] = set()
    reached: set[int] = set()
    for place in (saying.mention for saying in places):
        near.update((place.sentence, place.start + step) for step in range(-_NEAR, _NEAR + 1))
        if place.kind not in BRIEF and place.weight >= REACHED:
            reached.add(place.sentence)
    return [
        structs.replace(saying, weight=saying.weight + _beside(saying.mention, near, reached))
        for saying in sayings
    ]


def _beside(side: Mention, near: Collection[tuple[int, int]], reached: Collection[int]) -> int:
    """What to add for a side; of "into the left calf and the right calf" both were reached.

    `near`: the words beside places, each with its sentence; `reached`: the sentences of those reached.
    """
    if (side.sentence, side.start) not in near:
        return 0
    if side.kind in _COMPLAINTS:
        return max(0, COMPLAINED - side.weight)
    if side.sentence in reached:
        return BESIDE_REACHED
    return 0 if side.kind == _SEEN else BESIDE_PLACE
