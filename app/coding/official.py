"""Rows of the official tables, as the bundled book and imported editions both give them.

Dates are dates of service, inclusive at both ends; `last` None means still open in the edition that was read.
Rows are made by the ten thousand and hold no cycles, so the collector need not watch them (`gc=False`).
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.dates import covers

Indicator = Literal["0", "1", "9"]
Adjudication = Literal["1", "2", "3"]
AddOnType = Literal["1", "2", "3"]


class PairEdit(Struct, frozen=True, order=True, gc=False):
    """One row of the NCCI PTP table. `indicator` 0 never bypassed, 1 by an NCCI modifier, 9 never an edit.

    `first` None: the copy that was read did not keep effective dates.
    """

    column1: str
    column2: str
    indicator: Indicator
    first: date | None
    last: date | None
    rationale: str

    def in_force(self, on: date) -> bool:
        """Whether this row is an active edit on a date of service."""
        return self.indicator != "9" and covers(self.first, self.last, on)


class UnitsLimit(Struct, frozen=True, gc=False):
    """One MUE row: at most `value` units, 0 is not payable.

    `adjudication` is the MAI: 1 a line edit, 2 a date-of-service edit by policy, 3 by clinical benchmark.
    """

    code: str
    value: int
    adjudication: Adjudication
    rationale: str


class AddOnPair(Struct, frozen=True, gc=False):
    """One row of the NCCI add-on table.

    `kind` is the AOC type: 1 a closed list, 2 the contractor decides (primary "CCCCC"), 3 a partial list.
    """

    add_on: str
    kind: AddOnType
    primary: str
    first: date
    last: date | None

    def in_force(self, on: date) -> bool:
        """Whether the pair is listed on a date of service."""
        return covers(self.first, self.last, on)


class FeeRow(Struct, frozen=True, kw_only=True, gc=False):
    """One row of the PFS relative value file, for a code and "" (global), "26", "TC" or "53".

    RVUs are unadjusted; None where the file prints NA, or where the book states only part of a row (its text
    columns are then empty). `facility_na` and `office_na` are the NA flags inside and outside a facility.
    What follows `conversion` is None in the book and in editions that an earlier version imported.
    `cap_*` are the RVUs that the OPPS cap on imaging is calculated from.
    """

    code: str
    modifier: str
    status: str
    work: float | None
    practice: float | None
    practice_facility: float | None
    malpractice: float | None
    total: float | None
    total_facility: float | None
    facility_na: bool
    component: str
    global_days: str
    multiple: str
    bilateral: str
    supervision: str
    imaging_family: str
    conversion: float
    office_na: bool | None = None
    assistant: str | None = None
    co_surgeons: str | None = None
    team: str | None = None
    endoscopy_base: str | None = None
    cap_practice: float | None = None
    cap_practice_facility: float | None = None
    cap_malpractice: float | None = None

    @property
    def complete(self) -> bool:
        """Whether it has every column that an amount is calculated from."""
        return self.office_na is not None


class Diagnosis(Struct, frozen=True, gc=False):
    """One ICD-10-CM code without dot. `billable` False: a heading that needs more characters."""

    code: str
    billable: bool
    label: str

    @property
    def dotted(self) -> str:
        """The code with its dot: M1611 is M16.11."""
        return f"{self.code[:3]}.{self.code[3:]}" if len(self.code) > 3 else self.code


class HcpcsCode(Struct, frozen=True, kw_only=True, gc=False):
    """One HCPCS Level II code or two-character modifier. `first`/`last`: the days added and terminated."""

    code: str
    label: str
    text: str
    coverage: str
    first: date | None
    last: date | None


class OppsRow(Struct, frozen=True, kw_only=True, gc=False):
    """One row of OPPS Addendum B. Money in US dollars, None where the file prints none."""

    code: str
    indicator: str
    apc: str
    weight: float | None
    rate: float | None
    copayment: float | None
    minimum_copayment: float | None


class PlaceName(Struct, frozen=True, gc=False):
    """One place of service as CMS names it. `facility` None: the list that was read does not say."""

    code: str
    name: str
    facility: bool | None
    text: str


class Wording(Struct, frozen=True, gc=False):
    """The wording that a licensed user supplied for a CPT code."""

    code: str
    text: str
