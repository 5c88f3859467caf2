"""What Medicare pays by on one date of service: the rows of the editions in force, of no other day.

Nothing is carried: where no edition covers the date there are no rows, and `missing` names what to import.
Relative values stand on the shelf in two sets from 2026 on; the one for qualifying participants in an
advanced payment model has its own conversion factor.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from datetime import date

from app.coding.dates import covers, show_date
from app.coding.editions import Edition
from app.coding.facts import PlaceFacts
from app.coding.official import FeeRow
from app.coding.payment_rows import Gpci, PrintedAmounts
from app.coding.payment_series import PAYMENT_SERIES
from app.coding.rates import ShareRule, Shares, SupersededFactor
from app.coding.series import SERIES, SeriesName
from app.coding.sources import Citation
from app.library.book.book import Book
from app.library.rows import R
from app.library.shelf.layer import EditionLayer
from app.library.shelf.shelf import Shelf
from app.library.shelf.sources import source_of

_PRINTED: SeriesName = "pfs-amounts"
_ONE_A_DAY: tuple[SeriesName, ...] = (
    "pfs-rvu",
    "opps-b",
    *(each.name for each in PAYMENT_SERIES if each.name != _PRINTED),
)
"""The series of which one edition answers on a day; of printed amounts each contractor may have a file."""
_KEPT = 4096


class Tables:
    """The rows of some editions, each looked up once. Days with the same editions share them."""

    def __init__(
        self,
        shelf: Shelf,
        editions: Mapping[SeriesName, Edition],
        qualifying: Edition | None,
        printed: tuple[Edition, ...] = (),
    ) -> None:
        """`qualifying`: the relative values with the conversion factor of qualifying participants.

        `printed`: the payment amount files, of the whole country and of single contractors.
        """
        self.editions = editions
        self.qualifying = qualifying
        self.printed = printed
        self._shelf = shelf
        self._layer = EditionLayer(shelf, editions)
        self._others = EditionLayer(shelf, {"pfs-rvu": qualifying} if qualifying else {})
        self.fees = functools.lru_cache(maxsize=_KEPT)(self._fees)
        self.rows = functools.lru_cache(maxsize=_KEPT)(self._rows)

    @functools.cached_property
    def localities(self) -> Mapping[str, Gpci]:
        """Every payment locality by its key."""
        edition = self.editions.get("pfs-gpci")
        every = self._shelf.file(edition).every_record() if edition else ()
        return {row.locality: row for row in every if isinstance(row, Gpci)}

    def _rows(self, kind: type[R], key: str) -> tuple[R, ...]:
        return self._layer.rows(kind, key).rows

    def printed_in(self, edition: Edition, code: str) -> tuple[PrintedAmounts, ...]:
        """What one payment amount file prints of a code."""
        return self._shelf.rows(edition, PrintedAmounts, code)

    def _fees(self, code: str, qualifying: bool) -> Mapping[str, FeeRow]:
        layer = self._others if qualifying else self._layer
        return {row.modifier: row for row in layer.rows(FeeRow, code).rows}


class DayRates:
    """What is looked up to pay a claim of one date of service. Implements `Rates`."""

    def __init__(self, book: Book, tables: Tables, on: date) -> None:
        """Use `RateBook.on`."""
        self.on = on
        self._book = book
        self._tables = tables
        self.localities = tables.localities
        self._shares: dict[ShareRule, Shares] = {}

    @property
    def states(self) -> Mapping[str, tuple[str, ...]]:
        """States, the District and territories by their letters, each with the parts that count apart."""
        return {each.state: each.parts for each in self._book.payment.states()}

    @property
    def has_qualifying(self) -> bool:
        """Whether the relative values of qualifying participants are on the shelf for the date."""
        return self._tables.qualifying is not None

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions in force, in the order of the series."""
        qualifying = (self._tables.qualifying,) if self._tables.qualifying else ()
        printed = (each for each in self._tables.printed if qualifying or not each.is_qualifying)
        return (*self._tables.editions.values(), *qualifying, *printed)

    def has(self, series: SeriesName) -> bool:
        """Whether an edition of a series covers the date."""
        return series in self._tables.editions

    def rows(self, kind: type[R], key: str) -> tuple[R, ...]:
        """The rows with a key in the edition in force; none where there is none."""
        return self._tables.rows(kind, key)

    def row(self, kind: type[R], key: str) -> R | None:
        """The row with a key in the edition in force, or None."""
        found = self._tables.rows(kind, key)
        return found[0] if found else None

    def fees(self, code: str, *, qualifying: bool = False) -> Mapping[str, FeeRow]:
        """The relative values of a code by modifier, of one of the two sets."""
        return self._tables.fees(code, qualifying)

    def printed(
        self, code: str, locality: str, *, qualifying: bool = False
    ) -> tuple[tuple[PrintedAmounts, Citation], ...]:
        """What the payment amount files print of a code, with the place in each. See `Rates`."""
        return tuple(
            (row, source_of(edition).cite(f"{code} {locality}"))
            for edition in self._tables.printed
            if edition.is_qualifying == qualifying
            for row in self._tables.printed_in(edition, code)
        )

    def superseded(self, conversion: float) -> tuple[SupersededFactor, Citation] | None:
        """Whether a law had replaced a conversion factor by the date, and who says so."""
        found = self._book.payment.superseded_factors().first(
            lambda row: row.conversion == conversion and covers(row.first, row.last, self.on)
        )
        return (found[0], found[1][0]) if found else None

    def shares(self, rule: ShareRule) -> Shares:
        """The shares of a rule. Raises KeyError for one that the book does not have on the date."""
        if rule not in self._shares:
            rows = self._book.payment.shares().cited()
            found = [
                (row, cited)
                for row, cited in rows
                if row.rule == rule and covers(row.first, row.last, self.on)
            ]
            if not found:
                raise KeyError(rule)
            percents = {row.indicator: row.percents for row, _ in found}
            self._shares[rule] = Shares(percents, found[0][1][0])
        return self._shares[rule]

    def cite(self, series: SeriesName, locator: str, *, qualifying: bool = False) -> Citation:
        """A place in the edition in force. Raises KeyError where there is none."""
        edition = self._tables.qualifying if qualifying else None
        return source_of(edition or self._tables.editions[series]).cite(locator)

    def authority(self, source: str, locator: str = "") -> Citation:
        """A place in a source of the book. Raises KeyError for one that it does not have."""
        found = self._book.source(source)
        if found is None:
            raise KeyError(source)
        return found.cite(locator)

    def place(self, code: str) -> PlaceFacts | None:
        """A place of service as Medicare sees it."""
        return self._book.place(code, None)

    def missing(self, series: SeriesName) -> str:
        """Why nothing is known of a series on the date, and what to import, as a sentence."""
        wanted = SERIES["pfs-rvu"].wanted(self.on) or ""
        title, files = SERIES[series].title, SERIES[series].files
        return f"{title}: not on the shelf for {show_date(self.on)}. Import the {files} of {wanted}."


class RateBook:
    """Gives the rates of any date of service, from the book and a shelf."""

    def __init__(self, book: Book, shelf: Shelf) -> None:
        """The shelf is never changed: after an import there is another."""
        self._book, self._shelf = book, shelf
        self._tables: dict[tuple[Edition, ...], Tables] = {}
        self.on = functools.lru_cache(maxsize=512)(self._on)

    def _on(self, day: date) -> DayRates:
        editions, qualifying = self._in_force(day)
        printed = _printed(self._shelf.editions, day)
        key = (*editions.values(), *((qualifying,) if qualifying else ()), *printed)
        if key not in self._tables:
            self._tables[key] = Tables(self._shelf, editions, qualifying, printed)
        return DayRates(self._book, self._tables[key], day)

    def _in_force(self, day: date) -> tuple[dict[SeriesName, Edition], Edition | None]:
        """The editions that cover a day, of each series the newest, and that of qualifying participants."""
        editions: dict[SeriesName, Edition] = {}
        qualifying = None
        for edition in self._shelf.editions:  # of those for the same days the one to use comes last
            if edition.source not in _ONE_A_DAY or not covers(edition.first, edition.last, day):
                continue
            if edition.is_qualifying:
                qualifying = edition
            else:
                editions[edition.source] = edition
        return editions, qualifying


def _printed(editions: Sequence[Edition], day: date) -> tuple[Edition, ...]:
    """The payment amount files that cover a day: of each portion the newest, the whole country first."""
    found = {
        edition.portion: edition
        for edition in editions
        if edition.source == _PRINTED and covers(edition.first, edition.last, day)
    }
    return tuple(found[portion] for portion in sorted(found))
