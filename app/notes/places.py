"""What the place that a needle reached tells of other fields, and what it makes of sides."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from app.notes.sayings import Answer, Saying
from app.notes.tokens import Words

ITSELF = "*"
"""A value that stands for the words themselves."""
_SPINE, _SPINAL = "spine", "spinal"
_PARTS = frozenset({"cervical spine", "thoracic spine", "lumbar spine", "sacrum"})
_PLAIN = 3  # the weight of a place that stands in a title, beside an act or behind "into"
_COMPLAINTS = frozenset({"indication", "diagnosis"})
_NEAR = 4  # words between a side and its place
_BESIDE_PLACE = 2


def with_level(sayings: list[Saying]) -> list[Saying]:
    """The spine in general is the part of it that the note names most plainly."""
    parts = [saying for saying in sayings if saying.value in _PARTS]
    if not parts or all(saying.value != _SPINE for saying in sayings):
        return sayings
    part = max(parts, key=lambda saying: (saying.weight, -saying.mention.start, -saying.mention.end)).value
    return [structs.replace(saying, value=part) if saying.value == _SPINE else saying for saying in sayings]


def within(sayings: list[Saying]) -> list[Saying]:
    """Without places in general, such as the abdomen, where the note plainly names what lies there."""
    if not any(saying.mention.rule.weight and saying.weight >= _PLAIN for saying in sayings):
        return sayings
    return [
        saying for saying in sayings if saying.mention.rule.weight or saying.mention.rule.also.get("spinal")
    ]


def beside_places(places: list[Saying], region: Answer, words: Words) -> Iterator[Saying]:
    """What the words for the region answer besides it; those for other parts of the spine tell of it."""
    spinal = any(saying.mention.rule.also.get(_SPINAL) is True for saying in region.shown)
    for saying in places:
        mention = saying.mention
        also = mention.rule.also
        if saying.value == region.value:
            for field, named in also.items():
                start, end = words.place(mention.start, mention.end)
                value = " ".join(words.text[start:end].split()) if named == ITSELF else named
                yield structs.replace(saying, field=field, value=value)
        elif spinal and also.get(_SPINAL) is True:
            yield structs.replace(saying, field=_SPINAL, value=True)


def of_the_act(sayings: list[Saying], region: Answer) -> list[Saying]:
    """Without the sides of complaints and ways in, for places that have no sides of their own."""
    if any(saying.mention.rule.midline for saying in region.shown):
        return [saying for saying in sayings if saying.mention.kind == "title"]
    if region.value == _SPINE or region.value in _PARTS:
        return [saying for saying in sayings if saying.mention.kind not in _COMPLAINTS]
    return sayings


def beside_region(sayings: list[Saying], region: Answer) -> list[Saying]:
    """The sayings, a side more if the place that the needle reached stands beside it."""
    places = [saying.mention for saying in region.shown if saying.value == region.value]

    def beside(saying: Saying) -> bool:
        mine = saying.mention
        return any(
            mine.sentence == each.sentence and abs(mine.start - each.start) <= _NEAR for each in places
        )

    return [
        structs.replace(saying, weight=saying.weight + _BESIDE_PLACE) if beside(saying) else saying
        for saying in sayings
    ]
