"""Facts: a snapshot of every look-up that rules may need, pinned to the date of service.

Rules see nothing else. Mappings are keyed by code as on the claim; a code absent from `codes` is unknown.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.anatomy import NO_ANATOMY, Anatomy
from app.coding.editions import EditionUse
from app.coding.elsewhere import Elsewhere
from app.coding.guidance import GuidanceTable
from app.coding.local import LocalPolicy
from app.coding.official import AddOnPair, AddOnType, Diagnosis, FeeRow, PairEdit, UnitsLimit
from app.coding.pages import Disagreement
from app.coding.payers import PayerFacts
from app.coding.reasons import Gap
from app.coding.series import Need, SeriesName
from app.coding.sources import Citation, Source
from app.coding.words import ClaimForm, Modality, Technique

CodeKind = Literal["guidance", "primary", "imaging", "evaluation", "anesthesia", "companion", "other"]
Ground = Literal["wording", "cpt-instruction", "pair-edit", "arthrography"]
ModifierKind = Literal[
    "component", "distinct", "anatomic", "side", "reduced", "repeat", "liability", "site", "other"
]
WithGuidance = Literal["yes", "no", "separate", "conditional"]


Way = Literal[
    "catheter-left", "no-catheter", "ultrasound", "without-imaging", "second-level", "reading", "injection"
]
"""How a service may be done: with a catheter left in at its end or none, by ultrasound, without imaging, at
the second level in place of the third; or which part of it: the reading of the contrast, or the injection."""


class Variant(Struct, frozen=True, kw_only=True):
    """What stands for the service of a code where it was done in another way, or for another part of it.

    `use`: the code of it, or words that name several; "" where that hangs on more than the code. It is the
    code itself where that stands for this way. `label` is what another code is, in our words.
    """

    way: Way
    use: str = ""
    label: str = ""
    citations: tuple[Citation, ...] = ()


class CodeFacts(Struct, frozen=True, kw_only=True):
    """What the shelf knows of a code. `first`/`last` are dates of service on which it is valid.

    None where no source gives them. `listed_from` is then the earliest day for which a table that
    was read has the code: from that day on it is known to be valid, and before it nothing is known.

    `kind` is "companion" for what stands beside a procedure and is none that a needle was for: sedation,
    pathology, laboratory, infusion, vaccination, drugs, contrast and supplies.
    `modality` is set for guidance codes and for codes that contain one modality's guidance;
    `requires_imaging` where the code may only be used with imaging; `techniques` narrow the candidate
    primaries; `targets` are what the code is for, the same words for codes of one joint or device;
    `regions` are those of the body that an exam or a procedure is of, none where the code fits many.
    `add_on_type` is the type under which the add-on code edits list the code on the date of service, None
    when they do not list it then. `add_on`: whether it is an add-on code then as far as is known, also where
    its list of primaries is not held. `add_on_since`: the first day of which the table that was read has it.
    `variants`: what stands for the service where it was done in another way, as far as a source names it.
    `radiographic_arthrogram` marks supervision and interpretation codes of a full conventional arthrogram.
    """

    code: str
    label: str
    kind: CodeKind
    first: date | None = None
    last: date | None = None
    listed_from: date | None = None
    successors: tuple[str, ...] = ()
    modality: Modality | None = None
    requires_imaging: tuple[Modality, ...] = ()
    techniques: tuple[Technique, ...] = ()
    targets: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    radiographic_arthrogram: bool = False
    add_on_type: AddOnType | None = None
    add_on: bool | None = False
    add_on_since: date | None = None
    variants: tuple[Variant, ...] = ()
    citations: tuple[Citation, ...] = ()

    def variant(self, way: Way) -> Variant | None:
        """What stands for the service done in another way, None where nothing is known of it."""
        return next((each for each in self.variants if each.way == way), None)


class Inclusion(Struct, frozen=True, kw_only=True):
    """`code` already contains guidance: `guidance` must not be added from `first` to `last`.

    `ground` says on whose word: the code's own wording, a CPT instruction, an NCCI PTP edit or arthrography
    supervision and interpretation. `conflict` names the register entry when another authority disagrees.
    `pair_edit`: an NCCI PTP edit joins the two, so that NCCI denies the guidance.
    """

    code: str
    guidance: str
    ground: Ground
    first: date | None
    last: date | None
    note: str
    citations: tuple[Citation, ...]
    conflict: str | None = None
    pair_edit: bool = False


class Alternative(Struct, frozen=True, kw_only=True):
    """For `code`, the guidance code to look at is `use`, not `guidance`. `conflict` as in `Inclusion`.

    `pair_edit`: an NCCI PTP edit joins the two, so `guidance` is not paid beside `code` whatever it was for.
    """

    code: str
    guidance: str
    use: str
    note: str
    first: date | None
    last: date | None
    citations: tuple[Citation, ...]
    conflict: str | None = None
    pair_edit: bool = False


class FittingGuidance(Struct, frozen=True):
    """`guidance` is a code of the documented `method` that goes with `procedure`, a code on the claim.

    `instead`: it is the code for the procedure with that guidance, and stands in its place.
    """

    procedure: str
    guidance: str
    method: Modality
    citations: tuple[Citation, ...]
    instead: bool = False


class ModifierFacts(Struct, frozen=True, kw_only=True):
    """A modifier: where it may stand and what it does.

    `rank` orders modifiers on a line (pricing first). `conflicts`: it shares a line with none of these.
    `procedures_only`: it is for operations and procedures, not for visits or exams.
    `needle_sites`: the sites of the procedures on which it may stand, in the words of `ProcedureSites`; None
    where it may stand on any, empty where it is defined for other services than a needle's.
    """

    code: str
    label: str
    kind: ModifierKind
    claim_forms: tuple[ClaimForm, ...]
    rank: int
    bypasses_pairs: bool
    with_guidance: WithGuidance
    note: str
    citations: tuple[Citation, ...]
    evaluation_only: bool = False
    procedures_only: bool = False
    conflicts: tuple[str, ...] = ()
    needle_sites: tuple[str, ...] | None = None


class PlaceFacts(Struct, frozen=True):
    """A place of service. `facility` by CMS; the payer's own list overrides it when the payer has one."""

    code: str
    label: str
    facility: bool
    citations: tuple[Citation, ...]


class Facts(Struct, frozen=True, gc=False, kw_only=True):
    """Everything rules may look at, for one claim: rows in force on the date of service.

    - `sources`: the sources in force, by id and, for official series, also by the series name ("ncci-
      aoc"); rules cite either.
    - `missing`: for a need that the shelf cannot meet on this date, what would.
    - `partial`: for a need that is met only in part on this date, what would answer the rest.
    - `editions`: the editions that were looked into.
    - `codes`: by code on a claim line; a code that is absent is known to nothing on the shelf.
    - `codes_complete`: an official list (fee schedule or HCPCS) covers the date, so an absent code does
      not exist.
    - `add_ons`: by add-on code on the claim whose list is held, its rows of every date with a primary on the
      claim, so that an ended primary can be named.
    - `primaries`: by add-on code on the claim, the primaries listed then (types 1 and 3). Empty for type 2,
      and for an add-on whose list is not held; the latter has no rows in `add_ons`.
    - `guidance`: what is special about each guidance code, all that the shelf knows.
    - `anatomy`: what a needle may be for by its names, and what each procedure is done on.
    - `inclusions`, `alternatives`: by the code of the procedure, for the guidance codes on the claim.
    - `imaging_inside`: by code on the claim whose wording contains imaging guidance on the day, who says so,
      whether or not a guidance code stands beside it.
    - `without_imaging`: by code on the claim that contains imaging, the codes that stand in its place without
      it: those for which, with guidance, it is the one to report.
    - `pairs`: by (column 1, column 2), both on the claim.
    - `units`, `fees`: by code; a fee map is keyed by "", "26", "TC", "53".
    - `carried`: which of `add_ons`, `primaries`, `pairs`, `units` and `fees` were read in an edition that
      ended before the date, by series and code ("36901 / 77001" for a pair), and in which. What stands on
      such a row is at most a warning. `gaps_carried`: the needs for which they stand in, and what is missing.
    - `gaps_later`: the needs that an edition answers which begins after the date. Its rows have days of their
      own and answer; that it has no row is not known for the date, and what stands on that is as if carried.
    - `modifiers`: all that are known, by modifier. `listed_modifiers`: those on the claim that are not among
      them but on the HCPCS list in force; None where no such list is on the shelf.
    - `place`: None when the claim does not state it or the shelf does not know it. `payer`: None when the
      claim does not state it; not `known` when the shelf does not know it.
      `place.facility` is the payer's view where the payer has a list of its own. `line_places`: the same of
      the places that lines have of their own, by code.
    - `payers`: every payer that the shelf knows, by id.
    - `diagnoses`: keyed by the diagnosis as typed on the claim, with or without dot.
    - `candidates`: procedures that fit the documented technique and target, best first, with which the
      guidance code on the claim may be reported; empty when technique or target is not stated, and where
      the target is not known by its phrases (`app.coding.anatomy`).
    - `fitting_guidance`: the guidance codes of the documented method that go with the procedures on a claim
      without guidance of its own; empty when the record does not say that imaging steered the needle.
    - `conflicts`: the register of disagreements by id ("K1"), whole. `local`: that of the team, if any.
    - `elsewhere`: the patient's other claims of the day in one run; None for a claim looked at alone.
    """

    on: date
    sources: Mapping[str, Source] = {}
    missing: Mapping[Need, Gap] = {}
    partial: Mapping[Need, Gap] = {}
    editions: tuple[EditionUse, ...] = ()
    codes: Mapping[str, CodeFacts] = {}
    codes_complete: bool = False
    add_ons: Mapping[str, tuple[AddOnPair, ...]] = {}
    primaries: Mapping[str, frozenset[str]] = {}
    guidance: GuidanceTable = GuidanceTable()
    anatomy: Anatomy = NO_ANATOMY
    inclusions: Mapping[str, tuple[Inclusion, ...]] = {}
    alternatives: Mapping[str, tuple[Alternative, ...]] = {}
    imaging_inside: Mapping[str, tuple[Citation, ...]] = {}
    without_imaging: Mapping[str, tuple[Alternative, ...]] = {}
    pairs: Mapping[tuple[str, str], PairEdit] = {}
    units: Mapping[str, UnitsLimit] = {}
    fees: Mapping[str, Mapping[str, FeeRow]] = {}
    carried: Mapping[tuple[SeriesName, str], Source] = {}
    gaps_carried: Mapping[Need, Gap] = {}
    gaps_later: Mapping[Need, Gap] = {}
    modifiers: Mapping[str, ModifierFacts] = {}
    listed_modifiers: frozenset[str] | None = None
    place: PlaceFacts | None = None
    line_places: Mapping[str, PlaceFacts] = {}
    payer: PayerFacts | None = None
    payers: Mapping[str, PayerFacts] = {}
    diagnoses: Mapping[str, Diagnosis] = {}
    candidates: tuple[CodeFacts, ...] = ()
    fitting_guidance: tuple[FittingGuidance, ...] = ()
    conflicts: Mapping[str, Disagreement] = {}
    local: LocalPolicy | None = None
    elsewhere: Elsewhere | None = None

    def carried_pair(self, column1: str, column2: str) -> Source | None:
        """The ended edition in which the edit of a pair was read."""
        if not self.carried:
            return None  # as mostly where an edition is on the shelf
        return self.carried.get(("ncci-ptp", pair_key(column1, column2)))


def pair_key(column1: str, column2: str) -> str:
    """A pair of codes as `Facts.carried` names it."""
    return f"{column1} / {column2}"
