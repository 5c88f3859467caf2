"""Imported editions as sources: who publishes each series, and how its tag reads."""

import functools

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.series import SERIES
from app.coding.series_record import SETTINGS
from app.coding.sources import Source


@functools.lru_cache(maxsize=512)
def source_of(edition: Edition) -> Source:
    """The source that a row of an imported edition cites."""
    series = SERIES[edition.source]
    setting = f", {SETTINGS[edition.setting]}" if edition.setting else ""
    read = edition.imported or edition.first
    if read is None:
        raise ValueError(f"{edition.source} {edition.edition} has neither a day of import nor a first day")
    return Source(
        id=f"{edition.source}{'-' + edition.setting if edition.setting else ''}-{edition.edition}".lower(),
        basis=series.basis,
        publisher="Centers for Medicare & Medicaid Services",
        title=f"{series.title}{setting}",
        edition=edition.edition,
        short=f"{series.tag} {edition.edition}".strip(),
        url=series.url,
        license="Imported by the user under the terms of the publisher",
        confidence="high",
        read=read,
        series=series.name,
        setting=edition.setting,
        first=edition.first,
        last=edition.last,
        imported=edition.imported,
        note=f"Imported {show_date(edition.imported)} from {', '.join(edition.files)}."
        if edition.imported
        else "",
    )
