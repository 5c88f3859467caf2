"""The claim record, schemas 1 and 2: the one shape in which a claim enters Needlepoint.

Null means "not stated", which is not "no". Field names and values are a stable interface (claim-format).
Claims, facts and findings are made by the thousand and hold no cycles, so the collector need not watch them
(`gc=False`).
"""

from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from app.coding.dispositions import Disposition
from app.coding.words import ClaimForm, EquipmentOwner, Laterality, Modality, RecordAtHand, Technique


class Line(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One claim line. `units` are units of service; `encounter` numbers the sessions of one day from 1."""

    code: str
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


class Claim(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """One claim: an encounter, its lines, and what the documentation says. Read by `app.claims.record`.

    `record` says whether there was a record to review; `record_of` answers where it is not stated.
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


SCHEMA_2 = ("record", "dispositions", "checklist")
"""What a file of schema 1 does not have."""
_NOTHING = Documentation()


def record_of(claim: Claim) -> RecordAtHand:
    """Whether there is a record: as stated, else none when nothing of the documentation is stated.

    >>> record_of(Claim(schema=1, date_of_service=date(2026, 9, 15), lines=()))
    'none'
    """
    return claim.record or ("none" if claim.documentation == _NOTHING else "reviewed")


def needs_schema_2(claim: Claim) -> tuple[str, ...]:
    """The fields of schema 2 that the claim uses."""
    return tuple(name for name in SCHEMA_2 if getattr(claim, name) not in (None, ()))


def with_schema(claim: Claim) -> Claim:
    """The claim with the lowest schema that holds what it says."""
    schema: Literal[1, 2] = 2 if needs_schema_2(claim) else 1
    return claim if schema == claim.schema else msgspec.structs.replace(claim, schema=schema)


def without_decisions(claim: Claim) -> Claim:
    """What a review reads of a claim: everything but the decisions and the seal, which change no flag."""
    return with_schema(msgspec.structs.replace(claim, dispositions=(), checklist=None))
