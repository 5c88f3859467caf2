"""Facts of examples that were read in an edition which does not cover the date of service."""

from collections.abc import Mapping
from datetime import date

import msgspec

from app.coding.series import Need, SeriesName
from app.coding.sources import Source
from app.rules.examples.rows import gap_of

_ENDED = date(2024, 9, 30)


def carried(series: SeriesName, need: Need, *keys: str) -> Mapping[str, object]:
    """That rows of a series were read in 2024Q3: by code, or "20610 / 20605" for a pair."""
    gap = msgspec.structs.replace(gap_of(need), kind="carried", edition="2024Q3", ended=_ENDED)
    source = _source(series)
    return {
        "carried": {(series, key): source for key in keys},
        "gaps_carried": {need: gap},
        "sources": {source.id: source},
    }


def list_of_later_edition() -> Mapping[str, object]:
    """That the add-on list was read in an edition that begins after the date of service."""
    gap = msgspec.structs.replace(gap_of("add-ons"), kind="carried", edition="2026Q4")
    source = msgspec.structs.replace(
        _source("ncci-aoc"), edition="2026Q4", first=date(2026, 10, 1), last=date(2026, 12, 31)
    )
    return {"gaps_later": {"add-ons": gap}, "sources": {source.id: source, "ncci-aoc": source}}


def both_carried(pair: str = "64640 / 77002") -> Mapping[str, object]:
    """That the list of 77002 and one of its edits were read in 2024Q3."""
    source = _source("ncci-aoc")
    rows = {("ncci-aoc", "77002"): source, ("ncci-ptp", pair): _source("ncci-ptp")}
    read_in = {"example": _source("ncci-ptp")}
    return {**carried("ncci-aoc", "add-ons", "77002"), "carried": rows, "sources": read_in}


def edit_of_the_day() -> Mapping[str, object]:
    """That the PTP edits were read in an edition that has no end."""
    return {"sources": {"example": msgspec.structs.replace(_source("ncci-ptp"), last=None)}}


def _source(series: SeriesName) -> Source:
    return Source(
        id="example",
        basis="cms-edit",
        publisher="Example",
        title="Example table, 2024Q3",
        edition="2024Q3",
        short="Example 2024Q3",
        url="",
        license="",
        confidence="high",
        read=date(2026, 9, 15),
        series=series,
        first=date(2024, 7, 1),
        last=_ENDED,
    )
