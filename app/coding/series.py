"""The official series: each table that CMS or another authority publishes edition by edition, once.

Shelf, facts, readers, window and checklist read what they say of a series here. A new series is its reader in
`app.releases.readers`, the record of its rows in `app.coding.official`, `payment_rows` or `coverage_rows`,
and its entry in `SERIES` below, in `payment_series` or in `coverage_series`.
"""

from app.coding.coverage_series import COVERAGE_SERIES
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
from app.coding.payment_series import PAYMENT_SERIES
from app.coding.series_record import CMS, Cadence, Need, Series, SeriesName, Setting

__all__ = ["SERIES", "Cadence", "Need", "Series", "SeriesName", "Setting", "find_series"]

_NCCI = f"{CMS}/coding-billing/national-correct-coding-initiative-ncci-edits"

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
        url=f"{CMS}/payment/fee-schedules/physician/pfs-relative-value-files",
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
        url=f"{CMS}/coding-billing/healthcare-common-procedure-system/quarterly-update",
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
        url=f"{CMS}/coding-billing/icd-10-codes",
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
        url=f"{CMS}/payment/prospective-payment-systems/hospital-outpatient-pps/quarterly-addenda-updates",
        cadence="quarter",
        least_rows=9_400,
    ),
    *PAYMENT_SERIES,
    *COVERAGE_SERIES,
    Series(
        name="pos",
        title="Place of service codes",
        rows=PlaceName,
        tag="POS",
        status="POS",
        brief="POS",
        files="place of service codes",
        url=f"{CMS}/coding-billing/place-of-service-codes/code-sets",
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
