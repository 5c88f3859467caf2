"""The book on a day, as a layer: of the official tables it holds the rows around needle procedures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from app.coding.carried import has_ended
from app.coding.dates import covers
from app.coding.official import AddOnPair, FeeRow, PairEdit, UnitsLimit
from app.coding.series import SeriesName, Setting
from app.coding.sources import Citation, Source
from app.library.book.book import Book
from app.library.rows import SERIES_OF, CitedRows, R, cited_rows


class BookLayer:
    """Answers from the rows of the book that stand for a day and a setting. Implements `Layer`.

    PTP edits are answered on every day, with the citation that says for which they were read: whoever shows
    them looks at `sources` first, or says so.
    """

    whole = False

    def __init__(
        self, book: Book, on: date, setting: Setting, sources: Mapping[SeriesName, Source] | None = None
    ) -> None:
        """`sources`: which sources of the book answer, a series each; those of the day when not given."""
        self._book, self._on, self._setting = book, on, setting
        self.sources: Mapping[SeriesName, Source] = sources or dict(self._sources_of_day())
        self._tables: dict[type[Struct], Callable[[str], CitedRows[Any]]] = {
            AddOnPair: book.add_on_pairs,
            FeeRow: self._fees,
            UnitsLimit: self._units,
        }

    def rows(self, kind: type[R], code: str) -> CitedRows[R]:
        """The rows of a code. See `Layer`."""
        return self._tables[kind](code) if SERIES_OF[kind] in self.sources else cited_rows(())

    def pairs(self, code: str, others: Sequence[str]) -> CitedRows[PairEdit]:
        """The PTP edits of a code with others, in the order of the book. See `Layer`."""
        return self._of_day(self._book.pairs.between(self._setting, code, tuple(others)))

    def partners(self, column1: str) -> Iterable[PairEdit]:
        """Every PTP edit of a column 1 code. See `Layer`."""
        rows = self._of_day(self._book.pairs.of_code(self._setting, column1)).rows
        return (row for row in rows if row.column1 == column1)

    def _of_day(self, found: CitedRows[PairEdit]) -> CitedRows[PairEdit]:
        """Of edits those that an edition of the day may have, not those that were only read in ended ones.

        On days after all editions of the book they are answered as before.
        """
        answering = self.sources.get("ncci-ptp")
        if not found.rows or answering is None or has_ended(answering, self._on):
            return found
        return cited_rows([each for each in found.cited() if not self._have_ended(each[1])])

    def _have_ended(self, citations: tuple[Citation, ...]) -> bool:
        sources = [self._book.source(each.source) for each in citations]
        editions = [each for each in sources if each is not None and each.series == "ncci-ptp"]
        return bool(editions) and all(has_ended(each, self._on) for each in editions)

    def _sources_of_day(self) -> Iterator[tuple[SeriesName, Source]]:
        """The sources of the book that answer on the day, the newest of a series last.

        The add-on table dates its rows, and rows of the fee schedule stand for their year.
        """
        by_book = self._book.answers_on(self._on)
        for series, setting, source in self._book.official_sources():
            if series.settings and setting != self._setting:
                continue
            dated = covers(source.first, source.last, self._on)
            of_year = source.first is not None and source.first.year == self._on.year
            stands = series.dated_in_book == "book" or (series.dated_in_book == "year" and of_year)
            if dated or (by_book and stands):
                yield series.name, source

    def _fees(self, code: str) -> CitedRows[FeeRow]:
        """The fee rows of a code for the year of the source that answers."""
        first = self.sources["pfs-rvu"].first
        return self._book.fees(code, (first or self._on).year)

    def _units(self, code: str) -> CitedRows[UnitsLimit]:
        """The MUE row of the day's quarter."""
        source = self.sources["ncci-mue"]
        found = self._book.units(code, self._setting).cited()
        return cited_rows([each for each in found if source.id in {item.source for item in each[1]}])
