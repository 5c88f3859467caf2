"""From what a note says to a claim: which values are proposed, and the draft that takes them over."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from app.claims.draft import Draft
from app.coding.fields import FIELDS, NOTE_FIELDS
from app.coding.note_book import NoteValue
from app.notes.record import Certainty, Evidence, NoteReading

SAID_HOW: Mapping[Certainty, str] = {
    "stated": "stated",
    "negated": "negated",
    "conditional": "only planned",
    "contradicted": "speaks against",
}
"""How a note says something, in the words of the window and the command line."""
Chosen = Mapping[str, NoteValue]
"""The values to take over, by the name of the field."""


class Phrase(Struct, frozen=True):
    """One piece of evidence as a row: its number from 1, the field, the value, the quote and its line.

    `field` is "" where no claim holds the field. `in_form` is what the form has there already, in words,
    where that is another value; `is_preset` where a new claim has it, and nobody need have typed it.
    """

    number: int
    evidence: Evidence
    field: str
    label: str
    value: str
    quote: str
    line: int
    in_form: str = ""
    is_preset: bool = False

    @property
    def takes(self) -> bool:
        """Whether its value can be taken over: it is stated or negated, and a claim has the field."""
        return bool(self.field) and self.evidence.certainty != "conditional"


def phrases_of(
    text: str, reading: NoteReading, draft: Draft, new_date: date | None = None
) -> tuple[Phrase, ...]:
    """The rows of a reading, in the order of the note; what no claim holds is shown once for each value.

    `new_date` is the date that a new claim begins with.
    """
    rows = enumerate(shown_of(reading), 1)
    return tuple(_phrase(number, each, text, draft, new_date) for number, each in rows)


def shown_of(reading: NoteReading) -> Iterator[Evidence]:
    """The evidence in the order of the note; of what no claim holds the longest words for each value."""
    longest: dict[tuple[str, NoteValue, Certainty], Evidence] = {}
    for each in reading.evidence:
        best = longest.setdefault(_said(each), each)
        if each.end - each.start > best.end - best.start:
            longest[_said(each)] = each
    for each in reading.evidence:
        if NOTE_FIELDS[each.field].path in FIELDS or longest[_said(each)] is each:
            yield each


def _said(evidence: Evidence) -> tuple[str, NoteValue, Certainty]:
    return evidence.field, evidence.value, evidence.certainty


def _phrase(number: int, evidence: Evidence, text: str, draft: Draft, new_date: date | None) -> Phrase:
    field = NOTE_FIELDS[evidence.field]
    stands = draft.get(field.path) if field.path in FIELDS else None
    is_preset = field.kind == "date" and stands == new_date
    if isinstance(stands, date):
        stands = stands.isoformat()
    return Phrase(
        number,
        evidence,
        evidence.field if field.path in FIELDS else "",
        field.label,
        field.show(evidence.value),
        " ".join(text[evidence.start : evidence.end].split()),
        text.count("\n", 0, evidence.start) + 1,
        field.show(stands) if stands not in (None, evidence.value) else "",
        is_preset,
    )


def presumed(
    reading: NoteReading, phrases: tuple[Phrase, ...], singly: Sequence[NoteReading] = ()
) -> dict[str, NoteValue]:
    """The values to take over unless the user says otherwise.

    Those that the note states on the whole; none that speaks against it, and none where the form says
    something else already, unless a new claim says so. `singly` are the readings of each of several
    procedures of which none was chosen: a value on which they differ is not taken, else the side of one came
    to the technique of another.
    """
    return {
        each.field: each.evidence.value
        for each in phrases
        if each.takes
        and (not each.in_form or each.is_preset)
        and each.evidence.certainty != "contradicted"
        and each.evidence.value == reading.value(each.field)
        and all(one.value(each.field) in (None, each.evidence.value) for one in singly)
    }


def read_singly(
    read: Callable[[str, int | None], NoteReading], text: str, reading: NoteReading
) -> tuple[NoteReading, ...]:
    """What a note tells of each of its procedures; nothing where it names one alone."""
    numbers = range(1, len(reading.procedures) + 1) if len(reading.procedures) > 1 else ()
    return tuple(read(text, number) for number in numbers)


def still_chosen(chosen: Chosen, before: tuple[Phrase, ...], now: tuple[Phrase, ...]) -> dict[str, NoteValue]:
    """The choice without what the form, which changed beside the note, has since come to say otherwise."""
    stood = {each.field: each.in_form for each in before if is_chosen(chosen, each)}
    stands = {each.field: each.in_form for each in now if is_chosen(chosen, each)}
    typed = {field for field, words in stands.items() if words and words != stood[field]}
    return {field: value for field, value in chosen.items() if field not in typed}


def toggled(chosen: Chosen, phrase: Phrase) -> dict[str, NoteValue]:
    """The choice with the value of a row taken over instead of another one, or no more."""
    if not phrase.takes:
        return dict(chosen)
    others = {field: value for field, value in chosen.items() if field != phrase.field}
    return others if is_chosen(chosen, phrase) else {**others, phrase.field: phrase.evidence.value}


def is_chosen(chosen: Chosen, phrase: Phrase) -> bool:
    """Whether the value of a row is to be taken over."""
    return phrase.takes and chosen.get(phrase.field) == phrase.evidence.value


def fill(draft: Draft, chosen: Chosen) -> Draft:
    """The draft with these values, its record reviewed; the same draft when nothing is chosen."""
    if not chosen:
        return draft
    for field, value in chosen.items():
        known = NOTE_FIELDS[field]
        draft = draft.with_value(
            known.path, date.fromisoformat(str(value)) if known.kind == "date" else value
        )
    return structs.replace(draft, record="reviewed")


def quotes_of(phrases: tuple[Phrase, ...], chosen: Chosen) -> dict[str, str]:
    """The words of the note behind each value of the documentation taken over, with their lines, by path."""
    found: dict[str, list[str]] = {}
    for each in phrases:
        documented = NOTE_FIELDS[each.evidence.field].is_documentation
        if documented and is_chosen(chosen, each) and each.evidence.certainty != "contradicted":
            found.setdefault(NOTE_FIELDS[each.field].path, []).append(f"line {each.line}: “{each.quote}”")
    return {path: "; ".join(dict.fromkeys(said)) for path, said in found.items()}


def not_found(reading: NoteReading) -> Iterator[str]:
    """The labels of the documentation that no words of the note answer, in the order of the form."""
    answered = {each.field for each in reading.evidence}
    yield from (
        field.label for name, field in NOTE_FIELDS.items() if name not in answered and field.is_documentation
    )


def other_date(phrases: tuple[Phrase, ...], chosen: Chosen) -> str:
    """That the form has another date of service than the note, where that of the note is not to be taken."""
    dated = [each for each in phrases if NOTE_FIELDS[each.evidence.field].kind == "date"]
    stated = " and ".join(dict.fromkeys(each.value for each in dated))
    differs = [each for each in dated if each.in_form]
    if not differs or any(is_chosen(chosen, each) for each in dated) or len(differs) < len(dated):
        return ""
    return f"The note says the date of service is {stated}; the form says {differs[0].in_form}."
