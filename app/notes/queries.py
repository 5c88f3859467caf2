"""Questions to the physician about what a note leaves open or says in two ways.

Each stands on sentences of the note with their lines, asks openly, and offers no answer that the note does
not hold; "other" and "unable to determine" are always there (practice brief on compliant queries, AHIMA and
ACDIS, 2022 update). Nothing in it names a code or speaks of payment: the build of the reference
database holds the templates to that.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from app.coding.fields import NOTE_FIELDS
from app.coding.guidance import GuidanceTable
from app.coding.note_book import NoteValue, QueryTemplate
from app.notes.proposing import guidance_of
from app.notes.record import Contradiction, Evidence, NoteReading, Query

OTHER = "Other:"
UNABLE = "Unable to determine"
_BOX = "[ ]"
_BLANK = "_" * 24
_LONGEST = 300
"""Characters of a sentence that is quoted."""


def ask(
    text: str, reading: NoteReading, templates: Iterable[QueryTemplate], about: str = ""
) -> tuple[Query, ...]:
    """The questions that a note leaves, in the order of the templates.

    `about` is the code that they bear on; it is kept beside them and stands in none. Nothing is asked of a
    text in which nothing was found.
    """
    divided = {each.field: each for each in reading.contradictions}
    asked = (_ask(text, reading, template, divided.get(template.field)) for template in templates)
    return tuple(structs.replace(query, about=about) for query in asked if query is not None)


def with_queries(
    text: str, reading: NoteReading, templates: Iterable[QueryTemplate], table: GuidanceTable
) -> NoteReading:
    """The reading with its questions, each about the guidance code that the note calls for."""
    return structs.replace(reading, queries=ask(text, reading, templates, guidance_of(reading, table)))


def _quote(text: str, sentence: tuple[int, int]) -> str:
    """A sentence with the number of its first line, counted from 1, its white space made single."""
    start, end = sentence
    words = " ".join(text[start:end].split())
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return f"Line {text.count(chr(10), 0, start) + 1}: “{shown}”"


def _ask(
    text: str, reading: NoteReading, template: QueryTemplate, contradiction: Contradiction | None
) -> Query | None:
    if contradiction is not None:
        evidence = [reading.evidence[index] for index in contradiction.evidence]
        options = _options(template, evidence)
        return _query(text, template, template.divided or template.silent, evidence, options)
    if not template.silent or not _is_asked(reading, template):
        return None
    facts = [
        each
        for each in reading.evidence
        if each.field in template.facts and each.certainty in ("stated", "negated")
    ]
    return _query(text, template, template.silent, facts, ()) if facts else None


def _is_asked(reading: NoteReading, template: QueryTemplate) -> bool:
    """Whether no words of the note answer the field, and it says so much that the question concerns it."""
    answered = any(each.field == template.field for each in reading.evidence)
    return not answered and all(reading.value(field) in values for field, values in template.when.items())


def _options(template: QueryTemplate, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The answers that the note holds, in the order of the field's values, not of the note."""
    field = NOTE_FIELDS[template.field]
    said: list[NoteValue] = list(dict.fromkeys(each.value for each in evidence))
    order = [True, False, *field.values]
    said.sort(key=lambda value: (order.index(value) if value in order else len(order), str(value)))
    return tuple(template.answers.get(_key(value), field.show(value)) for value in said)


def _key(value: NoteValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _query(
    text: str, template: QueryTemplate, question: str, facts: Sequence[Evidence], options: Sequence[str]
) -> Query:
    quotes = tuple(dict.fromkeys(_quote(text, each.sentence) for each in facts))
    answers = tuple(_answers(options))
    first = "" if options else "Answer: "
    head = (template.title, "", "The note says:", *quotes, "", question, "")
    words = "\n".join((*head, f"{first}{answers[0]}", *answers[1:]))
    return Query(template.field, "", words, template.title, quotes, question, answers)


def _answers(options: Sequence[str]) -> Iterator[str]:
    yield from (f"{_BOX} {option}" for option in options)
    yield f"{_BOX} {OTHER} {_BLANK}" if options else _BLANK
    yield f"{_BOX} {UNABLE}"
