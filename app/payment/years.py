"""What a code pays in each edition on the shelf, in the same place: a line over the years with gaps.

An edition counts for the days that it is in force on, and only where it is the one that answers on them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from app.coding.charts import Span, Timeline
from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.library import PricedLibrary
from app.coding.pages import Part, Row, Table
from app.coding.sentences import count_of
from app.coding.series import SERIES, SeriesName
from app.coding.sources import Citation
from app.payment.code_amounts import (
    CENTER,
    FACILITY,
    GLOBAL,
    HOSPITAL,
    OFFICE,
    Setting,
    SettingAmounts,
    amounts_of,
    cited_by,
    name_of_column,
)
from app.payment.record import show_dollars

_PAID_BY: dict[SeriesName, tuple[Setting, ...]] = {
    "pfs-rvu": (OFFICE, FACILITY),
    "opps-b": (HOSPITAL,),
    "asc-aa": (CENTER,),
}
_MOST, _FEW, _LEAD = 36, 8, 4
"""Editions that are looked up at most, shown in full, and shown of many before they are unfolded."""

_Column = tuple[Setting, str]
"""A setting and a part."""


class _Release(NamedTuple):
    """One edition with what it pays, from its first day to its last."""

    name: str
    first: date
    last: date
    amounts: Mapping[_Column, Decimal]
    cited: tuple[Citation, ...]


def year_parts(code: str, place: str, library: PricedLibrary) -> Iterator[Part | None]:
    """The drawing and its table, newest first; nothing where fewer than two editions pay the code.

    None after each edition that was looked up: who shows a page may do something else in between.
    """
    releases: list[_Release] = []
    for edition in _dated(library)[-_MOST:]:
        release = _release(edition, code, place, library)
        releases += [release] if release is not None and release.amounts else []
        yield None
    columns = _columns(releases)
    if len(releases) < 2 or not columns:
        return
    lines = tuple(
        (name, tuple(Span(it.first, it.last, it.amounts[key]) for it in releases if key in it.amounts))
        for name, key in columns.items()
    )
    yield Timeline("Over the years, in the same place", lines, " ".join(_say(*line) for line in lines))
    rows = tuple(
        Row((it.name, show_date(it.first), show_date(it.last), *_cells(it, columns)), it.cited)
        for it in reversed(releases)
    )
    heads = ("Edition", "From", "To", *columns)
    numbers, many = tuple(range(3, len(heads))), len(rows) > _FEW
    yield Table(heads, rows, numbers, filterable=many, lead=_LEAD if many else 0, name="Editions")


def _dated(library: PricedLibrary) -> list[Edition]:
    """The editions that amounts follow from, from the oldest on."""
    dated = (each for each in library.editions if each.source in _PAID_BY and each.first)
    return sorted(dated, key=lambda each: (each.first or date.min, each.source))


def _release(edition: Edition, code: str, place: str, library: PricedLibrary) -> _Release | None:
    """What an edition pays from its first day on, as long as it does; None where another one answers then."""

    def amounts_on(day: date) -> dict[_Column, Decimal] | None:
        rates = library.rates_on(day)
        answers = rates.has(edition.source) and rates.cite(edition.source, "").edition == edition.edition
        return _amounts(paid_on(day)) if answers else None

    def paid_on(day: date) -> list[SettingAmounts]:
        every = amounts_of(code, day, place, library)
        return [each for each in every if each.setting in _PAID_BY[edition.source]]

    first = edition.first or date.min
    found = amounts_on(first)
    if found is None:
        return None
    last = edition.last or first.replace(month=12, day=31)
    if amounts_on(last) != found:  # a law or a later release came in between
        days = range((last - first).days + 1)
        alike = bisect_left(days, 1, key=lambda day: int(amounts_on(first + timedelta(day)) != found))
        last = first + timedelta(alike - 1)
    name = f"{SERIES[edition.source].tag} {edition.edition}".strip()
    cited = cited_by(line for each in paid_on(first) for line in each.lines.values())
    return _Release(name, first, last, found, cited)


def _amounts(paid: Iterable[SettingAmounts]) -> dict[_Column, Decimal]:
    return {
        (each.setting, part): amount
        for each in paid
        for part in each.lines
        if (amount := each.amount(part)) is not None
    }


def _columns(releases: Sequence[_Release]) -> dict[str, _Column]:
    """The columns that have an amount, by name; office and facility are one where they always pay alike."""
    every = dict.fromkeys(key for each in releases for key in each.amounts)
    named = any(part != GLOBAL for _, part in every)
    found: dict[str, _Column] = {}
    for setting, part in every:
        office, facility = (OFFICE, part), (FACILITY, part)
        alike = all(each.amounts.get(office) == each.amounts.get(facility) for each in releases)
        if setting is FACILITY and alike:
            continue
        settings = (OFFICE, FACILITY) if setting is OFFICE and alike else (setting,)
        found[name_of_column(part, *settings, named=named and setting in (OFFICE, FACILITY))] = (
            setting,
            part,
        )
    return found


def _cells(release: _Release, columns: Mapping[str, _Column]) -> Iterator[str]:
    for key in columns.values():
        yield show_dollars(release.amounts[key]) if key in release.amounts else ""


def _say(name: str, spans: Sequence[Span]) -> str:
    """The first and the last amount of a line in a sentence, and how often it breaks."""
    first, last = spans[0], spans[-1]
    if len(spans) == 1:
        return f"{name}: {show_dollars(first.amount)} from {show_date(first.first)} only."
    gaps = sum(one.last + timedelta(1) < two.first for one, two in pairwise(spans))
    broken = f", with {count_of(gaps, 'gap')}" if gaps else ""
    return (
        f"{name}: {show_dollars(first.amount)} from {show_date(first.first)}, "
        f"{show_dollars(last.amount)} from {show_date(last.first)}{broken}."
    )
