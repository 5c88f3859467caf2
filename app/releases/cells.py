"""The rows of a large CSV table, converted together: most cells, and most ends of rows, come again.

Cells are converted column by column, each text of a column once. A row may be cut where the rest comes again
in other rows: then the rest is converted once for all that end alike. That takes a third of the time of going
row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from itertools import groupby
from operator import add
from typing import TypeVar

from app.library.shelf.edition_format import Stored
from app.releases.tables import CELL_AT_MOST

K = TypeVar("K")
V = TypeVar("V")
Convert = Callable[[str], object]
"""From the text of a cell to what is kept. Raises ValueError for one that does not fit."""
Fields = Sequence[tuple[int, Callable[[Sequence[str]], Iterable[object]]]]
"""Of each field of a record the place of its cell, and what converts the cells of its column."""
LINES_AT_ONCE = 128  # so many lines and their cells stay near the processor


class Known(dict[K, V]):
    """What each text was converted to. A new one is converted when it is asked for first.

    Ask its method `__getitem__`: brackets take three times as long on what is no dict itself.
    """

    def __init__(self, convert: Callable[[K], V]) -> None:
        """Take what converts."""
        super().__init__()
        self._convert = convert

    def __missing__(self, text: K) -> V:
        value = self[text] = self._convert(text)
        return value


class PlainRows:
    """Converts lines of CSV that hold a row each. It does not say what is wrong where one does not fit."""

    def __init__(self, fields: Fields, separator: str, cut: int | None = None) -> None:
        """Take the fields in the order of the record, and the place before which a row is cut."""
        self._separator = separator
        self._cut = cut = max(place for place, _ in fields) + 1 if cut is None else cut
        later = [(place - cut, convert) for place, convert in fields if place >= cut]
        self._behind = PlainRows(later, separator) if later else None
        self._runs: list[Fields | _Ends] = []
        taken = 0
        for early, some in groupby(fields, key=lambda field: field[0] < cut):
            run = list(some)
            self._runs.append(run if early else _Ends(slice(taken, taken + len(run))))
            taken += 0 if early else len(run)

    def convert(self, lines: Sequence[str]) -> Iterator[Stored]:
        """A row for each line. Raises ValueError when a line is blank, not of their width or does not fit."""
        separator, cut = self._separator, self._cut
        parts = [line.split(separator, cut) if '"' not in line else self._unquoted(line) for line in lines]
        columns = list(zip(*parts, strict=True))
        if len(columns) < cut + bool(self._behind) or max(map(len, lines)) > CELL_AT_MOST:
            raise ValueError(lines)
        if self._behind:
            self._meet(columns[cut])
        pieces = [
            map(run.known.__getitem__, columns[cut])
            if isinstance(run, _Ends)
            else zip(*[convert(columns[place]) for place, convert in run], strict=True)
            for run in self._runs
        ]
        return reduce(partial(map, add), pieces)

    def _meet(self, ends: Sequence[str]) -> None:
        """Convert the ends of rows that did not come before."""
        met = [run for run in self._runs if isinstance(run, _Ends)]
        new = [end for end in dict.fromkeys(ends) if end not in met[0].known]
        if new and self._behind:
            for end, fields in zip(new, list(self._behind.convert(new)), strict=True):
                for run in met:
                    run.known[end] = fields[run.place]

    def _unquoted(self, line: str) -> list[str]:
        """The first cells of a line that has quotes, and its end. Raises ValueError for quotes in the end."""
        (cells,) = csv.reader([line], delimiter=self._separator)
        end = self._separator.join(behind := cells[self._cut :])
        if line.count('"') % 2 or '"' in end or (behind and end.count(self._separator) != len(behind) - 1):
            raise ValueError(line)
        return [*cells[: self._cut], *([end] if behind else ())]


class _Ends:
    """Some fields behind a cut that follow each other in the record, by the text in which they stand."""

    def __init__(self, place: slice) -> None:
        self.place = place
        self.known: dict[str, Stored] = {}
