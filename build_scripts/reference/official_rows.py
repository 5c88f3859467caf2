"""The rows of data/ that restate official files: add-ons, PTP edits, fees, units, what codes contain."""

from decimal import Decimal

from app.coding.facts import Ground
from app.coding.official import AddOnType, Adjudication, Indicator
from app.coding.rates import ShareRule
from app.coding.words import Confidence
from build_scripts.reference.rows import Cited, Setting, Span


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
    """pair_edits.csv: a row of the NCCI PTP table. `rationale` is our category word.

    Without a locator it is found in its source by its two codes.
    """

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


class SupersededFactorRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """superseded_factors.csv: a conversion factor in releases, and the days on which a law had raised it."""

    conversion: float


class PaymentShareRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """payment_shares.csv: see `app.coding.rates.PaymentShare`."""

    rule: ShareRule
    indicator: str = ""
    percents: tuple[Decimal, ...]


class StateRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """states.csv: see `app.coding.rates.State`."""

    state: str
    parts: tuple[str, ...] = ()


class UnitsRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """units.csv: a row of an MUE table."""

    code: str
    setting: Setting
    value: int
    adjudication: Adjudication
    rationale: str = ""
