"""The checklist record: every word and number of the page, in order. The template only lays it out."""

from typing import Literal

from msgspec import Struct

from app.coding.dispositions import State
from app.coding.words import Severity

Shape = Literal["error", "warning", "info", "unchecked", "passed"]


class Count(Struct, frozen=True):
    """A shape with its words, for example the triangle and "4 warnings"; None for words alone."""

    shape: Shape | None
    words: str


class OutcomeBox(Struct, frozen=True):
    """The heavy box of the title band: a reader who stops here has been told the truth."""

    title: str
    counts: tuple[Count, ...]
    coverage: tuple[Count, ...]


class PrintedLine(Struct, frozen=True):
    """A row of section 1. `flags` are flag numbers of section 2; `short`: it takes one line of text."""

    number: str
    code: str
    label: str
    modifiers: tuple[str, ...]
    units: str
    diagnoses: tuple[str, ...]
    encounter: str
    flags: tuple[str, ...]
    short: bool = False


class PrintedDisposition(Struct, frozen=True):
    """The boxes of a flag: which is ticked, and the decision in words with its reason in full."""

    state: State
    words: str


class PrintedFlag(Struct, frozen=True):
    """A row of section 2. `finding` says what and why, `remedy` what clears it; one source a line."""

    number: str
    severity: Severity
    severity_word: str
    title: str
    place: str
    finding: str
    remedy: str
    basis: str
    id: str
    sources: tuple[str, ...]
    slug: str
    disposition: PrintedDisposition


class PrintedElement(Struct, frozen=True):
    """A row of section 3. `stated` False: nothing was entered on it. `short` as in `PrintedLine`."""

    label: str
    value: str
    stated: bool
    asked_by: str
    flags: tuple[str, ...]
    short: bool = False


class Check(Struct, frozen=True):
    """What a rule looks for, in a coder's words; `id` is "" for a rule that this version lacks."""

    title: str
    id: str


class CoverageItem(Struct, frozen=True):
    """Checks and the words after them, for example a reason in brackets."""

    checks: tuple[Check, ...]
    words: str = ""


class CoverageRow(Struct, frozen=True):
    """A row of section 4. The counts of its rows add up to the rule book. `words`: a small row in one.

    `lead`: the beginning of a sentence before the names of checks, which read like findings without it.
    """

    shape: Shape | None
    label: str
    items: tuple[CoverageItem, ...]
    separator: str = "; "
    small: bool = False
    words: str = ""
    lead: str = ""


class ResultCounts(Struct, frozen=True):
    """The two counts of section 5; the rest is for the pen."""

    lines: str
    elements: str


class Footer(Struct, frozen=True):
    """The footer of each page: program, checksum and editions; notices; the reference at the right."""

    identity: tuple[str, ...]
    notice: str
    disclaimer: str
    reference: str


class Attachment(Struct, frozen=True):
    """A file inside the PDF."""

    name: str
    text: str
    description: str


class Records(Struct, frozen=True, kw_only=True):
    """The checklists of several claims as one file. `document_date` is the last day of service, in ISO."""

    document_title: str
    document_date: str
    program: str
    records: "tuple[Record, ...]"
    attachments: tuple[Attachment, ...]


class Record(Struct, frozen=True, kw_only=True):
    """The whole checklist. `document_date` is ISO; `encounter` holds labels and values, None for a blank.

    `form` is what the names of its form fields begin with, so that several checklists can lie in one file.
    `not_asked`: the elements of the documentation without a row, as a sentence.
    """

    document_title: str
    document_date: str
    program: str
    paper: str
    title: str
    subtitle: str
    outcome: OutcomeBox
    encounter: tuple[tuple[str, str | None], ...]
    lines: tuple[PrintedLine, ...]
    flags: tuple[PrintedFlag, ...]
    documentation: tuple[PrintedElement, ...]
    not_asked: str
    coverage: tuple[CoverageRow, ...]
    result: ResultCounts
    footer: Footer
    attachments: tuple[Attachment, ...]
    form: str = ""
