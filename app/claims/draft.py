"""The draft: everything that stands in the claim form, readable or not, as one frozen value.

A claim record holds only what could be read. A draft also keeps what a coder typed and Needlepoint could not
read, so that nothing typed is lost, and the dispositions, so that undo takes all of it back together. No Qt
here.
"""

from datetime import date
from functools import lru_cache

import msgspec
from msgspec import Struct

from app.claims.checks import LINES_PER_CLAIM, check_claim, fault_of_line
from app.claims.shorthand import parse_lines
from app.coding.claim import OF_SOURCE_LINE, Claim, Documentation, Line, Locality, OfSourceLine
from app.coding.dates import parse_date
from app.coding.dispositions import Disposition
from app.coding.errors import InputError
from app.coding.field_path import field_name, line_path
from app.coding.fields import FIELDS
from app.coding.words import ClaimForm, EquipmentOwner, FileWarning, RecordAtHand

NO_DATE = "Type the date of service, for example 09/15/2026, or t for today."


_SHARED = [name for name in Claim.__struct_fields__ if name not in ("schema", "lines", "checklist")]


class DraftLine(OfSourceLine, frozen=True):
    """One row of the grid. Units and encounter stay text until they are read as numbers."""

    code: str = ""
    modifiers: tuple[str, ...] = ()
    units: str = "1"
    diagnoses: tuple[str, ...] = ()
    encounter: str = "1"


class Problem(Struct, frozen=True):
    """Something typed that cannot be read: the path of its field and one sentence."""

    field: str
    sentence: str


class Draft(Struct, frozen=True, kw_only=True):
    """What stands in the form. `unread` pairs the path of a field with typed text that it could not take.

    `origin` tells the claims of one session apart, so that undo gives each its own file back.
    """

    origin: int = 0

    date_of_service: date | None = None
    lines: tuple[DraftLine, ...] = ()
    reference: str | None = None
    claim_form: ClaimForm | None = None
    place_of_service: str | None = None
    payer: str | None = None
    equipment_owner: EquipmentOwner | None = None
    documentation: Documentation = Documentation()
    record: RecordAtHand | None = None
    unread: tuple[tuple[str, str], ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    bill_type: str | None = None
    frequency: str | None = None
    locality: Locality | None = None
    practitioner: str | None = None
    patient: str | None = None
    file_warnings: tuple[FileWarning, ...] = ()

    def get(self, field: str) -> object:
        """The value at a path such as "payer" or "documentation.signed"."""
        return FIELDS[field].read(self)

    def with_value(self, field: str, value: object) -> "Draft":
        """The draft with `value` at the path `field`; text that the field could not take goes."""
        unread = tuple(pair for pair in self.unread if pair[0] != field)
        return FIELDS[field].write(msgspec.structs.replace(self, unread=unread), value)

    def with_unread(self, field: str, text: str) -> "Draft":
        """The draft with `text` kept at a field that could not read it; the field itself is not stated."""
        draft = self.with_value(field, None)
        return msgspec.structs.replace(draft, unread=(*draft.unread, (field, text)))


def draft_of(claim: Claim) -> Draft:
    """The draft that shows a claim. A checklist's seal stays behind: it is of the claim as it was printed."""
    lines = tuple(draft_line(line) for line in claim.lines)
    return Draft(lines=lines, **{name: getattr(claim, name) for name in _SHARED})


def draft_line(line: Line) -> DraftLine:
    """The grid row that shows a claim line."""
    kept = {name: getattr(line, name) for name in OF_SOURCE_LINE}
    return DraftLine(line.code, line.modifiers, str(line.units), line.diagnoses, str(line.encounter), **kept)


def find_problems(draft: Draft) -> tuple[Problem, ...]:
    """Everything in the draft that keeps it from being a claim, from the top of the form down."""
    problems = []
    texts = dict(draft.unread)
    if draft.date_of_service is None:
        problems.append(Problem("date_of_service", _explain_date(texts.get("date_of_service", ""))))
    problems += [
        Problem(field, f"“{text}” is not in the list. Choose an entry, or clear the field.")
        for field, text in texts.items()
        if field != "date_of_service"
    ]
    for index, row in enumerate(draft.lines):
        problems += _line_problems(row, index, draft.claim_form)
    if len(draft.lines) > LINES_PER_CLAIM:
        most = f"A claim has at most {LINES_PER_CLAIM} lines; this one has {len(draft.lines)}."
        problems.append(Problem(line_path(LINES_PER_CLAIM, "code"), f"{most} Remove some."))
    return tuple(problems)


def claim_of(draft: Draft) -> Claim:
    """The claim that the draft states. Raises InputError with the first problem's sentence."""
    problems = find_problems(draft)
    if problems:
        raise InputError(problems[0].sentence)
    assert draft.date_of_service is not None  # find_problems has seen to it
    values = {name: getattr(draft, name) for name in _SHARED}
    return check_claim(Claim(schema=2, lines=tuple(_line(row) for row in draft.lines), **values))


def _line(row: DraftLine) -> Line:
    kept = {name: getattr(row, name) for name in OF_SOURCE_LINE}
    return Line(row.code, row.modifiers, int(row.units), row.diagnoses, int(row.encounter), **kept)


@lru_cache(maxsize=1_024)
def _line_problems(row: DraftLine, index: int, form: ClaimForm | None) -> tuple[Problem, ...]:
    """What one row holds that a claim line cannot; the sentences are those of the claim file.

    Remembered, because each letter typed into one row asks for all.
    """
    place = f"Line {index + 1}"
    if not row.code and not (row.revenue_code and form == "institutional"):
        sentence = f"{place} has no code. Type it, or remove the line with Ctrl+Del."
        return (Problem(line_path(index, "code"), sentence),)
    numbers = (("units", "units", row.units), ("encounter", "the encounter", row.encounter))
    unread = tuple(
        Problem(line_path(index, field), f"{place}: {name} must be a whole number, for example 1.")
        for field, name, text in numbers
        if not (text.isascii() and text.isdigit())
    )
    if unread:
        return unread
    fault = fault_of_line(_line(row), form)
    if fault is None:
        return ()
    sentence = _explain_code(row.code) or fault.sentence
    return (Problem(line_path(index, field_name(fault.field)), f"{place}: {sentence}"),)


def _explain_code(text: str) -> str:
    """Why a whole line typed into Code could not be read; empty when it is one word and so a wrong code."""
    if " " not in text.strip() and "-" not in text:
        return ""
    try:
        parse_lines(text)
    except InputError as error:
        return str(error)
    return ""


def _explain_date(text: str) -> str:
    if not text:
        return NO_DATE
    try:
        parse_date(text, date.min)
    except InputError as error:
        return str(error)
    return NO_DATE
