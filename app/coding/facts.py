"""Facts: a snapshot of every look-up that rules may need, pinned to the date of service.

Rules see nothing else. Mappings are keyed by code as on the claim (upper case); a code that is absent
from `codes` is unknown to everything on the shelf.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.editions import EditionUse
from app.coding.official import AddOnPair, Diagnosis, FeeRow, PairEdit, UnitsLimit
from app.coding.sources import Citation, Source
from app.coding.words import ClaimForm, Modality, Payer, Technique

Need = Literal[
    "codes", "add-ons", "inclusions", "pairs", "units", "fees", "modifiers", "places", "payers", "diagnoses"
]
CodeKind = Literal["guidance", "primary", "imaging", "evaluation", "anesthesia", "other"]


class CodeFacts(Struct, frozen=True, kw_only=True):
    """What the shelf knows of a code. `first`/`last` are dates of service on which it is valid, None if open.

    `modality` is set for guidance codes and for codes that contain one modality's guidance;
    `requires_imaging` where the code may only be used with imaging; `techniques` and `targets` feed
    candidate primaries.
    """

    code: str
    label: str
    kind: CodeKind
    first: date | None = None
    last: date | None = None
    successors: tuple[str, ...] = ()
    modality: Modality | None = None
    requires_imaging: tuple[Modality, ...] = ()
    techniques: tuple[Technique, ...] = ()
    targets: tuple[str, ...] = ()
    radiographic_arthrogram: bool = False
    add_on_type: Literal["1", "2", "3"] | None = None
    citations: tuple[Citation, ...] = ()


class Inclusion(Struct, frozen=True, kw_only=True):
    """`code` already contains guidance: `guidance` must not be added from `first` to `last`.

    `ground` says on whose word: the code's own wording, a CPT instruction, an NCCI pair edit or arthrography
    supervision and interpretation. `conflict` names the register entry when another authority disagrees.
    """

    code: str
    guidance: str
    ground: Literal["wording", "cpt-instruction", "pair-edit", "arthrography"]
    first: date | None
    last: date | None
    note: str
    citations: tuple[Citation, ...]
    conflict: str | None = None


class Alternative(Struct, frozen=True, kw_only=True):
    """For `code`, the guidance code to look at is `use`, not `guidance`."""

    code: str
    guidance: str
    use: str
    note: str
    first: date | None
    last: date | None
    citations: tuple[Citation, ...]


class ModifierFacts(Struct, frozen=True, kw_only=True):
    """A modifier: where it may stand and what it does. `rank` orders modifiers on a line (pricing first)."""

    code: str
    label: str
    kind: Literal[
        "component", "distinct", "anatomic", "side", "reduced", "repeat", "liability", "site", "other"
    ]
    claim_forms: tuple[ClaimForm, ...]
    rank: int
    bypasses_pairs: bool
    with_guidance: Literal["yes", "no", "separate", "conditional"]
    note: str
    citations: tuple[Citation, ...]
    evaluation_only: bool = False


class PlaceFacts(Struct, frozen=True):
    """A place of service. `facility` by CMS; the payer's own list overrides it when the payer has one."""

    code: str
    label: str
    facility: bool
    citations: tuple[Citation, ...]


class PayerPolicy(Struct, frozen=True, kw_only=True):
    """One sourced payer rule. `slug` names the check it feeds; `names_77002` False means inferred."""

    id: str
    payer: Payer
    slug: str
    text: str
    first: date | None
    last: date | None
    names_77002: bool
    citations: tuple[Citation, ...]


class PayerFacts(Struct, frozen=True):
    """A payer: whether it follows NCCI edits, and its policies in force on the date of service."""

    id: Payer
    label: str
    follows_ncci: bool | None
    policies: tuple[PayerPolicy, ...]
    citations: tuple[Citation, ...]


class Facts(Struct, frozen=True, kw_only=True):
    """Everything rules may look at.

    `missing` gives, for a need that the shelf cannot meet, the reason as a sentence; `sources` are the
    sources in force by id, for rules to cite; `editions` what was looked into.
    """

    on: date
    sources: Mapping[str, Source] = {}
    missing: Mapping[Need, str] = {}
    editions: tuple[EditionUse, ...] = ()
    codes: Mapping[str, CodeFacts] = {}
    add_ons: Mapping[str, tuple[AddOnPair, ...]] = {}
    inclusions: Mapping[str, tuple[Inclusion, ...]] = {}
    alternatives: Mapping[str, tuple[Alternative, ...]] = {}
    pairs: Mapping[tuple[str, str], PairEdit] = {}
    units: Mapping[str, UnitsLimit] = {}
    fees: Mapping[str, Mapping[str, FeeRow]] = {}
    modifiers: Mapping[str, ModifierFacts] = {}
    place: PlaceFacts | None = None
    payer: PayerFacts | None = None
    diagnoses: Mapping[str, Diagnosis] = {}
    candidates: tuple[CodeFacts, ...] = ()
