"""The claim record, schema 1: the one shape in which a claim enters Needlepoint.

Null means "not stated", which is not "no". Field names and values are a stable interface (claim-format).
Claims, facts and findings are made by the thousand and hold no cycles, so the collector need not watch them
(`gc=False`).
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.words import ClaimForm, EquipmentOwner, Laterality, Modality, Technique


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


class Claim(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """One claim: an encounter, its lines, and what the documentation says. Read by `app.coding.reading`."""

    schema: Literal[1]
    date_of_service: date
    lines: tuple[Line, ...]
    reference: str | None = None
    claim_form: ClaimForm | None = None
    place_of_service: str | None = None
    payer: str | None = None
    equipment_owner: EquipmentOwner | None = None
    documentation: Documentation = Documentation()
