"""The claim record, schemas 1 and 2: the one shape in which a claim enters Needlepoint.

Null means "not stated", which is not "no". Field names and values are a stable interface (claim-format).
Claims, facts and findings are made by the thousand and hold no cycles, so the collector need not watch them
(`gc=False`).
"""

import operator
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from app.coding.dispositions import Disposition
from app.coding.words import (
    ClaimForm,
    EquipmentOwner,
    FileWarning,
    Laterality,
    Modality,
    RecordAtHand,
    Technique,
)


class OfSourceLine(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """What a line keeps of the file that it comes from, in a claim as in a draft.

    `place_of_service` overrides that of the claim. `minutes` of anesthesia are never units. `source_line` is
    the number of the line in that file.
    """

    place_of_service: str | None = None
    revenue_code: str | None = None
    minutes: int | None = None
    practitioner: str | None = None
    source_line: str | None = None


class Line(OfSourceLine, frozen=True, gc=False, forbid_unknown_fields=True):
    """One claim line. `units` are units of service; `encounter` numbers the sessions of one day from 1.

    `code` is "" on a line of an institutional claim that has a revenue code alone; no rule looks at it.
    """

    code: str = ""
    modifiers: tuple[str, ...] = ()
    units: int = 1
    diagnoses: tuple[str, ...] = ()
    encounter: int = 1


class Documentation(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """What the record says, as the coder found it. Every field may be None: not stated."""

    modality: Modality | None = None
    needle_guided: bool | None = None
    needle_position: bool | None = None
    permanent_image: bool | None = None
    interpretation: bool | None = None
    reason_for_guidance: bool | None = None
    laterality: Laterality | None = None
    technique: Technique | None = None
    target: str | None = None
    palpable_target: bool | None = None
    catheter_left: bool | None = None
    radiographic_arthrogram: bool | None = None
    separate_site: bool | None = None
    separate_encounter: bool | None = None
    anesthesia: bool | None = None
    dose_index: bool | None = None
    signed: bool | None = None
    report_attached: bool | None = None


class Seal(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What an exported checklist says of its own contents, for `verify`. Written by export only."""

    digest: str


class Locality(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """Where a service was rendered, for payment and coverage: a ZIP code, or a carrier with its locality."""

    zip: str | None = None
    carrier: str | None = None
    locality: str | None = None


class Claim(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """One claim: an encounter, its lines, and what the documentation says. Read by `app.claims.record`.

    `record` says whether there was a record to review; `record_of` answers where it is not stated.
    `practitioner` and `patient` tell same from different inside one file and name nobody. `file_warnings`:
    what is wrong with the file that it comes from, so that something of it may be lost.
    """

    schema: Literal[1, 2]
    date_of_service: date
    lines: tuple[Line, ...]
    reference: str | None = None
    claim_form: ClaimForm | None = None
    place_of_service: str | None = None
    payer: str | None = None
    equipment_owner: EquipmentOwner | None = None
    documentation: Documentation = Documentation()
    record: RecordAtHand | None = None
    dispositions: tuple[Disposition, ...] = ()
    checklist: Seal | None = None
    bill_type: str | None = None
    frequency: str | None = None
    locality: Locality | None = None
    practitioner: str | None = None
    patient: str | None = None
    file_warnings: tuple[FileWarning, ...] = ()


OF_SOURCE = ("bill_type", "frequency", "locality", "practitioner", "patient", "file_warnings")
"""What a claim keeps of the file that it comes from."""
OF_SOURCE_LINE = OfSourceLine.__struct_fields__
"""What a line keeps of it."""
SCHEMA_2 = ("record", "dispositions", "checklist", *OF_SOURCE)
"""What a file of schema 1 does not have; its lines do not have what a line keeps of its source."""
REPLACEMENT, VOID = "7", "8"
"""Frequencies of a claim that replaces an earlier one as a whole, and of one that cancels it."""
_NOTHING = Documentation()
_read_schema_2 = operator.attrgetter(*SCHEMA_2)
_UNUSED = _read_schema_2(Claim(schema=1, date_of_service=date.min, lines=()))


def record_of(claim: Claim) -> RecordAtHand:
    """Whether there is a record: as stated, else none when nothing of the documentation is stated.

    >>> record_of(Claim(schema=1, date_of_service=date(2026, 9, 15), lines=()))
    'none'
    """
    return claim.record or ("none" if claim.documentation == _NOTHING else "reviewed")


def needs_schema_2(claim: Claim) -> tuple[str, ...]:
    """The fields of schema 2 that the claim uses, those of lines with their path."""
    if not uses_schema_2(claim) and not any(map(keeps_source, claim.lines)):
        return ()  # as mostly
    used = tuple(name for name in SCHEMA_2 if getattr(claim, name) not in (None, ()))
    return used + tuple(
        f"lines[{index}].{name}"
        for index, line in enumerate(claim.lines)
        if keeps_source(line)
        for name in OF_SOURCE_LINE
        if getattr(line, name) is not None
    )


def uses_schema_2(claim: Claim) -> bool:
    """Whether a claim uses a field of schema 2, apart from its lines."""
    return _read_schema_2(claim) != _UNUSED


def keeps_source(line: Line) -> bool:
    """Whether a line has something of schema 2, the source that it comes from."""
    return not (
        line.place_of_service is None
        and line.revenue_code is None
        and line.minutes is None
        and line.practitioner is None
        and line.source_line is None
    )


def coded_lines(claim: Claim) -> tuple[Line, ...]:
    """The lines that have a code: all but those of a hospital with a revenue code alone."""
    for line in claim.lines:
        if not line.code:
            return tuple(line for line in claim.lines if line.code)
    return claim.lines  # as mostly: many ask, of every claim


def place_of(claim: Claim, line: Line) -> str | None:
    """The place of service of a line: its own, else that of the claim."""
    return line.place_of_service or claim.place_of_service


def with_schema(claim: Claim) -> Claim:
    """The claim with the lowest schema that holds what it says."""
    schema: Literal[1, 2] = 2 if needs_schema_2(claim) else 1
    return claim if schema == claim.schema else msgspec.structs.replace(claim, schema=schema)


def without_decisions(claim: Claim) -> Claim:
    """What a review reads of a claim: everything but the decisions and the seal, which change no flag."""
    return with_schema(msgspec.structs.replace(claim, dispositions=(), checklist=None))
