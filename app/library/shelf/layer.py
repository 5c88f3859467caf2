"""The editions in force on a day, as a layer: each is the whole table of its series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from app.coding.editions import Edition
from app.coding.official import AddOnPair, Diagnosis, FeeRow, PairEdit
from app.coding.payment_rows import CapPrices, PrintedAmounts
from app.coding.series import SeriesName
from app.coding.sources import Citation, Source
from app.library.rows import SERIES_OF, CitedRows, R
from app.library.shelf.shelf import Shelf
from app.library.shelf.sources import source_of


class EditionLayer:
    """Answers from the editions of a shelf that are in force. Implements `Layer`."""

    whole = True

    def __init__(self, shelf: Shelf, editions: Mapping[SeriesName, Edition]) -> None:
        self._shelf = shelf
        self._editions = editions
        self.sources: Mapping[SeriesName, Source] = {
            series: source_of(edition) for series, edition in editions.items()
        }

    def rows(self, kind: type[R], code: str) -> CitedRows[R]:
        """The rows of a code. See `Layer`."""
        edition = self._editions.get(SERIES_OF[kind])
        return self._cited(edition, self._shelf.rows(edition, kind, code) if edition else ())

    def pairs(self, code: str, others: Sequence[str]) -> CitedRows[PairEdit]:
        """The PTP edits of a code with others, in the order of the others. See `Layer`."""
        edition = self._editions.get("ncci-ptp")
        if edition is None:
            return self._cited(None, ())
        found = (self._shelf.pair(edition, code, other) for other in others if other != code)
        return self._cited(edition, tuple(edit for edits in found for edit in edits))

    def partners(self, column1: str) -> Iterable[PairEdit]:
        """Every PTP edit of a column 1 code. See `Layer`."""
        edition = self._editions.get("ncci-ptp")
        return self._shelf.partners(edition, column1) if edition else ()

    def _cited(self, edition: Edition | None, rows: tuple[R, ...]) -> CitedRows[R]:
        def cite(at: int) -> tuple[Citation, ...]:
            return (source_of(edition).cite(_locator(rows[at])),) if edition else ()

        return CitedRows(rows, cite)


def _locator(row: Struct) -> str:
    """Where a row stands in its table: by its code, and by what tells it from the other rows of the code."""
    if isinstance(row, PairEdit):
        return f"{row.column1} / {row.column2}"
    if isinstance(row, AddOnPair):
        return f"{row.add_on} / {row.primary}"
    if isinstance(row, FeeRow | CapPrices | PrintedAmounts):
        return f"{row.code} {row.modifier or 'global'}"
    if isinstance(row, Diagnosis):
        return row.dotted
    return str(getattr(row, row.__struct_fields__[0]))
