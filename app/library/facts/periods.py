"""Periods: the days between which nothing that facts stand on begins or ends.

The facts of one day of a period are those of all its others, but for the day that they name. So a year of
claims needs those of some quarters, and not of every day.
"""

import functools
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from app.coding.carried import has_ended
from app.coding.dates import days_of_change
from app.coding.editions import Edition
from app.coding.series import SERIES, SeriesName, Setting
from app.library.book.book import Book
from app.library.shelf.shelf import Shelf

_DATED: tuple[SeriesName, ...] = ("ncci-ptp", "ncci-aoc")
"""The series whose rows begin and end by dates of their own."""


class Periods:
    """The periods of a book and a shelf."""

    def __init__(self, book: Book, shelf: Shelf) -> None:
        self._book = book
        self._shelf = shelf
        self._starts = functools.cache(self._find_starts)
        self._starts_within = functools.lru_cache(maxsize=256)(self._find_starts_within)

    def start(self, on: date, setting: Setting) -> date:
        """The first day of the period that a date of service is in."""
        quarter = date(on.year, on.month - (on.month - 1) % 3, 1)
        begun = bisect_right(self._starts(), on)
        first = max(quarter, self._starts()[begun - 1]) if begun else quarter
        within = self._starts_within(first, setting)
        begun = bisect_right(within, on)
        return max(first, within[begun - 1]) if begun else first

    def _find_starts(self) -> tuple[date, ...]:
        """The days on which something of the book or an edition as a whole begins or is over.

        Quarters are added when a day is asked for: the edition that would cure a gap is named by them.
        """
        of_editions = days_of_change((each.first, each.last) for each in self._shelf.editions)
        return tuple(sorted(of_editions.union(self._book.days_of_change())))

    def _find_starts_within(self, first: date, setting: Setting) -> tuple[date, ...]:
        """The days on which rows begin or are over, of the editions that answer from a day on."""
        found = (self._shelf.days_of_change(edition) for edition in self._answering(first, setting))
        return tuple(sorted(day for days in found for day in days if day > first))

    def _answering(self, on: date, setting: Setting) -> Iterator[Edition]:
        """The editions with dated rows in force on a day; where none is, the newest that ended before it."""
        for name in _DATED:
            own = SERIES[name].setting(setting)
            found = self._shelf.in_force(name, own, on)
            held = [each for each in self._shelf.editions if (each.source, each.setting) == (name, own)]
            ended = sorted(
                (each for each in held if has_ended(each, on)), key=lambda each: each.last or date.min
            )
            yield from [found] if found else ended
