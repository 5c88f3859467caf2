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
    lines = _Lines(text)
    found = (_ask(lines, reading, template, divided.get(template.field)) for template in templates)
    return tuple(Query(field, about, words) for field, words in filter(None, found))


def with_queries(
    text: str, reading: NoteReading, templates: Iterable[QueryTemplate], table: GuidanceTable
) -> NoteReading:
    """The reading with its questions, each about the guidance code that the note calls for."""
    return structs.replace(reading, queries=ask(text, reading, templates, guidance_of(reading, table)))


class _Lines:
    """A note by its lines: which one a place stands in, and the words of a sentence."""

    def __init__(self, text: str) -> None:
        self._text = text

    def quote(self, sentence: tuple[int, int]) -> str:
        """A sentence with the number of its first line, counted from 1, its white space made single."""
        start, end = sentence
        words = " ".join(self._text[start:end].split())
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        return f"Line {self._text.count(chr(10), 0, start) + 1}: “{shown}”"


def _ask(
    lines: _Lines, reading: NoteReading, template: QueryTemplate, contradiction: Contradiction | None
) -> tuple[str, str] | None:
    if contradiction is not None:
        evidence = [reading.evidence[index] for index in contradiction.evidence]
        return template.field, _words(
            lines, template, template.divided or template.silent, evidence, _options(template, evidence)
        )
    if not template.silent or reading.value(template.field) is not None or not _is_asked(reading, template):
        return None
    facts = [
        each
        for each in reading.evidence
        if each.field in template.facts and each.certainty in ("stated", "negated")
    ]
    if not facts or any(each.field == template.field for each in reading.evidence):
        return None
    return template.field, _words(lines, template, template.silent, facts, ())


def _is_asked(reading: NoteReading, template: QueryTemplate) -> bool:
    """Whether the note says so much that the question concerns it."""
    return all(reading.value(field) in values for field, values in template.when.items())


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


def _words(
    lines: _Lines, template: QueryTemplate, question: str, facts: Sequence[Evidence], options: Sequence[str]
) -> str:
    quotes = dict.fromkeys(lines.quote(each.sentence) for each in facts)
    return "\n".join((template.title, "", "The note says:", *quotes, "", question, "", *_answers(options)))


def _answers(options: Sequence[str]) -> Iterator[str]:
    yield from (f"{_BOX} {option}" for option in options)
    yield f"{_BOX} {OTHER} {_BLANK}" if options else f"Answer: {_BLANK}"
    yield f"{_BOX} {UNABLE}"
