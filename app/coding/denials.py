"""Denials: the numbers of a remittance in our own words, and what follows from those of one line.

The wording of reason and remark codes belongs to X12 and the list's owners; only numbers are theirs here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.findings import Flag
from app.coding.reasons import Gap
from app.coding.sources import Citation
from app.coding.words import Confidence

GROUPS = ("CO", "CR", "OA", "PI", "PR")
"""The group codes of X12, by which typed numbers are told: each has its row in denial_codes.csv."""
DenialKind = Literal["group", "reason", "remark"]
DENIAL_KINDS: Mapping[DenialKind, str] = {
    "group": "group code",
    "reason": "reason code (CARC)",
    "remark": "remark code (RARC)",
}
DenialRoute = Literal[
    "new-claim", "no-appeal", "pair", "primary", "correct", "reopen", "records", "appeal", "write-off",
    "other-payer", "patient", "late", "units", "none", "",
]  # fmt: skip
"""Where a number leads by itself; "pair", "primary", "late" and "units" depend on the claim."""


class DenialCode(Struct, frozen=True, kw_only=True):
    """A number as a remittance shows it: our label, what it means for guidance, and where it leads.

    `rules` are the slugs of the rules that find the same before the claim is sent.
    """

    kind: DenialKind
    number: str
    label: str
    meaning: str = ""
    route: DenialRoute = ""
    rules: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: Confidence = "medium"


DeadlineKind = Literal["new claim", "reopening", "redetermination"]
"""The steps of which the last day is calculated."""
AppealStepName = Literal[DeadlineKind, "reconsideration", "hearing", "council", "court"]


class AppealStep(Struct, frozen=True, kw_only=True):
    """A step in original Medicare: a new claim, a reopening or a level of appeal, and how long it is open.

    It is open for `years` or `days` from the day that `counts_from` names, `years_with_cause` with cause.
    `presumed_days`: how long after its date a notice is presumed to be received, where days count from
    there. `minimum` is the least amount in dollars in `year`.
    """

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
    citations: tuple[Citation, ...] = ()


class DenialTable(Struct, frozen=True, kw_only=True):
    """Every number that is known, and the steps that are open after a denial."""

    codes: tuple[DenialCode, ...] = ()
    steps: tuple[AppealStep, ...] = ()

    def find(self, number: str) -> DenialCode | None:
        """The entry of a number, however it is written."""
        wanted = number.upper()
        return next((each for each in self.codes if each.number == wanted), None)

    def step(self, name: AppealStepName) -> AppealStep | None:
        """A step by its name; the first of those that differ only in their least amount."""
        return next((each for each in self.steps if each.step == name), None)


RemittedBy = Literal["typed", "paid", "made"]
REMITTED_BY: Mapping[RemittedBy, str] = {
    "typed": "as typed",
    "paid": "the day of its payment (BPR16)",
    "made": "the day on which the payer made it (DTM 405)",
}
"""Where the date of a remittance is taken from: typed, or stated by the remittance itself."""


class Denial(Struct, frozen=True, kw_only=True):
    """What a remittance says of one line, or of the claim where `line` is None.

    `remitted`: the date of the remittance; None where it is not known. `remitted_by`: where it is from.
    """

    group: str = ""
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    line: int | None = None
    remitted: date | None = None
    remitted_by: RemittedBy | None = None

    def numbers(self) -> tuple[str, ...]:
        """All numbers, the group first."""
        return tuple(filter(None, (self.group, *self.reasons, *self.remarks)))


Action = Literal[
    "new-claim",
    "correct",
    "reopen",
    "appeal",
    "records",
    "write-off",
    "other-payer",
    "patient",
    "none",
    "unknown",
]
ACTIONS: Mapping[Action, str] = {
    "new-claim": "Correct it and send a new claim",
    "correct": "Correct it and have it reopened",
    "reopen": "Ask for a reopening",
    "appeal": "Appeal, where the record supports it",
    "records": "Send the records that were asked for",
    "write-off": "Write it off",
    "other-payer": "Send it to the payer whose claim it is",
    "patient": "The patient's share",
    "none": "Nothing to do",
    "unknown": "Not checked",
}
Agreement = Literal["same", "related", "none", "not-checked"]
AGREEMENTS: Mapping[Agreement, str] = {
    "same": "Our check finds the same",
    "related": "Our check finds what may be related",
    "none": "Our check finds nothing of the kind",
    "not-checked": "Our check: not checked",
}


class Deadline(Struct, frozen=True):
    """Until when something may be done, that day included; None where the remittance has no date.

    `with_cause`: until when it may still be done with good cause. `counted`: how the day comes about, as a
    sentence; "" where the day itself says it.
    """

    what: DeadlineKind
    last: date | None
    citations: tuple[Citation, ...]
    with_cause: date | None = None
    counted: str = ""


class Correction(Struct, frozen=True):
    """What a reopening is asked to change on a line (from 1): add one of `modifiers`, or do what `edit` says.

    `edit` is the label of the edit that a flag of our own check offers.
    """

    line: int
    code: str
    modifiers: tuple[str, ...] = ()
    edit: str = ""


class Explanation(Struct, frozen=True, kw_only=True):
    """What the denial of a line means, whether our own check says the same, and what follows.

    `because` are sentences on why, each about this claim on its date, and `authority` where that is said;
    `advice` is for the biller alone and stands in no request. `unknown` are numbers that the book does not
    have. `gaps` is what would answer what is not checked. `agreeing` are the slugs of flags that say the
    same, `remedies` what clears them; `barred` says why there is no appeal, "" where there may be one.
    `corrections`: what a reopening is asked to change, as far as claim and check tell. `errors`: what our
    own check holds against the denied lines beside that.
    """

    denial: Denial
    codes: tuple[DenialCode, ...]
    unknown: tuple[str, ...]
    action: Action
    because: tuple[str, ...]
    agreement: Agreement
    agreeing: tuple[str, ...]
    barred: str
    deadlines: tuple[Deadline, ...]
    advice: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    corrections: tuple[Correction, ...] = ()
    errors: tuple[Flag, ...] = ()
    authority: tuple[Citation, ...] = ()
    citations: tuple[Citation, ...] = ()
