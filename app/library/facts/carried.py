"""Rows past their last known day: where nothing in force answers, the newest read before the day."""

import functools
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.coding.carried import has_ended
from app.coding.official import PairEdit
from app.coding.series import SERIES, SeriesName, Setting
from app.coding.sources import Source
from app.library.book.book import Book
from app.library.book.layer import BookLayer
from app.library.rows import SERIES_OF, Cited, CitedRows, Layer, R, cited_rows
from app.library.shelf.layer import EditionLayer
from app.library.shelf.shelf import Shelf
from app.library.shelf.sources import source_of

_ONE_TABLE: tuple[SeriesName, ...] = ("ncci-ptp", "ncci-aoc")
"""The book has one table of the series from all its editions: each of them would answer the same."""
CarriedEdit = tuple[Cited[PairEdit], Source]
"""A PTP edit that was not ended, with the edition that it was read in."""


class CarriedRows:
    """The editions that ended before a day in one setting, imported or in the book, newest first."""

    def __init__(self, book: Book, shelf: Shelf, on: date, setting: Setting) -> None:
        self._book, self._shelf, self._on, self._setting = book, shelf, on, setting
        self._ended = functools.cache(self._ended_layers)
        self._joined = functools.lru_cache(maxsize=1024)(self._join)

    def newest(self, series: SeriesName) -> Source | None:
        """The edition of a series that ended last, or None."""
        return next((source for source, _ in self._ended(series)), None)

    def rows(self, kind: type[R], code: str) -> tuple[CitedRows[R], Source | None]:
        """The rows of a code and the edition they were read in; that of a whole table also without a row."""
        for source, layer in self._ended(SERIES_OF[kind]):
            found = layer.rows(kind, code)
            if found.rows or layer.whole:
                return found, source
        return cited_rows(()), None

    def pair(self, column1: str, column2: str) -> CarriedEdit | None:
        """The newest row of two codes as columns 1 and 2, if it was not ended, and the edition it is in."""
        for source, whole, pairs in self._either_way(column1, column2):
            found = [edit for edit in pairs.rows if edit.column1 == column1 and edit.column2 == column2]
            if found or whole:
                held = pairs.first(
                    lambda edit: (
                        (edit.column1, edit.column2) == (column1, column2) and edit.in_force(self._on)
                    )
                )
                return (held, self._read_in(held, source)) if held else None
        return None

    def edits(self, code: str, other: str) -> tuple[CarriedEdit, ...]:
        """What `pair` gives of two codes in the one order and the other, as far as there is any."""
        if not any(pairs.rows for _, _, pairs in self._either_way(code, other)):
            return ()
        both = self.pair(code, other), self.pair(other, code)
        return tuple(each for each in both if each is not None)

    def _either_way(self, code: str, other: str) -> tuple[tuple[Source, bool, CitedRows[PairEdit]], ...]:
        """The ended editions with rows of two codes in any order, up to the first whole one: mostly none.

        Looked up once for both orders.
        """
        return self._joined(code, other) if code <= other else self._joined(other, code)

    def _join(self, code: str, other: str) -> tuple[tuple[Source, bool, CitedRows[PairEdit]], ...]:
        found: list[tuple[Source, bool, CitedRows[PairEdit]]] = []
        for source, layer in self._ended("ncci-ptp"):
            pairs = layer.pairs(code, (other,))
            if pairs.rows or layer.whole:
                found.append((source, layer.whole, pairs))
            if layer.whole:  # an older one is not asked
                break
        return tuple(found)

    def partners(self, column1: str) -> dict[str, Source]:
        """The column 2 codes of a code in the PTP edits that were not ended, each with its edition."""
        codes: dict[str, None] = {}
        for _, layer in self._ended("ncci-ptp"):
            codes |= dict.fromkeys(edit.column2 for edit in layer.partners(column1))
            if layer.whole:
                break
        found = ((code, self.pair(column1, code)) for code in codes)
        return {code: pair[1] for code, pair in found if pair}

    def _read_in(self, cited: Cited[Any], source: Source) -> Source:
        """The edition of the book that a row cites: the newest has not each of them."""
        named = (self._book.source(each.source) for each in cited[1])
        return next((each for each in named if each and each.series == source.series), source)

    def _ended_layers(self, series: SeriesName) -> tuple[tuple[Source, Layer], ...]:
        found = [*self._imported(series), *self._bundled(series)]
        found.sort(key=lambda each: each[0].last or date.min, reverse=True)
        if series not in _ONE_TABLE:
            return tuple(found)
        book = next((layer for _, layer in found if isinstance(layer, BookLayer)), None)
        return tuple(each for each in found if each[1] is book or not isinstance(each[1], BookLayer))

    def _imported(self, series: SeriesName) -> Iterator[tuple[Source, Layer]]:
        setting = SERIES[series].setting(self._setting)
        for edition in reversed(self._shelf.editions):
            if (edition.source, edition.setting) == (series, setting) and has_ended(edition, self._on):
                yield source_of(edition), EditionLayer(self._shelf, {series: edition})

    def _bundled(self, series: SeriesName) -> Iterator[tuple[Source, Layer]]:
        for each, setting, source in reversed(self._book.official_sources()):
            if each.name != series or (each.settings and setting != self._setting):
                continue
            if has_ended(source, self._on):
                yield source, BookLayer(self._book, self._on, self._setting, {series: source})
