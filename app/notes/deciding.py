"""From mentions to answers: which value of a field a note states, and where it speaks against itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec import structs

from app.coding.note_book import NoteValue
from app.notes.assembling import reading_of
from app.notes.mention import Mention
from app.notes.places import beside_places, beside_region, letters, of_the_act, with_level, within
from app.notes.record import NoteReading
from app.notes.sayings import BRIEF, Answer, Saying, few_of, order_of, sayings_of
from app.notes.tokens import Words
from app.notes.weights import EXPLICIT, MOVED, ONLY_MARKED, REPEATED, SIGN

_LANDMARK = "landmark"


def decide(
    mentions: Iterable[Mention], words: Words, listed: Sequence[int] = (), told: Sequence[int | None] = ()
) -> NoteReading:
    """The answers of all fields, with the evidence for them in the order of the text.

    `listed` and `told`: see `assembling.reading_of`.
    """
    by_field: dict[str, list[Saying]] = {"region": []}
    for mention in mentions:
        for saying in sayings_of(mention):
            by_field.setdefault(saying.field, []).append(saying)
    _leave_out_denied_methods(by_field)
    places = with_level(sorted(by_field.pop("region"), key=order_of))
    region = _region(places)
    for also in beside_places(places, region, words):
        by_field.setdefault(also.field, []).append(also)
    if "laterality" in by_field:
        by_field["laterality"] = beside_region(
            of_the_act(by_field["laterality"], region, places),
            [each for each in places if each.value == region.value],
        )
    answers = {"region": region}
    for field in sorted(by_field):
        if sayings := sorted(by_field[field], key=order_of):
            answers[field] = _SPECIAL.get(field, _answer)(sayings)
    return reading_of(answers, words, listed, told)


def _region(places: list[Saying]) -> Answer:
    """The place, shown also where the note names it in general."""
    value = _answer(within(places)).value
    return Answer(
        value, few_of([saying for saying in places if saying.value == value and saying.certainty == "stated"])
    )


def _leave_out_denied_methods(by_field: dict[str, list[Saying]]) -> None:
    """Take out what speaks for landmarks only as long as no imaging is told of.

    That one method was not used says nothing where the note tells of another, and nothing of landmarks where
    it names none. Signs on the body and touch say nothing beside imaging.
    """
    stated = [saying for saying in by_field.get("modality", ()) if saying.certainty == "stated"]
    imaging = [saying for saying in stated if saying.value != _LANDMARK]
    used = {saying.value for saying in imaging if saying.weight >= EXPLICIT}
    named = any(saying.value == _LANDMARK and not saying.mention.rule.denies for saying in stated)
    for field in ("modality", "needle_guided"):
        by_field[field] = [
            saying
            for saying in by_field.get(field, ())
            if not (_is_denial(saying, used, named=named) or (imaging and _is_sign(saying)))
        ]


def _is_denial(saying: Saying, used: Collection[NoteValue], *, named: bool) -> bool:
    """Whether words say only that one method was not used, where the note tells which was, or none at all."""
    denied = saying.mention.rule.denies
    if used:
        return denied != "" and denied not in used
    return denied != "" and saying.field == "modality" and not named


def _is_sign(saying: Saying) -> bool:
    rule = saying.mention.rule
    return rule.value == _LANDMARK and rule.weight == SIGN


def _method(sayings: Sequence[Saying]) -> Answer:
    """The method; one that is plainly told contradicts that the needle went by landmarks alone."""
    told = [each for each in sayings if each.certainty == "stated" and each.weight >= EXPLICIT]
    alone = [each for each in sayings if each.certainty == "stated" and each.value == _LANDMARK]
    imaging = [each for each in told if each.value != _LANDMARK]
    if not (imaging and any(each in told for each in alone)):
        return _answer(sayings)
    shown = [structs.replace(each, certainty="contradicted") for each in few_of([*imaging, *alone])]
    return Answer(None, shown, shown)


def _answer(sayings: Sequence[Saying]) -> Answer:
    """The heaviest value, None for none; yes and no of one weight contradict each other."""
    said = [saying for saying in sayings if saying.certainty != "conditional"]
    if not said:
        return Answer(None, few_of(sayings))
    top = max(saying.weight for saying in said)
    leading = list(dict.fromkeys(saying.value for saying in said if saying.weight == top))
    if not isinstance(said[0].value, bool):
        value = _settled(leading, said)
        return Answer(value, few_of([saying for saying in said if saying.value == value]))
    settled = leading[0] if len(leading) == 1 else None
    for_it = few_of([saying for saying in said if saying.value == settled])
    others = few_of([saying for saying in said if saying.value != settled])
    against = [structs.replace(saying, certainty="contradicted") for saying in others]
    shown = [*for_it, *against]
    return Answer(settled, shown, shown if against else ())


def _guided(sayings: Sequence[Saying]) -> Answer:
    """Whether imaging led the needle; a mark on the skin before that speaks only against a title."""
    moved = any(
        each.value is True
        and each.certainty == "stated"
        and each.mention.rule.weight >= MOVED
        and each.mention.kind not in BRIEF
        for each in sayings
    )
    return _answer([each for each in sayings if not (moved and each.mention.rule.weight <= ONLY_MARKED)])


def _settled(leading: Sequence[NoteValue], said: Sequence[Saying]) -> NoteValue:
    """Of values with equal weight the one that moved the needle or is named most; of places the first."""
    if said[0].field == "region":
        top = [saying for saying in said if saying.value in leading]
        heaviest = max(saying.weight for saying in top)
        return min(
            (saying.mention.start, saying.mention.end, str(saying.value))
            for saying in top
            if saying.weight == heaviest
        )[2]
    return max(leading, key=lambda value: _named(value, said))


def _named(value: NoteValue, said: Sequence[Saying]) -> tuple[bool, int]:
    """Whether the needle itself was moved by a method, and how often a value is named."""
    mine = [saying for saying in said if saying.value == value]
    moved = any(saying.mention.rule.weight >= MOVED and saying.mention.kind not in BRIEF for saying in mine)
    return moved and said[0].field == "modality", len(mine)


def _side(sayings: Sequence[Saying]) -> Answer:
    """Right and left of one weight are both sides; a side named less plainly speaks against."""
    if corrections := [saying for saying in sayings if saying.mention.rule.corrects]:
        return _corrected(sayings, corrections)
    said = _once_each([saying for saying in sayings if saying.certainty != "conditional"])
    if not said:
        return Answer(None, ())
    top = max(saying.weight for saying in said)
    leading = {saying.value for saying in said if saying.weight == top}
    value = next(iter(leading)) if len(leading) == 1 else "bilateral"
    for_it = [
        structs.replace(saying, value=value)
        for saying in few_of([each for each in said if each.value in {*leading, value}])
    ]
    opposite = {"right": "left", "left": "right"}.get(str(value))
    against = few_of([saying for saying in said if saying.value == opposite and saying.weight >= top - 1])
    against = [structs.replace(saying, certainty="contradicted") for saying in against]
    return Answer(value, [*for_it, *against], [*for_it, *against] if against else ())


def _corrected(sayings: Sequence[Saying], corrections: Sequence[Saying]) -> Answer:
    """The side of a correction, or none where anything else names another: which is right is not told."""
    corrected = {saying.mention.sentence for saying in corrections}
    told = [saying for saying in sayings if saying.certainty != "conditional"]
    others = [saying for saying in told if saying.mention.sentence not in corrected]
    if len({saying.value for saying in (*others, *corrections)}) == 1:
        return _answer([*others, *corrections])
    found = few_of([*others, *corrections])
    shown = [structs.replace(saying, certainty="contradicted") for saying in found]
    return Answer(None, shown, shown)


def _once_each(said: Sequence[Saying]) -> Sequence[Saying]:
    """Without "repeated on the right" where the title and everything else names the right alone."""
    sides = {saying.value for saying in said if saying.mention.rule.weight < REPEATED}
    titled = any(saying.value in sides and saying.mention.kind == "title" for saying in said)
    if len(sides) != 1 or not titled:
        return said
    named = {at for saying in said if saying.value in sides for at in letters(saying)}
    return [saying for saying in said if saying.value in sides or named.isdisjoint(letters(saying))]


def _longest(sayings: Sequence[Saying]) -> Answer:
    """The longest of the words for the region; what a diagnosis names only where nothing else does."""
    said = [saying for saying in sayings if saying.certainty != "conditional"]
    done = [saying for saying in said if saying.mention.kind != "diagnosis"]
    best = max(
        done or said, key=lambda saying: (len(str(saying.value)), saying.weight, -saying.mention.start)
    )
    return Answer(best.value, few_of([saying for saying in said if saying.value == best.value]))


def _last_told(sayings: Sequence[Saying]) -> Answer:
    """What became of a catheter is what the note tells last, as long as it tells it plainly."""
    told = [saying for saying in sayings if saying.certainty != "conditional" and saying.weight >= EXPLICIT]
    if len({saying.value for saying in told}) < 2:
        return _answer(sayings)
    value = max(told, key=lambda saying: saying.mention.end).value
    return Answer(value, few_of([saying for saying in told if saying.value == value]))


_SPECIAL: Mapping[str, Callable[[Sequence[Saying]], Answer]] = {
    "modality": _method,
    "needle_guided": _guided,
    "laterality": _side,
    "target": _longest,
    "catheter_left": _last_told,
}
