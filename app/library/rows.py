"""Official rows with where they were read: the one way in which the book and the shelf both answer.

Each is a `Layer` of what answers on a day; `app.library.facts.day.Day` asks one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from app.coding.official import AddOnPair, PairEdit
from app.coding.series import SERIES, SeriesName
from app.coding.sources import Citation, Source

R = TypeVar("R", bound=Struct)
Cited = tuple[R, tuple[Citation, ...]]
"""A row and where it was read."""

SERIES_OF: Mapping[type[Struct], SeriesName] = {
    series.rows: series.name for series in SERIES.values() if series.rows
}
"""The official series that has rows of each kind."""


class CitedRows(Struct, Generic[R], frozen=True, gc=False):
    """Rows of one table. `cite` gives where the row at a position was read; reviews, the many, never ask."""

    rows: tuple[R, ...]
    cite: Callable[[int], tuple[Citation, ...]]

    def cited(self) -> Iterator[Cited[R]]:
        """Each row with where it was read."""
        return ((row, self.cite(at)) for at, row in enumerate(self.rows))

    def first(self, wanted: Callable[[R], bool] = lambda _: True) -> Cited[R] | None:
        """The first row that is wanted with where it was read, or None."""
        return next(((row, self.cite(at)) for at, row in enumerate(self.rows) if wanted(row)), None)


NO_ROWS: CitedRows[Any] = CitedRows((), lambda _: ())


def cited_rows(found: Sequence[Cited[R]]) -> CitedRows[R]:
    """Rows whose citations are at hand."""
    return NO_ROWS if not found else CitedRows(tuple(row for row, _ in found), lambda at: found[at][1])


class Layer(Protocol):
    """What answers on one day in one setting from one place."""

    @property
    def whole(self) -> bool:
        """Whether its tables are whole, so that a code without a row is not listed; else it has some rows."""

    @property
    def sources(self) -> Mapping[SeriesName, Source]:
        """The source of each series that it answers for on the day."""

    def rows(self, kind: type[R], code: str) -> CitedRows[R]:
        """The rows of a code, ended ones too; none where it does not answer for their series."""

    def pairs(self, code: str, others: Sequence[str]) -> CitedRows[PairEdit]:
        """The PTP edits of a code with each of the others, in both directions, ended ones too."""

    def partners(self, column1: str) -> Iterable[PairEdit]:
        """Every PTP edit of a column 1 code, ended ones too."""


def places_by_primary(rows: Sequence[AddOnPair]) -> Mapping[str, Sequence[int]]:
    """Where among the rows of an add-on each primary stands."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        places.setdefault(row.primary, []).append(at)
    return places
