"""From mentions to answers: which value of a field a note states, and where it speaks against itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct, structs

from app.coding.claim import Documentation
from app.coding.note_book import NoteRule, NoteValue, SectionKind
from app.notes.record import Certainty, Contradiction, Evidence, NoteReading
from app.notes.tokens import Words

MOST = 3  # pieces of evidence shown for one value of a field
_BESIDE = ("region", "spinal", "contrast")
_LATER = {"spinal": 1, "target": 2}
"""Fields that follow from the region, which is answered before them."""
_PLACES = frozenset({"laterality", "region", "spinal", "target"})
"""Fields for which a plan is a hint: where the needle was to go, when nothing says where it went."""
ITSELF = "*"
_EXCLUSIVE = frozenset({"laterality"})
"""Fields with more than two values of which two at once are a contradiction."""


class Mention(Struct, frozen=True, gc=False):
    """Words that a rule found. `start` to `last` count letters; `first` and `last` bound the sentence."""

    rule: NoteRule
    start: int
    end: int
    first: int
    last: int
    negated: bool
    possible: bool
    weight: int
    kind: SectionKind


class _Claim(Struct, frozen=True, gc=False):
    """What one mention says of one field."""

    field: str
    value: NoteValue
    certainty: Certainty
    weight: int
    mention: Mention


def decide(mentions: Iterable[Mention], words: Words, text: str) -> NoteReading:
    """The answers of all fields, with the evidence for them in the order of the text."""
    claims = sorted(
        (claim for mention in mentions for claim in _claims(mention, words, text)),
        key=lambda claim: (
            _LATER.get(claim.field, 0),
            claim.field,
            claim.mention.start,
            -claim.mention.end,
            claim.mention.rule.id,
        ),
    )
    answers: dict[str, NoteValue] = {}
    kept: list[_Claim] = []
    conflicts: list[list[_Claim]] = []
    for field, group in groupby(claims, key=lambda claim: claim.field):
        found = list(group)
        if field in _LATER:
            found = [claim for claim in found if claim.mention.rule.value == answers.get("region")]
        value, shown, conflict = _answer(field, found)
        if value is not None:
            answers[field] = value
        kept += shown
        if conflict:
            conflicts.append(conflict)
    return _reading(answers, kept, conflicts, words)


def _claims(mention: Mention, words: Words, text: str) -> Iterable[_Claim]:
    rule = mention.rule
    for field, named in ((rule.field, rule.value), *rule.also.items()):
        value = _words_of(mention, words, text) if named == ITSELF else named
        yes_no = isinstance(value, bool)
        if mention.possible and field in _PLACES:
            if not mention.negated:
                yield _Claim(field, value, "stated", 0, mention)
        elif mention.possible:
            yield _Claim(field, value, "conditional", 0, mention)
        elif mention.negated and not yes_no:
            continue
        elif mention.negated:
            if field == rule.field and field not in _PLACES:
                yield _Claim(field, not value, "negated", mention.weight, mention)
        else:
            said: Certainty = "negated" if value is False and field != "spinal" else "stated"
            yield _Claim(field, value, said, mention.weight, mention)


def _words_of(mention: Mention, words: Words, text: str) -> str:
    return " ".join(text[words.starts[mention.start] : words.ends[mention.end - 1]].split())


def _answer(field: str, claims: Sequence[_Claim]) -> tuple[NoteValue | None, list[_Claim], list[_Claim]]:
    """The value, the claims to show, and those that contradict each other."""
    said = [claim for claim in claims if claim.certainty != "conditional"]
    best: dict[NoteValue, int] = {}
    for claim in said:
        best[claim.value] = max(best.get(claim.value, 0), claim.weight)
    if not best:
        return None, _first(claims), []
    top = max(best.values())
    leading = [value for value, weight in best.items() if weight == top]
    if len(leading) > 1:
        leading = _settle(field, leading, said, top)
    value = leading[0] if len(leading) == 1 else None
    for_it = _first([claim for claim in said if claim.value in leading])
    against: list[_Claim] = []
    if isinstance(said[0].value, bool) or field in _EXCLUSIVE:
        against = _first([claim for claim in said if claim.value not in leading])
        against = [structs.replace(claim, certainty="contradicted") for claim in against]
    if len(leading) > 1:
        for_it = [structs.replace(claim, certainty="contradicted") for claim in for_it]
    return value, [*for_it, *against], [*for_it, *against] if against or len(leading) > 1 else []


def _settle(field: str, leading: list[NoteValue], said: Sequence[_Claim], top: int) -> list[NoteValue]:
    """Of values with equal weight the one to take; several where the note contradicts itself."""
    if isinstance(leading[0], bool):
        return leading
    if field == "laterality":
        return ["bilateral"]
    if field == "target":
        return [min(leading, key=lambda value: (-len(str(value)), str(value)))]
    counts = {value: sum(claim.value == value for claim in said) for value in leading}
    first = {
        value: min(claim.mention.start for claim in said if claim.value == value and claim.weight == top)
        for value in leading
    }
    return [
        min(
            leading, key=lambda value: (first[value] if field != "modality" else -counts[value], first[value])
        )
    ]


def _first(claims: Sequence[_Claim]) -> list[_Claim]:
    """The few claims that show a value best: heaviest first, then as they stand; not twice the same words."""
    found: list[_Claim] = []
    for claim in sorted(claims, key=lambda each: (-each.weight, each.mention.start)):
        mine = [each for each in found if each.value == claim.value]
        overlaps = any(
            claim.mention.start < each.mention.end and each.mention.start < claim.mention.end for each in mine
        )
        if not overlaps and len(mine) < MOST:
            found.append(claim)
    return found


def _reading(
    answers: dict[str, NoteValue], kept: list[_Claim], conflicts: list[list[_Claim]], words: Words
) -> NoteReading:
    ordered = sorted(kept, key=lambda claim: (claim.mention.start, claim.mention.end, claim.field))
    evidence = tuple(_evidence(claim, words) for claim in ordered)
    places = {id(claim): index for index, claim in enumerate(ordered)}
    contradictions = tuple(
        Contradiction(conflict[0].field, tuple(sorted(places[id(claim)] for claim in conflict)))
        for conflict in conflicts
    )
    beside = {name: answers.pop(name) for name in _BESIDE if name in answers}
    return NoteReading(
        documentation=Documentation(**answers),  # type: ignore[arg-type]  # values as the rules' file was checked for
        evidence=evidence,
        contradictions=contradictions,
        **beside,  # type: ignore[arg-type]
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
