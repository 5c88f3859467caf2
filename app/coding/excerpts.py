"""The official tables of which the book has some rows, beside what is imported whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.coding.dates import show_date
from app.coding.series import SERIES, SeriesName, find_series
from app.coding.sources import Source


def excerpts_of(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Of the sources of a library the newest edition of each such table, in the order of the series."""
    newest: dict[tuple[SeriesName, str], Source] = {}
    for source in sources:
        series = find_series(source.series or "")
        if source.imported is None and series is not None and series.dated_in_book:
            key = (series.name, source.setting or "")
            newest[key] = max(newest.get(key, source), source, key=_age)
    order = list(SERIES)
    return tuple(newest[key] for key in sorted(newest, key=lambda key: (order.index(key[0]), key[1])))


def say_excerpt(excerpt: Source, today: date) -> str:
    """An excerpt by name with its last day: "RVU26C, ended 09/30/2026"."""
    if excerpt.last is None:
        return excerpt.short
    return f"{excerpt.short}, {'ended' if excerpt.last < today else 'to'} {show_date(excerpt.last)}"


def _age(source: Source) -> date:
    return source.first or date.min
