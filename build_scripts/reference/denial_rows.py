"""The rows of data/ on denials: situations, the numbers of remittances, and the steps of appeal."""

from app.coding.denials import AppealStepName, DenialKind, DenialRoute
from app.coding.words import Confidence
from build_scripts.reference.rows import Cited, Texts


class DenialRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """denials.csv: a situation, the reason codes seen on the remittance, and the remedy.

    `code`: the group and reason code by which the denial is known, where one is.
    """

    situation: str
    code: str = ""
    codes: str
    remedy: str
    id: str = ""
    confidence: Confidence = "high"


class DenialCodeRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """denial_codes.csv: a number of a remittance, see `app.coding.denials.DenialCode`."""

    kind: DenialKind
    number: str
    label: str
    meaning: str = ""
    route: DenialRoute = ""
    rules: Texts = ()
    confidence: Confidence = "medium"


class AppealStepRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """appeal_steps.csv: see `app.coding.denials.AppealStep`; once for each year with a minimum of its own."""

    step: AppealStepName
    level: int | None = None
    name: str
    by: str
    days: int = 0
    years: int = 0
    years_with_cause: int = 0
    presumed_days: int = 0
    counts_from: str
    minimum: int | None = None
    year: int | None = None
    confidence: Confidence = "high"
