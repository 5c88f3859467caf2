"""From mentions to answers: which value of a field a note states, and where it speaks against itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, structs

from app.coding.claim import Documentation
from app.coding.note_book import NoteRule, NoteValue, SectionKind
from app.notes.record import Certainty, Contradiction, Evidence, NoteReading
from app.notes.tokens import Words

MOST = 3  # pieces of evidence shown for one value of a field
ITSELF = "*"
"""A value that stands for the words themselves."""
_BESIDE = ("region", "spinal", "contrast")
_PLACES = frozenset({"laterality", "region", "spinal", "target"})
"""Fields for which an intent is a hint: where the needle was to go, when nothing says where it went."""
_AFTER_REGION = frozenset({"spinal", "target"})
"""Fields that the words for the region answer too."""
_SPINE = "spine"
_COMPLAINTS = frozenset({"indication", "diagnosis"})
_NEAR = 4  # words between a side and its place
_BESIDE_PLACE = 2
_EXPLICIT = 4  # the weight from which words tell what became of a catheter


class Mention(Struct, frozen=True, gc=False):
    """Words that a rule found. `start` to `end` count letters; `first` and `last` bound the sentence.

    `possible`: not said to be done. `intended`: not said to be merely possible.
    """

    rule: NoteRule
    start: int
    end: int
    first: int
    last: int
    negated: bool
    possible: bool
    intended: bool
    weight: int
    kind: SectionKind


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


def decide(mentions: Iterable[Mention], words: Words, text: str) -> NoteReading:
    """The answers of all fields, with the evidence for them in the order of the text."""
    by_field: dict[str, list[_Claim]] = {}
    for mention in mentions:
        for claim in _claims(mention, words, text):
            by_field.setdefault(claim.field, []).append(claim)
    answers: dict[str, _Answer] = {}
    for field in ("region", *sorted(by_field.keys() - {"region"})):
        claims = sorted(by_field.get(field, ()), key=_order)
        if field == "region":
            claims = _with_level(claims)
        elif field in _AFTER_REGION:
            claims = _of_region(claims, answers["region"])
        elif field == "laterality":
            claims = _beside_region(_of_the_act(claims, answers["region"]), answers["region"])
        if claims:
            answers[field] = _SPECIAL.get(field, _answer)(claims)
        elif field == "region":
            answers[field] = _Answer(None, ())
    return _reading(answers, words)


def _order(claim: _Claim) -> tuple[int, int, str]:
    return claim.mention.start, -claim.mention.end, claim.mention.rule.id


def _claims(mention: Mention, words: Words, text: str) -> Iterable[_Claim]:
    rule = mention.rule
    for field, named in ((rule.field, rule.value), *rule.also.items()):
        value = _words_of(mention, words, text) if named == ITSELF else named
        if mention.possible and field in _PLACES:
            if mention.intended and not mention.negated:
                yield _Claim(field, value, "stated", 0, mention)
        elif mention.possible:
            yield _Claim(field, value, "conditional", 0, mention)
        elif not mention.negated:
            said: Certainty = "negated" if value is False and field != "spinal" else "stated"
            yield _Claim(field, value, said, mention.weight, mention)
        elif isinstance(value, bool) and field == rule.field and rule.when_negated == "flips":
            yield _Claim(field, not value, "negated", mention.weight, mention)


def _words_of(mention: Mention, words: Words, text: str) -> str:
    return " ".join(text[words.starts[mention.start] : words.ends[mention.end - 1]].split())


def _with_level(claims: list[_Claim]) -> list[_Claim]:
    """The spine in general is the part of it that the note names most plainly."""
    parts = [claim for claim in claims if str(claim.value).endswith(f" {_SPINE}")]
    if not parts or all(claim.value != _SPINE for claim in claims):
        return claims
    part = max(parts, key=lambda claim: (claim.weight, -claim.mention.start)).value
    return [structs.replace(claim, value=part) if claim.value == _SPINE else claim for claim in claims]


def _of_region(claims: list[_Claim], region: _Answer) -> list[_Claim]:
    """The claims that rest on the same words as the region."""
    shown = {claim.mention.start for claim in region.shown if claim.value == region.value}
    return [claim for claim in claims if claim.mention.start in shown]


def _of_the_act(claims: list[_Claim], region: _Answer) -> list[_Claim]:
    """The claims without the side of a pain that the spine is treated for: the needle may go in at midline."""
    if not str(region.value).endswith(_SPINE):
        return claims
    return [claim for claim in claims if claim.mention.kind not in _COMPLAINTS]


def _beside_region(claims: list[_Claim], region: _Answer) -> list[_Claim]:
    """The claims, a side more if the place that the needle reached stands beside it."""
    places = [claim.mention for claim in region.shown if claim.value == region.value]

    def beside(claim: _Claim) -> bool:
        mine = claim.mention
        return any(mine.first == each.first and abs(mine.start - each.start) <= _NEAR for each in places)

    return [
        structs.replace(claim, weight=claim.weight + _BESIDE_PLACE) if beside(claim) else claim for claim in claims
    ]


def _answer(claims: Sequence[_Claim]) -> _Answer:
    """The heaviest value; yes and no of one weight contradict each other."""
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
    value = leading[0] if len(leading) == 1 else None
    return _Answer(value, [*for_it, *against], [*for_it, *against] if against else ())


def _settled(leading: Sequence[NoteValue], said: Sequence[_Claim]) -> NoteValue:
    """Of values with equal weight the one that is named most, then first."""
    return max(leading, key=lambda value: (sum(claim.value == value for claim in said), -leading.index(value)))


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


def _first_named(claims: Sequence[_Claim]) -> _Answer:
    """The heaviest, of those with equal weight the longest words."""
    said = [claim for claim in claims if claim.certainty != "conditional"]
    best = max(said, key=lambda claim: (claim.weight, len(str(claim.value)), -claim.mention.start))
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
    "target": _first_named,
    "catheter_left": _last_told,
}


def _few(claims: Sequence[_Claim]) -> list[_Claim]:
    """The few claims that show a value best: heaviest first, then as they stand; not twice the same words."""
    found: list[_Claim] = []
    for claim in sorted(claims, key=lambda each: (-each.weight, *_order(each))):
        mine = [each.mention for each in found if each.value == claim.value]
        overlaps = any(claim.mention.start < each.end and each.start < claim.mention.end for each in mine)
        if not overlaps and len(mine) < MOST:
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
    return Evidence(
        field=claim.field,
        value=claim.value,
        start=words.starts[mention.start],
        end=words.ends[mention.end - 1],
        sentence=(words.starts[mention.first], words.starts[mention.last]),
        certainty=claim.certainty,
        rule=mention.rule.id,
    )
