"""The rows of data/ as typed records: this page is the definition of every file's columns and keys.

`source` names one or several ids of sources.toml; `locator` says where in each: as many as sources, one, or
none.
"""

from datetime import date
from typing import Any, Literal

from msgspec import Struct

from app.coding.facts import CodeKind, Ground, ModifierKind, WithGuidance
from app.coding.official import AddOnType, Adjudication, Indicator
from app.coding.pages import FactState
from app.coding.words import (
    Basis,
    ClaimForm,
    Confidence,
    Modality,
    Payer,
    Technique,
)

Texts = tuple[str, ...]
Setting = Literal["practitioner", "hospital"]


class Cited(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every fact carries: who says so, and where. TOML may write a single source as plain text."""

    source: str | Texts = ()
    locator: str | Texts = ()

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(source, locator) for each source. Raises ValueError when the locators do not fit."""
        sources = (self.source,) if isinstance(self.source, str) else self.source
        locators = (self.locator,) if isinstance(self.locator, str) else self.locator
        if len(locators) not in (0, 1, len(sources)):
            raise ValueError(f"{len(locators)} locators for {len(sources)} sources")
        if not sources:
            return ()
        if len(locators) < len(sources):
            locators = (locators or ("",)) * len(sources)
        return tuple(zip(sources, locators, strict=True))


class Span(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A cited fact that holds on dates of service `first` to `last`, both inclusive; empty is open."""

    first: date | None = None
    last: date | None = None


class BookRow(Struct, frozen=True, forbid_unknown_fields=True):
    """book.toml: the edition of the book, and the dates of service for which it may answer."""

    edition: str
    first: date
    last: date
    title: str = "Needlepoint book"


class SourceRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """sources.toml `[[source]]`. `series` is set on sources that belong to an official series of editions."""

    id: str
    basis: Basis
    publisher: str
    title: str
    edition: str
    short: str
    url: str
    licence: str
    confidence: Confidence
    read: date
    series: str | None = None
    published: date | None = None
    first: date | None = None
    last: date | None = None
    note: str = ""


class CodeRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """codes.csv: a row for every code that data/ mentions. `label`: our own words, at most 60 characters.

    `add_on`: the NCCI add-on table has it as an add-on. Its primaries are in addon_pairs.csv, or not held.
    """

    code: str
    label: str
    kind: CodeKind
    modality: Modality | None = None
    successors: Texts = ()
    requires_imaging: tuple[Modality, ...] = ()
    techniques: tuple[Technique, ...] = ()
    targets: Texts = ()
    radiographic_arthrogram: bool = False
    add_on: bool = False
    group: str = ""
    confidence: Confidence = "high"
    note: str = ""


class AddOnRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """addon_pairs.csv: a row of the NCCI add-on table. Type 2 has the primary CCCCC (contractor decides)."""

    add_on: str
    kind: AddOnType
    primary: str
    note: str = ""


class InclusionRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """inclusions.csv: `code` already contains `guidance`."""

    code: str
    guidance: str
    ground: Ground
    confidence: Confidence = "high"
    conflict: str | None = None
    note: str = ""


class AlternativeRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """alternatives.csv: with `code`, look at `use` instead of `guidance`."""

    code: str
    guidance: str
    use: str
    confidence: Confidence = "high"
    conflict: str | None = None
    note: str = ""


class PairRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """pair_edits.csv: a row of the NCCI PTP table. `rationale` is our category word."""

    column1: str
    column2: str
    indicator: Indicator
    rationale: str
    setting: Setting = "practitioner"


class FeeRowData(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """fees.csv: a row of the PFS relative value file, unadjusted. `modifier`: empty is global; 26, TC, 53."""

    code: str
    modifier: str = ""
    status: str = ""
    work: float | None = None
    practice: float | None = None
    practice_facility: float | None = None
    malpractice: float | None = None
    total: float | None = None
    total_facility: float | None = None
    facility_na: bool = False
    component: str = ""
    global_days: str = ""
    multiple: str = ""
    bilateral: str = ""
    supervision: str = ""
    imaging_family: str = ""
    conversion: float = 0.0


class UnitsRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """units.csv: a row of an MUE table."""

    code: str
    setting: Setting
    value: int
    adjudication: Adjudication
    rationale: str = ""


class ModifierRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """modifiers.toml `[[modifier]]`. `seed_*` are what the seed document says, where it speaks."""

    code: str
    label: str
    kind: ModifierKind
    claim_forms: tuple[ClaimForm, ...]
    rank: int
    bypasses_pairs: bool
    with_guidance: WithGuidance
    note: str = ""
    evaluation_only: bool = False
    use: str = ""
    avoid: str = ""
    conflicts: Texts = ()
    confidence: Confidence = "high"
    seed_description: str = ""
    seed_use: str = ""


class PlaceRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """places.csv: a place of service with the facility flag of CMS."""

    code: str
    label: str
    facility: bool
    note: str = ""


class PayerPlaceRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payer_places.csv: a payer's own facility flag, where it differs from CMS."""

    payer: Payer
    code: str
    facility: bool
    note: str = ""


class PolicyRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payers.toml `[[payer.policy]]`."""

    id: str
    slug: str
    text: str
    names_77002: bool
    number: str = ""
    confidence: Confidence = "high"


class PayerRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payers.toml `[[payer]]`. `follows_ncci` is left out when no source says."""

    id: Payer
    label: str
    follows_ncci: bool | None = None
    note: str = ""
    policy: tuple[PolicyRow, ...] = ()


class ElementRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """documentation.toml `[[element]]`: a field of the claim's documentation, who asks for it and what."""

    field: str
    label: str
    asked_by: str
    text: str
    confidence: Confidence = "high"


class DenialRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """denials.csv: a situation, the reason codes seen on the remittance, and the remedy."""

    situation: str
    codes: str
    remedy: str
    id: str = ""
    confidence: Confidence = "high"


class DiagnosisRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """diagnoses.csv: examples of diagnoses by primary procedure; a supplement, never a rule.

    `label`: our own words, at most 60 characters.
    """

    primary: Texts
    codes: Texts
    label: str
    note: str = ""
    confidence: Confidence = "high"


class PositionRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """conflicts.toml `[[conflict.position]]`."""

    text: str


class ConflictRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """conflicts.toml `[[conflict]]`: sources that disagree, which governs, why, and what to do from when."""

    id: str
    title: str
    governs: str
    why: str
    advice: str
    position: tuple[PositionRow, ...]
    codes: Texts = ()
    first: date | None = None


class DecisionRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """decisions.csv: for a target, a purpose and a modality, what to report and the guidance code or none."""

    order: int
    target: str
    purpose: str
    modality: Modality
    report: Texts = ()
    guidance: str = "none"
    note: str = ""
    confidence: Confidence = "high"


class TermRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """glossary.toml `[[term]]`."""

    id: str
    term: str
    text: str
    confidence: Confidence = "high"


class SynonymRow(Struct, frozen=True, forbid_unknown_fields=True):
    """synonyms.toml `[[synonym]]`: what coders type, and the pages meant, best first."""

    words: Texts
    keys: Texts


class FactRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section.fact]]` of a guidance or topic file."""

    value: str
    label: str = ""
    note: str = ""
    state: FactState = "stated"
    confidence: Confidence = "high"


class GroupRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section.group]]`: codes under one label."""

    label: str
    codes: Texts
    note: str = ""
    disputed: bool = False


class TableRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section.table]]`. `row_sources` names a source for each row; `source` stands for all of them."""

    columns: Texts
    rows: tuple[Texts, ...]
    numeric: tuple[int, ...] = ()
    filterable: bool = False
    row_sources: tuple[str | Texts, ...] = ()


class SectionRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section]]`. `style` grid shows the facts as a grid, prose as paragraphs."""

    id: str
    title: str
    style: Literal["grid", "prose"] = "prose"
    fact: tuple[FactRow, ...] = ()
    group: tuple[GroupRow, ...] = ()
    table: tuple[TableRow, ...] = ()


class PageRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A guidance file (its key is the code) or a topic file ("topic:…")."""

    key: str
    summary: str
    title: str = ""
    synonyms: Texts = ()
    section: tuple[SectionRow, ...] = ()


class ExampleRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """examples/*.json: a bundled claim."""

    title: str
    note: str
    claim: dict[str, Any]
