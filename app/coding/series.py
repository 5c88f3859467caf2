"""The official series: each table that CMS or another authority publishes edition by edition, once.

Shelf, facts, readers, window and checklist read what they say of a series here. A new series is its reader in
`app.releases.readers`, the record of its rows in `app.coding.official`, and its entry in `SERIES` below.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.official import (
    AddOnPair,
    Diagnosis,
    FeeRow,
    HcpcsCode,
    OppsRow,
    PairEdit,
    PlaceName,
    UnitsLimit,
    Wording,
)
from app.coding.words import Basis

SeriesName = Literal[
    "ncci-ptp", "ncci-mue", "ncci-aoc", "pfs-rvu", "hcpcs", "icd10cm", "opps-b", "pos", "wording", "book"
]
Setting = Literal["practitioner", "hospital", "dme"]
Cadence = Literal["quarter", "fiscal-year"]
Need = Literal[
    "codes", "add-ons", "inclusions", "pairs", "units", "fees", "modifiers", "places", "payers", "diagnoses"
]
"""What a rule may need from the shelf. An official series answers some of them, the book the others."""

_CMS = "https://www.cms.gov/medicare"
_NCCI = f"{_CMS}/coding-billing/national-correct-coding-initiative-ncci-edits"


class Series(Struct, frozen=True, kw_only=True):
    """What is said of one series, wherever it is said.

    - `title`: its name. `tag`: its name on the tag of a source. `status`: in the status bar, before the
      edition. `brief`: one word, for the footer of the checklist. `files`: what to import, as "MUE".
    - `subject`: its rows with their verb, at the start of a sentence that says what is not on the shelf.
    - `adds`: what an import adds to the book, for the first page; "" leaves the series off that page.
    - `rows`: the record of a row; None for the book, which is no table. `basis`, `url`: how rows are cited.
    - `cadence`: how often an edition appears, None when at no fixed time. `settings`: each has editions of
      its own; empty when there is only one.
    - `need`: which need of rules it answers alone. `lists`: which needs it answers only with other lists.
    - `held`: what the book holds of it, where that is only a part. `dated_in_book`: the book answers for
      every date that it was read for ("book"), for the year of its edition ("year"), or for the dates of
      that edition ("edition"); None when the book has no rows of it.
    - `least_rows`: fewer rows are an extract, in which a missing code says nothing. About half of what CMS
      has shipped at the least; 0 where parts prove the whole, or the size is not known.
    - `repeats`: a code may have several rows with nothing but dates to tell them apart.
    - `code_starts`: what the beginning of a code looks like (a regular expression), for finding codes as
      one types; "" when the series is not searched.
    """

    name: SeriesName
    title: str
    rows: type[Struct] | None
    tag: str = ""
    status: str = ""
    brief: str
    files: str
    subject: str = ""
    adds: str = ""
    basis: Basis = "cms-policy"
    url: str = ""
    cadence: Cadence | None = None
    settings: tuple[Setting, ...] = ()
    need: Need | None = None
    lists: tuple[Need, ...] = ()
    held: str = ""
    dated_in_book: Literal["book", "year", "edition"] | None = None
    least_rows: int = 0
    repeats: bool = False
    code_starts: str = ""

    @property
    def has_text(self) -> bool:
        """Whether its rows have a label, by whose words they are found."""
        return self.rows is not None and "label" in self.rows.__struct_fields__

    def setting(self, setting: Setting) -> Setting | None:
        """The setting whose edition answers, None for a series without settings."""
        return setting if self.settings else None

    def wanted(self, on: date) -> str | None:
        """The edition that would answer for a date of service: "2026Q3", "FY2027"; None without a cadence.

        The fiscal year of the United States begins on October 1 of the year before.
        """
        if self.cadence is None:
            return None
        if self.cadence == "fiscal-year":
            return f"FY{on.year + (on.month > 9)}"
        return f"{on.year}Q{(on.month + 2) // 3}"


_ALL = (
    Series(
        name="ncci-ptp",
        title="NCCI PTP edits",
        rows=PairEdit,
        tag="PTP edits",
        status="PTP",
        brief="PTP",
        files="NCCI PTP edits",
        subject="NCCI PTP edits, {setting}, for {day} are",
        adds="every PTP edit of NCCI",
        basis="cms-edit",
        url=f"{_NCCI}/medicare-ncci-procedure-procedure-ptp-edits",
        cadence="quarter",
        settings=("practitioner", "hospital"),
        need="pairs",
        held="only the PTP edits of guidance codes",
        dated_in_book="edition",
    ),
    Series(
        name="ncci-mue",
        title="Medically unlikely edits (MUE)",
        rows=UnitsLimit,
        tag="MUE",
        status="MUE",
        brief="MUE",
        files="MUE",
        subject="Medically unlikely edits (MUE), {setting}, for {day} are",
        adds="the MUE value of every code",
        basis="cms-edit",
        url=f"{_NCCI}/medicare-ncci-medically-unlikely-edits-mues",
        cadence="quarter",
        settings=("practitioner", "hospital", "dme"),
        need="units",
        held="only some MUE values",
        dated_in_book="edition",
        least_rows=11_000,  # three quarters of a quarter's 15,000: two thirds of a table are not a table
    ),
    Series(
        name="ncci-aoc",
        title="Add-on code edits",
        rows=AddOnPair,
        tag="Add-on edits",
        status="Add-on edits",
        brief="add-on edits",
        files="add-on code edits",
        subject="Add-on code edits for {day} are",
        adds="every add-on code with its primary procedures",
        basis="cms-edit",
        url=f"{_NCCI}/medicare-ncci-add-code-edits",
        cadence="quarter",
        need="add-ons",
        held="only the add-on code edits of needle procedures",
        dated_in_book="book",
        least_rows=4_500,
        repeats=True,
    ),
    Series(
        name="pfs-rvu",
        title="Physician fee schedule relative values",
        rows=FeeRow,
        brief="PFS",
        files="physician fee schedule",
        subject="Physician fee schedule relative values for {day} are",
        adds="relative values, indicators and status of every code",
        url=f"{_CMS}/payment/fee-schedules/physician/pfs-relative-value-files",
        cadence="quarter",
        need="fees",
        lists=("codes",),
        dated_in_book="year",
        least_rows=9_500,
        code_starts=r"[0-9A-Z]\d{1,3}[0-9A-Z]?",
    ),
    Series(
        name="hcpcs",
        title="HCPCS Level II",
        rows=HcpcsCode,
        tag="HCPCS",
        status="HCPCS",
        brief="HCPCS",
        files="HCPCS list",
        adds="HCPCS Level II codes and modifiers",
        url=f"{_CMS}/coding-billing/healthcare-common-procedure-system/quarterly-update",
        cadence="quarter",
        lists=("codes", "modifiers"),
        least_rows=3_400,
        code_starts=r"[A-Z]\d{0,4}|[A-Z][0-9A-Z]",
    ),
    Series(
        name="icd10cm",
        title="ICD-10-CM",
        rows=Diagnosis,
        tag="ICD-10-CM",
        status="ICD-10-CM",
        brief="ICD-10-CM",
        files="ICD-10-CM",
        subject="ICD-10-CM for {day} is",
        adds="diagnosis codes",
        url=f"{_CMS}/coding-billing/icd-10-codes",
        cadence="fiscal-year",
        need="diagnoses",
        least_rows=48_000,
        code_starts=r"[A-Z]\d[0-9A-Z]{0,5}",
    ),
    Series(
        name="opps-b",
        title="OPPS Addendum B",
        rows=OppsRow,
        tag="Addendum B",
        status="Addendum B",
        brief="OPPS",
        files="Addendum B",
        adds="status of every code in the hospital outpatient department",
        url=f"{_CMS}/payment/prospective-payment-systems/hospital-outpatient-pps/quarterly-addenda-updates",
        cadence="quarter",
        least_rows=9_400,
    ),
    Series(
        name="pos",
        title="Place of service codes",
        rows=PlaceName,
        tag="POS",
        status="POS",
        brief="POS",
        files="place of service codes",
        url=f"{_CMS}/coding-billing/place-of-service-codes/code-sets",
        least_rows=26,
    ),
    Series(
        name="wording",
        title="Licensed CPT wording",
        rows=Wording,
        tag="Licensed CPT wording",
        brief="wording",
        files="licensed CPT wording",
        basis="advice",
    ),
    Series(
        name="book",
        title="Needlepoint book",
        rows=None,
        tag="Needlepoint book",
        status="Book",
        brief="book",
        files="",
        basis="advice",
    ),
)
SERIES: dict[SeriesName, Series] = {each.name: each for each in _ALL}
"""Every series by name, in the order in which they are listed."""


def find_series(name: str) -> Series | None:
    """The series of a name that comes from a file; None for one that this version does not have."""
    return next((each for each in _ALL if each.name == name), None)
