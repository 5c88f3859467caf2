"""Imported editions as sources: who publishes each series, and how its tag reads."""

import functools

from app.coding.dates import show_date
from app.coding.editions import SERIES, Edition
from app.coding.series import SeriesName
from app.coding.sources import Source
from app.coding.words import Basis

_PAGES: dict[SeriesName, tuple[Basis, str, str]] = {
    "ncci-ptp": (
        "cms-edit",
        "Pair edits",
        "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits/medicare-ncci-procedure-procedure-ptp-edits",
    ),
    "ncci-mue": (
        "cms-edit",
        "MUE",
        "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits/medicare-ncci-medically-unlikely-edits-mues",
    ),
    "ncci-aoc": (
        "cms-edit",
        "Add-on edits",
        "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits/medicare-ncci-add-code-edits",
    ),
    "pfs-rvu": (
        "cms-policy",
        "",
        "https://www.cms.gov/medicare/payment/fee-schedules/physician/pfs-relative-value-files",
    ),
    "hcpcs": (
        "cms-policy",
        "HCPCS",
        "https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update",
    ),
    "icd10cm": ("cms-policy", "ICD-10-CM", "https://www.cms.gov/medicare/coding-billing/icd-10-codes"),
    "opps-b": (
        "cms-policy",
        "Addendum B",
        "https://www.cms.gov/medicare/payment/prospective-payment-systems/hospital-outpatient-pps/quarterly-addenda-updates",
    ),
    "pos": (
        "cms-policy",
        "POS",
        "https://www.cms.gov/medicare/coding-billing/place-of-service-codes/code-sets",
    ),
}


@functools.lru_cache(maxsize=512)
def source_of(edition: Edition) -> Source:
    """The source that a row of an imported edition cites."""
    basis, short, url = _PAGES.get(edition.source, ("advice", SERIES[edition.source], ""))
    setting = f", {edition.setting}" if edition.setting else ""
    read = edition.imported or edition.first
    if read is None:
        raise ValueError(f"{edition.source} {edition.edition} has neither a day of import nor a first day")
    return Source(
        id=f"{edition.source}{'-' + edition.setting if edition.setting else ''}-{edition.edition}".lower(),
        basis=basis,
        publisher="Centers for Medicare & Medicaid Services",
        title=f"{SERIES[edition.source]}{setting}",
        edition=edition.edition,
        short=f"{short} {edition.edition}".strip(),
        url=url,
        licence="Imported by the user under the terms of the publisher",
        confidence="high",
        read=read,
        series=edition.source,
        first=edition.first,
        last=edition.last,
        imported=edition.imported,
        note=f"Imported {show_date(edition.imported)} from {', '.join(edition.files)}."
        if edition.imported
        else "",
    )
