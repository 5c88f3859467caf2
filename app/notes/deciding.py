"""From mentions to answers: which value of a field a note states, and where it speaks against itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from app.coding.claim import Documentation
from app.coding.note_book import NoteValue
from app.notes.mention import Mention
from app.notes.record import Certainty, Contradiction, Evidence, NoteReading
from app.notes.tokens import Words

MOST = 5  # pieces of evidence shown for one value of a field
ITSELF = "*"
"""A value that stands for the words themselves."""
_BESIDE = ("region", "spinal", "contrast")
_PLACES = frozenset({"laterality", "region", "spinal", "target"})
"""Fields for which an intent is a hint: where the needle was to go, when nothing says where it went."""
_SPINE = "spine"
_PLAIN = 3  # the weight of a place that stands in a title, beside an act or behind "into"
_COMPLAINTS = frozenset({"indication", "diagnosis"})
_NEAR = 4  # words between a side and its place
_BESIDE_PLACE = 2
_EXPLICIT = 4  # the weight from which words tell what became of a catheter


class _Claim(Struct, frozen=True, gc=False):
    """What one mention says of one field."""

    field: str
    value: NoteValue
    certainty: Certainty
    weight: int
    mention: Mention


class _Answer(Struct, frozen=True):
    """A value or none, the claims to show, and those of them that contradict each other."""

    value: NoteValue | None
    shown: Sequence[_Claim]
    conflict: Sequence[_Claim] = ()


def decide(mentions: Iterable[Mention], words: Words) -> NoteReading:
    """The answers of all fields, with the evidence for them in the order of the text."""
    by_field: dict[str, list[_Claim]] = {"region": []}
    for mention in mentions:
        for claim in _claims(mention):
            by_field.setdefault(claim.field, []).append(claim)
    places = _with_level(sorted(by_field.pop("region"), key=_order))
    region = _answer(_within(places))
    for claim in places:
        for also in () if claim.value != region.value else _beside_place(claim, words):
            by_field.setdefault(also.field, []).append(also)
    if "laterality" in by_field:
        by_field["laterality"] = _beside_region(_of_the_act(by_field["laterality"], region), region)
    answers = {"region": region}
    for field in sorted(by_field):
        if claims := sorted(by_field[field], key=_order):
            answers[field] = _SPECIAL.get(field, _answer)(claims)
    return _reading(answers, words)


def _order(claim: _Claim) -> tuple[int, int, str]:
    return claim.mention.start, -claim.mention.end, claim.mention.rule.id


def _claims(mention: Mention) -> Iterator[_Claim]:
    """What a mention says of its field and of others; what a place answers besides is for `_beside_place`."""
    rule = mention.rule
    yield from _claim(rule.field, rule.value, mention)
    if rule.field != "region":
        for field, value in rule.also.items():
            yield from _claim(field, value, mention)


def _claim(field: str, value: NoteValue, mention: Mention) -> Iterator[_Claim]:
    if mention.possible and field in _PLACES:
        if mention.intended and not mention.negated:
            yield _Claim(field, value, "stated", 0, mention)
    elif mention.possible:
        yield _Claim(field, value, "conditional", 0, mention)
    elif not mention.negated:
        said: Certainty = "negated" if value is False and field != "spinal" else "stated"
        yield _Claim(field, value, said, mention.weight, mention)
    elif isinstance(value, bool) and field == mention.rule.field and mention.rule.when_negated == "flips":
        yield _Claim(field, not value, "negated", mention.weight, mention)


def _beside_place(claim: _Claim, words: Words) -> Iterator[_Claim]:
    """What the words for a place answer besides the region."""
    mention = claim.mention
    for field, named in mention.rule.also.items():
        start, end = words.place(mention.start, mention.end)
        value = " ".join(words.text[start:end].split()) if named == ITSELF else named
        yield structs.replace(claim, field=field, value=value)


def _with_level(claims: list[_Claim]) -> list[_Claim]:
    """The spine in general is the part of it that the note names most plainly."""
    parts = [claim for claim in claims if str(claim.value).endswith(f" {_SPINE}")]
    if not parts or all(claim.value != _SPINE for claim in claims):
        return claims
    part = max(parts, key=lambda claim: (claim.weight, -claim.mention.start, -claim.mention.end)).value
    return [structs.replace(claim, value=part) if claim.value == _SPINE else claim for claim in claims]


def _within(claims: list[_Claim]) -> list[_Claim]:
    """Without places in general, such as the abdomen, where the note plainly names what lies there."""
    if not any(claim.mention.rule.weight and claim.weight >= _PLAIN for claim in claims):
        return claims
    return [claim for claim in claims if claim.mention.rule.weight or claim.mention.rule.also.get("spinal")]


def _of_the_act(claims: list[_Claim], region: _Answer) -> list[_Claim]:
    """Without the sides of complaints and ways in, for places that have no sides of their own."""
    if any(claim.mention.rule.midline for claim in region.shown):
        return [claim for claim in claims if claim.mention.kind == "title"]
    if str(region.value).endswith(_SPINE):
        return [claim for claim in claims if claim.mention.kind not in _COMPLAINTS]
    return claims


def _beside_region(claims: list[_Claim], region: _Answer) -> list[_Claim]:
    """The claims, a side more if the place that the needle reached stands beside it."""
    places = [claim.mention for claim in region.shown if claim.value == region.value]

    def beside(claim: _Claim) -> bool:
        mine = claim.mention
        return any(
            mine.sentence == each.sentence and abs(mine.start - each.start) <= _NEAR for each in places
        )

    return [
        structs.replace(claim, weight=claim.weight + _BESIDE_PLACE) if beside(claim) else claim
        for claim in claims
    ]


def _answer(claims: Sequence[_Claim]) -> _Answer:
    """The heaviest value, None for none; yes and no of one weight contradict each other."""
    said = [claim for claim in claims if claim.certainty != "conditional"]
    if not said:
        return _Answer(None, _few(claims))
    top = max(claim.weight for claim in said)
    leading = list(dict.fromkeys(claim.value for claim in said if claim.weight == top))
    if not isinstance(said[0].value, bool):
        value = _settled(leading, said)
        return _Answer(value, _few([claim for claim in said if claim.value == value]))
    others = [claim for claim in said if claim.value not in leading or len(leading) > 1]
    for_it = _few([claim for claim in said if claim not in others])
    against = [structs.replace(claim, certainty="contradicted") for claim in _few(others)]
    shown = [*for_it, *against]
    return _Answer(leading[0] if len(leading) == 1 else None, shown, shown if against else ())


def _settled(leading: Sequence[NoteValue], said: Sequence[_Claim]) -> NoteValue:
    """Of values with equal weight the one that is named most, then first; of places the first."""
    if said[0].field == "region":
        top = [claim for claim in said if claim.value in leading]
        heaviest = max(claim.weight for claim in top)
        return min(
            (claim.mention.start, claim.mention.end, str(claim.value))
            for claim in top
            if claim.weight == heaviest
        )[2]
    named = [sum(claim.value == value for claim in said) for value in leading]
    return leading[named.index(max(named))]


def _side(claims: Sequence[_Claim]) -> _Answer:
    """Right and left of one weight are both sides; a side named less plainly speaks against."""
    said = [claim for claim in claims if claim.certainty != "conditional"]
    if not said:
        return _Answer(None, ())
    top = max(claim.weight for claim in said)
    leading = {claim.value for claim in said if claim.weight == top}
    value = next(iter(leading)) if len(leading) == 1 else "bilateral"
    for_it = _few([claim for claim in said if claim.value in leading])
    opposite = {"right": "left", "left": "right"}.get(str(value))
    against = _few([claim for claim in said if claim.value == opposite and claim.weight >= top - 1])
    against = [structs.replace(claim, certainty="contradicted") for claim in against]
    return _Answer(value, [*for_it, *against], [*for_it, *against] if against else ())


def _longest(claims: Sequence[_Claim]) -> _Answer:
    """The longest of the words for the region."""
    said = [claim for claim in claims if claim.certainty != "conditional"]
    best = max(said, key=lambda claim: (len(str(claim.value)), claim.weight, -claim.mention.start))
    return _Answer(best.value, _few([claim for claim in said if claim.value == best.value]))


def _last_told(claims: Sequence[_Claim]) -> _Answer:
    """What became of a catheter is what the note tells last, as long as it tells it plainly."""
    told = [claim for claim in claims if claim.certainty != "conditional" and claim.weight >= _EXPLICIT]
    if len({claim.value for claim in told}) < 2:
        return _answer(claims)
    value = max(told, key=lambda claim: claim.mention.end).value
    return _Answer(value, _few([claim for claim in told if claim.value == value]))


_SPECIAL: Mapping[str, Callable[[Sequence[_Claim]], _Answer]] = {
    "laterality": _side,
    "target": _longest,
    "catheter_left": _last_told,
}


def _few(claims: Sequence[_Claim]) -> list[_Claim]:
    """The few claims that show each value best: the heaviest, of several sentences, no words twice."""
    found: list[_Claim] = []
    ordered = sorted(claims, key=lambda each: (-each.weight, *_order(each)))
    for most, of_sentence in ((MOST - 1, 1), (MOST, MOST)):
        for claim in ordered:
            mine = [each.mention for each in found if each.value == claim.value]
            beside = sum(each.sentence == claim.mention.sentence for each in mine)
            overlaps = any(claim.mention.start < each.end and each.start < claim.mention.end for each in mine)
            if len(mine) < most and beside < of_sentence and not overlaps:
                found.append(claim)
    return found


def _reading(answers: Mapping[str, _Answer], words: Words) -> NoteReading:
    kept = [claim for answer in answers.values() for claim in answer.shown]
    ordered = sorted(kept, key=lambda claim: (claim.mention.start, claim.mention.end, claim.field))
    places = {id(claim): index for index, claim in enumerate(ordered)}
    values = {field: answer.value for field, answer in answers.items()}
    return NoteReading(
        documentation=Documentation(**{name: values[name] for name in values if name not in _BESIDE}),  # type: ignore[arg-type]  # each rule's values are of its field, which a test holds
        evidence=tuple(_evidence(claim, words) for claim in ordered),
        contradictions=tuple(
            Contradiction(field, tuple(sorted(places[id(claim)] for claim in answer.conflict)))
            for field, answer in answers.items()
            if answer.conflict
        ),
        **{name: values.get(name) for name in _BESIDE},  # type: ignore[arg-type]
    )


def _evidence(claim: _Claim, words: Words) -> Evidence:
    mention = claim.mention
    start, end = words.place(mention.start, mention.end)
    return Evidence(
        field=claim.field,
        value=claim.value,
        start=start,
        end=end,
        sentence=words.bounds[mention.sentence],
        certainty=claim.certainty,
        rule=mention.rule.id,
    )
