"""The note record: what `needlepoint note --json` prints and the window shows (claim-format)."""

from datetime import date
from typing import Literal

from msgspec import Struct, structs

from app.coding.claim import Documentation
from app.coding.note_book import NoteValue

Certainty = Literal["stated", "negated", "conditional", "contradicted"]
"""Stated; negated; only planned or possible; stated, and something stronger in the note speaks against it."""

NO_ANSWER = "No words here answer a field of the form. Is it a procedure note?"
"""What is said of a text without evidence."""
_UNSURE = "a box may belong to the words on either side of it; they are not read."


class Evidence(Struct, frozen=True, gc=False):
    """One piece of a note that answers a field. `start`, `end` and `sentence` count characters of the text.

    `procedure` is the number of the procedure, from 1, that it belongs to; None where the note does not tell.
    """

    field: str
    value: NoteValue
    start: int
    end: int
    sentence: tuple[int, int]
    certainty: Certainty
    rule: str
    procedure: int | None = None


class Contradiction(Struct, frozen=True, gc=False):
    """A field that a note answers in two ways, with the indexes of the evidence on both sides."""

    field: str
    evidence: tuple[int, ...]


class Query(Struct, frozen=True, gc=False):
    """A question to the physician about a field, in words that lead nowhere.

    `about` is the code that it bears on, "" for none; it stands in no words of it. `text` is the whole
    question; the fields behind it are its parts.
    """

    field: str
    about: str
    text: str
    title: str = ""
    quotes: tuple[str, ...] = ()
    question: str = ""
    answers: tuple[str, ...] = ()


class ProcedureSpan(Struct, frozen=True, gc=False):
    """Where a note names one of several procedures."""

    start: int
    end: int


class CodeLine(Struct, frozen=True, gc=False):
    """A code of a claim line with its modifiers."""

    code: str
    modifiers: tuple[str, ...] = ()


class FittingCodes(Struct, frozen=True, gc=False):
    """Lines that fit a note, and why in a few sentences with the sources.

    `contains_imaging`: no guidance code goes with them. `add_ons` go with them for further levels or lesions,
    where the record has them.
    """

    lines: tuple[CodeLine, ...]
    contains_imaging: bool
    add_ons: tuple[str, ...]
    why: str


class NoteCodes(Struct, frozen=True, gc=False):
    """What fits a note, or one of its procedures, on a date of service; without any, why there is none.

    `procedure` is its number, from 1, None for the note as a whole. Likeliest first.
    """

    date_of_service: date
    procedure: int | None = None
    fit: tuple[FittingCodes, ...] = ()
    why_none: str = ""


class NoteReading(Struct, frozen=True, kw_only=True):
    """What a note says. `region`, `spinal` and `contrast` are answered beside the documentation of a claim.

    `date_of_service` is YYYY-MM-DD, as its evidence has it.

    A field is None where the note says nothing, and where it says two things of equal weight. `codes` has
    what fits the note, or each of several procedures; nothing where nothing was found. `unsure_lines` are the
    numbers, from 1, of lines with a box that may belong to the words on either side, which are not read.
    """

    schema: Literal[1] = 1
    documentation: Documentation = Documentation()
    region: str | None = None
    spinal: bool | None = None
    contrast: bool | None = None
    date_of_service: str | None = None
    evidence: tuple[Evidence, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    queries: tuple[Query, ...] = ()
    procedures: tuple[ProcedureSpan, ...] = ()
    codes: tuple[NoteCodes, ...] = ()
    unsure_lines: tuple[int, ...] = ()

    def value(self, field: str) -> NoteValue | None:
        """The answer to a field by its name, of the documentation or beside it."""
        found: NoteValue | None = getattr(self.documentation if field in _DOCUMENTED else self, field)
        return found


_DOCUMENTED = frozenset(
    structs.fields(Documentation)[index].name for index in range(len(structs.fields(Documentation)))
)
NO_READING = NoteReading()
"""Of a text that says nothing."""


def say_unsure(reading: NoteReading) -> str:
    """The lines whose boxes cannot be told apart, as a sentence; "" for none.

    >>> say_unsure(NoteReading(unsure_lines=(2, 3)))
    'Lines 2 and 3: a box may belong to the words on either side of it; they are not read.'
    """
    numbers = [str(number) for number in reading.unsure_lines]
    if not numbers:
        return ""
    named = " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
    return f"Line{'s' if len(numbers) > 1 else ''} {named}: {_UNSURE}"
