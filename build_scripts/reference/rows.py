"""The rows of data/ as typed records: the definition of every file's columns and keys.

Those of official files stand in `official_rows`, those on denials in `denial_rows`, authored pages in
`page_rows`.

`source` names one or several ids of sources.toml; `locator` says where in each: as many as sources, one, or
none.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.facts import CodeKind, ModifierKind, Way, WithGuidance
from app.coding.payers import PolicyTrigger
from app.coding.sources import Publication
from app.coding.words import (
    ClaimForm,
    Confidence,
    Modality,
    Technique,
)

Texts = tuple[str, ...]
Setting = Literal["practitioner", "hospital"]
FAMILY_ONLY = "Family of code only"
"""The group of codes that are here because a PTP edit names them."""


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


class SourceRow(Publication, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """sources.toml `[[source]]`: the publication as facts cite it."""


class CodeRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """codes.csv: a row for every code that data/ mentions. `label`: our own words, at most 60 characters.

    `add_on_since`: the first day on which the NCCI add-on table has it as an add-on, None when it never does.
    Its primaries are in addon_pairs.csv, or not held.
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
    add_on_since: date | None = None
    group: str = ""
    confidence: Confidence = "high"
    note: str = ""

    @property
    def is_family_only(self) -> bool:
        """Whether its label says no more than the family of the code: it is found by number, not by words."""
        return self.group == FAMILY_ONLY


class VariantRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """variants.csv: see `app.coding.facts.Variant`."""

    code: str
    way: Way
    use: str = ""
    label: str = ""


class ModifierRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """modifiers.toml `[[modifier]]`. `openpayer_*` are what OpenPayer's page says, where it speaks."""

    code: str
    label: str
    kind: ModifierKind
    claim_forms: tuple[ClaimForm, ...]
    rank: int
    bypasses_pairs: bool
    with_guidance: WithGuidance
    note: str = ""
    evaluation_only: bool = False
    procedures_only: bool = False
    use: str = ""
    avoid: str = ""
    conflicts: Texts = ()
    needle_sites: Texts | None = None
    confidence: Confidence = "high"
    openpayer_description: str = ""
    openpayer_use: str = ""


class PlaceRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """places.csv: a place of service with the facility flag of CMS."""

    code: str
    label: str
    facility: bool
    note: str = ""


class PayerPlaceRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payer_places.csv: a payer's own facility flag, where it differs from CMS."""

    payer: str
    code: str
    facility: bool
    note: str = ""


class TriggerRow(PolicyTrigger, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payers.toml `[[payer.policy.trigger]]`: the trigger as rules read it; its policy has the source."""


class PolicyRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payers.toml `[[payer.policy]]`. What names neither 77002 nor guidance bears on it by inference only."""

    id: str
    slug: str
    text: str
    names_77002: bool
    names_guidance: bool = False
    number: str = ""
    confidence: Confidence = "high"
    whole_service_from: date | None = None
    trigger: tuple[TriggerRow, ...] = ()


class PayerRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payers.toml `[[payer]]`. `follows_ncci` is left out when no source says.

    `other_names`: what else a coder may type for it, words apart by spaces. `searched`: the day on which
    public documents were last searched for 77002.
    """

    id: str
    label: str
    searched: date | None = None
    follows_ncci: bool | None = None
    other_names: str = ""
    note: str = ""
    policy: tuple[PolicyRow, ...] = ()


class ElementRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """documentation.toml `[[element]]`: what is asked of a field of the claim's documentation.

    How the field is called and who asks for it, `app.coding.fields` says.
    """

    field: str
    text: str
    confidence: Confidence = "high"

    @property
    def path(self) -> str:
        """The path of the field in a claim, by which `app.coding.fields` describes it."""
        return f"documentation.{self.field}"


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
    """conflicts.toml `[[conflict]]`: sources that disagree, which governs, why, and what to do from when.

    `edits`: the PTP edits that bar what another authority allows, as "column 1 / column 2".
    """

    id: str
    title: str
    governs: str
    why: str
    advice: str
    position: tuple[PositionRow, ...]
    codes: Texts = ()
    edits: Texts = ()
    first: date | None = None


class DecisionRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """decisions.csv: for a target, a purpose and a modality, what to report and the guidance code or none.

    `study`: the CT and MR exams for which contrast was injected, each reported apart.
    """

    order: int
    target: str
    purpose: str
    modality: Modality
    report: Texts = ()
    guidance: str = "none"
    study: Texts = ()
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
