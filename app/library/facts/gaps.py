"""Which needs the shelf cannot meet on a date of service, wholly or in part, and what would cure each."""

from collections.abc import Callable, Container
from datetime import date

import msgspec

from app.coding.carried import has_ended
from app.coding.reasons import Cause, Gap, GapKind, cause_of
from app.coding.series import SERIES, Need, Series, SeriesName, Setting
from app.coding.sources import Source

LOOKED_UP = tuple(series for series in SERIES.values() if series.need or series.lists)
"""The official series that facts are looked up in."""
_LISTED = tuple(dict.fromkeys(need for series in LOOKED_UP for need in series.lists))
_BOOK_NEEDS: tuple[Need, ...] = ("codes", "inclusions", "modifiers", "places", "payers")

Span = tuple[date, date]


def make_gap(kind: GapKind, on: date, setting: Setting, need: Need, *cures: Series) -> Gap:
    """A gap that an edition of each of the series would cure."""
    causes = tuple(cause_of(series, need, setting, on) for series in cures)
    names_edition = kind == "lists" or (kind == "carried" and causes[0].wanted is not None)
    return Gap(kind=kind, on=None if names_edition else on, causes=causes)


def missing_needs(
    on: date,
    setting: Setting,
    imported: Container[SeriesName],
    bundled: Container[SeriesName],
    outside: Span | None,
) -> dict[Need, Gap]:
    """The needs that nothing answers on the day.

    `imported` and `bundled` hold the series that an edition and the book answer for on the day. `outside`:
    the dates of service that the book was read for, where the day is not among them.
    """
    missing: dict[Need, Gap] = {}
    for series in LOOKED_UP:
        if series.need and series.name not in imported and series.name not in bundled:
            missing[series.need] = make_gap("missing", on, setting, series.need, series)
    if outside:
        for own in _BOOK_NEEDS:
            missing[own] = Gap(kind="book", on=on, causes=(Cause(need=own),), span=outside)
    return missing


def partly_met_needs(
    on: date, setting: Setting, imported: Container[SeriesName], bundled: Container[SeriesName]
) -> dict[Need, Gap]:
    """The needs that are answered in part: the official rows of the book are those around needle procedures.

    Which codes and modifiers exist only the official lists tell, all of them together.
    """
    partial: dict[Need, Gap] = {}
    absent = [series for series in LOOKED_UP if series.name not in imported]
    for series in absent:
        if series.need and series.held and series.name in bundled:
            partial[series.need] = make_gap("partial", on, setting, series.need, series)
    for need in _LISTED:
        lists = [series for series in absent if need in series.lists]
        if lists:
            partial[need] = make_gap("lists", on, setting, need, *lists)
    return partial


def gaps_outside(
    on: date, setting: Setting, edition: Callable[[SeriesName], Source | None]
) -> dict[Need, Gap]:
    """The needs that an edition answers which does not cover the day, with what would answer them.

    `edition`: that of a series, or None. Where it ended before the day the gap says when.
    """
    found: dict[Need, Gap] = {}
    for series in LOOKED_UP:
        outside = edition(series.name) if series.need else None
        if series.need and outside:
            ended = outside.last if has_ended(outside, on) else None
            gap = make_gap("carried", on, setting, series.need, series)
            found[series.need] = msgspec.structs.replace(gap, edition=outside.edition, ended=ended)
    return found
