"""The date of service that a note states under a label of its own, as evidence like all other.

A date is taken by its label alone: one of birth, of dictation or of a signature is none, and no name is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import structs

from app.coding.dates import parse_date
from app.coding.errors import InputError
from app.notes.record import Contradiction, Evidence, NoteReading

FIELD = "date_of_service"
RULE = "DATE-001"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LABEL = (
    r"(?:DOS|dates? of (?:service|procedure|surgery|operation|exam(?:ination)?)"
    r"|(?:service|procedure|surgery|exam) date)"
)
_DAY = (
    r"(?P<digits>\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})"
    rf"|(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
)
_STATED = re.compile(
    rf"(?:(?:^|[|;\t]|(?<![ ])[ ]{{2}})[ ]*{_LABEL}[ ]*[:#=]?|(?<![\w-]){_LABEL}[ ]*[:#=])"
    rf"[ \t]*(?:{_DAY})(?![\w/-])",
    re.IGNORECASE | re.MULTILINE | re.ASCII,
)
_ANOTHER = re.compile(r"\b(?:prior|previous|last|next|earlier|past|history|first)\b", re.IGNORECASE)
"""Words before a label on its line that make it the date of something else."""


def with_service_date(text: str, reading: NoteReading) -> NoteReading:
    """The reading with each date of service that the note states; of two different ones neither is its value.

    The value is the date as YYYY-MM-DD.
    """
    dates = tuple(_find(text))
    if not dates:
        return reading
    values = {each.value for each in dates}
    ordered = sorted((*reading.evidence, *dates), key=lambda each: (each.start, each.end))
    places = {id(each): index for index, each in enumerate(ordered)}
    moved = [
        structs.replace(each, evidence=tuple(places[id(reading.evidence[index])] for index in each.evidence))
        for each in reading.contradictions
    ]
    if len(values) > 1:
        moved.append(Contradiction(FIELD, tuple(places[id(each)] for each in dates)))
    return structs.replace(
        reading,
        date_of_service=dates[0].value if len(values) == 1 else None,
        evidence=tuple(ordered),
        contradictions=tuple(moved),
    )


def _find(text: str) -> Iterator[Evidence]:
    for found in _STATED.finditer(text):
        start = found.start() + len(found[0]) - len(found[0].lstrip(" \t|;"))
        line = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        if _ANOTHER.search(text, line, start):
            continue
        day = _day(found)
        if day is not None:
            sentence = (line, end if end >= 0 else len(text))
            yield Evidence(FIELD, day.isoformat(), start, found.end(), sentence, "stated", RULE)


def _day(found: re.Match[str]) -> date | None:
    typed = found["digits"] or f"{_MONTHS.index(found['month'].lower()) + 1}/{found['day']}/{found['year']}"
    try:
        return parse_date(typed, date.min)
    except InputError:  # no calendar has it: a slip of the pen, or no date
        return None
