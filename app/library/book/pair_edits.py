"""The PTP edits of the book: some thousands of rows, of which a page or a claim wants those of two codes."""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.official import PairEdit
from app.coding.series import Setting
from app.coding.sources import Citation
from app.library.database import Database, Rows
from app.library.rows import NO_ROWS, CitedRows


class _Kind(Struct, frozen=True, gc=False):
    """What many rows have in common: indicator, rationale, and the sources in short."""

    indicator: Literal["0", "1", "9"]
    rationale: str
    cited: str


class PairEdits:
    """Looks up edits, and makes a record only of those that are asked for."""

    def __init__(self, database: Database, cite: Callable[[str, str], tuple[Citation, ...]]) -> None:
        """`cite`: the citations that a row names in short, and the locator where it names none."""
        self._database = database
        self._cite = cite
        self.of_code = functools.cache(self._of_code)
        self.sources_of = functools.cache(self._sources_of)
        self.between = functools.lru_cache(maxsize=1024)(self._between)
        self._rows = functools.cache(self._read_rows)
        self._kinds = functools.cache(self._read_kinds)
        self._places: dict[tuple[Setting, str], Mapping[str, list[int]]] = {}

    def _of_code(self, setting: Setting, code: str) -> CitedRows[PairEdit]:
        """Every PTP edit of a code in either column, ended ones included."""
        return self._edits(setting, self._rows(setting, code))

    def _sources_of(self, setting: Setting, code: str) -> frozenset[str]:
        """The ids of the tables that the rows of a code were read in."""
        kinds = self._kinds(setting)
        cited = {kinds[row[-1]].cited for row in self._rows(setting, code)}
        return frozenset(each.source for short in cited for each in self._cite(short, code))

    def _between(self, setting: Setting, code: str, others: tuple[str, ...]) -> CitedRows[PairEdit]:
        """The PTP edits of a code with some others, in both directions, history included."""
        if len(others) == 1 and (setting, code) not in self._places and (setting, others[0]) in self._places:
            # The rows of a guidance code are thousands; those of the other are read and hold these too.
            rows = self._among(setting, others[0], (code,))
            return self._edits(setting, sorted(rows, key=lambda row: row[0] != code))
        return self._edits(setting, self._among(setting, code, others))

    def _among(self, setting: Setting, code: str, others: tuple[str, ...]) -> Rows:
        """The rows of a code with some others: those that have it in column 1 first."""
        rows = self._rows(setting, code)
        places = self._places.get((setting, code))
        if places is None:
            places = self._places[setting, code] = _places_of(code, rows)
        wanted = [at for other in set(others) if other in places for at in places[other]]
        return [rows[at] for at in sorted(wanted)] if wanted else []

    def _edits(self, setting: Setting, rows: Rows) -> CitedRows[PairEdit]:
        if not rows:
            return NO_ROWS
        kinds = self._kinds(setting)
        edits = tuple(
            PairEdit(column1, column2, of.indicator, _day(first), _day(last), of.rationale)
            for column1, column2, first, last, kind in rows
            for of in (kinds[kind],)
        )
        return CitedRows(edits, lambda at: self._cite(kinds[rows[at][-1]].cited, "{} / {}".format(*rows[at])))

    def _read_rows(self, setting: Setting, code: str) -> Rows:
        """The rows of a code as they stand in the file: both columns, first and last day, kind."""
        rows = "SELECT column1, column2, first, last, kind FROM pair_edit WHERE"
        query = f"{rows} column1 = ?1 UNION ALL {rows} column2 = ?1 AND column1 <> ?1"
        kinds = self._kinds(setting)
        return [row for row in self._database.rows(query, (code,)) if row[-1] in kinds]

    def _read_kinds(self, setting: Setting) -> Mapping[int, _Kind]:
        query = "SELECT id, indicator, rationale, cited FROM pair_kind WHERE setting = ?"
        return {key: _Kind(*texts) for key, *texts in self._database.rows(query, (setting,))}


def _places_of(code: str, rows: Rows) -> Mapping[str, list[int]]:
    """Where among the rows of a code those with each other code stand."""
    places: dict[str, list[int]] = {}
    for place, (column1, column2, *_) in enumerate(rows):
        places.setdefault(column2 if column1 == code else column1, []).append(place)
    return places


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
