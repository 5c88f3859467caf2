"""What answers on one date of service: the editions in force, the look-ups among them, and what is missing.

An imported edition that covers the date answers; before that the book does, for the dates it was read for;
else the need is missing, with the reason. What was read before the date is then carried; see `CarriedRows`.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from app.coding.carried import begins_later, has_ended
from app.coding.dates import covers
from app.coding.editions import Edition, EditionUse
from app.coding.facts import Alternative, CodeFacts, Inclusion
from app.coding.official import AddOnPair, AddOnType, Diagnosis, FeeRow, HcpcsCode, PairEdit, UnitsLimit
from app.coding.reasons import say_gap
from app.coding.series import SERIES, Need, SeriesName, Setting
from app.coding.sources import Source
from app.library.book.book import Book
from app.library.book.layer import BookLayer
from app.library.facts.carried import CarriedRows
from app.library.facts.confirmed import DatedRow, before_every_table, confirmed
from app.library.facts.gaps import LOOKED_UP, gaps_outside, missing_needs, partly_met_needs
from app.library.rows import SERIES_OF, CitedRows, Layer, R, cited_rows, places_by_primary
from app.library.shelf.layer import EditionLayer
from app.library.shelf.shelf import Shelf

_CARRIED: tuple[SeriesName, ...] = ("ncci-ptp", "ncci-mue", "ncci-aoc", "pfs-rvu")
_ABOUT_CODE: tuple[SeriesName, ...] = ("ncci-aoc", "ncci-mue", "pfs-rvu")
CONTRACTOR = "CCCCC"
"""Stands in the add-on table where the contractor decides which primaries count (type 2)."""
_PAIRS = _CODES = 1024
"""So many pairs of codes, and codes, are cached for a day: many claims have more than would fit in memory."""


class About(msgspec.Struct, frozen=True, gc=False, eq=False):
    """Every look-up of one code on the day, with nothing where nothing is known; found by its identity.

    `add_on_places`: where among the add-on rows those with a primary are. `carried`: by series, the ended
    edition in which add-on rows, units limit or fee rows were read.
    """

    facts: CodeFacts | None
    add_ons: tuple[AddOnPair, ...]
    add_on_places: Mapping[str, Sequence[int]]
    primaries: frozenset[str] | None
    inclusions: tuple[Inclusion, ...]
    alternatives: tuple[Alternative, ...]
    without_imaging: tuple[Alternative, ...]
    units: UnitsLimit | None
    fees: dict[str, FeeRow]
    carried: Mapping[SeriesName, Source]

    def with_primaries(self, codes: Iterable[str]) -> tuple[AddOnPair, ...]:
        """The add-on rows with one of some primaries, in their order. An add-on may have hundreds."""
        places = [at for code in codes for at in self.add_on_places.get(code, ())]
        return tuple([self.add_ons[at] for at in sorted(places)])


class Day:
    """What answers on one date of service in one setting: the editions in force and what is missing."""

    def __init__(self, book: Book, shelf: Shelf, on: date, setting: Setting) -> None:
        self.on = on
        self.book, self.shelf = book, shelf
        self.setting = setting
        self.by_book = book.answers_on(on)
        self.editions: dict[SeriesName, Edition] = {}
        for series in LOOKED_UP:
            found = shelf.in_force(series.name, series.setting(setting), on)
            if found:
                self.editions[series.name] = found
        # What is asked of a table goes to the first layer that has it for the day.
        self.imported = EditionLayer(shelf, self.editions)
        self.bundled = BookLayer(book, on, setting)
        self._layers: tuple[Layer, ...] = (self.imported, self.bundled)
        self._layer_of = {name: layer for layer in reversed(self._layers) for name in layer.sources}
        self.carried = CarriedRows(book, shelf, on, setting)
        self._rows: dict[tuple[type[msgspec.Struct], str], CitedRows[Any]] = {}
        self.sources = self._sources()
        outside = None if self.by_book else (book.first, book.last)
        self.missing = missing_needs(on, setting, self.editions, self.bundled.sources, outside)
        self.partial = partly_met_needs(on, setting, self.editions, self.bundled.sources)
        self.gaps_carried = gaps_outside(on, setting, self._stands_in)
        self.gaps_later = gaps_outside(on, setting, self._answers_by_rows)
        self.uses = self._uses()
        self.codes_complete = "codes" not in self.partial
        self.about = functools.lru_cache(maxsize=_CODES)(self._about)
        self.code = functools.lru_cache(maxsize=_CODES)(self._code)
        self.primaries = functools.lru_cache(maxsize=_CODES)(self._primaries)
        self._edits = functools.lru_cache(maxsize=_PAIRS)(self._edits_of)
        self.carried_pair = functools.lru_cache(maxsize=_PAIRS)(self.carried.pair)
        self.carried_edits = functools.lru_cache(maxsize=_PAIRS)(self.carried.edits)
        self.carried_partners = functools.lru_cache(maxsize=64)(self.carried.partners)
        self.partners = functools.lru_cache(maxsize=64)(self._partners)
        self.diagnosis = functools.lru_cache(maxsize=_CODES)(self._diagnosis)
        self.payers = {payer.id: payer.on(self.on) for payer in self.book.payers()}

    def _sources(self) -> Mapping[str, Source]:
        """The sources by id, and by series the one in force: nothing cites an edition of another day.

        The add-on table stands for every day, because it dates its rows.
        """
        dated = self.book.dated_sources()
        named = {source.series: source for source in dated if source.series == "ncci-aoc"}
        named |= {str(name): each for layer in reversed(self._layers) for name, each in layer.sources.items()}
        return _named(self.book.sources(), tuple(named.items()))

    def _stands_in(self, series: SeriesName) -> Source | None:
        """The ended edition whose rows stand in on the day, or None."""
        if series not in _CARRIED:
            return None
        return self.past(series) if self.layer(series) else self.carried.newest(series)

    def _answers_by_rows(self, series: SeriesName) -> Source | None:
        """The edition that begins after the day and answers by rows with days of their own, or None."""
        layer = self.layer(series) if SERIES[series].dated_in_book == "book" else None
        return layer.sources[series] if layer and begins_later(layer.sources[series], self.on) else None

    def past(self, series: SeriesName) -> Source | None:
        """The edition that answers for the day although its own dates end before it, or None."""
        layer = self.layer(series)
        return layer.sources[series] if layer and has_ended(layer.sources[series], self.on) else None

    def why_missing(self, need: Need) -> str:
        """Why nothing on the shelf answers a need on the day, as sentences; "" where something does."""
        gap = self.missing.get(need)
        return say_gap(gap) if gap else ""

    def why_partial(self, need: Need) -> str:
        """Why a need is answered only in part on the day, as sentences; "" where it is not."""
        gap = self.partial.get(need)
        return say_gap(gap) if gap else ""

    def _uses(self) -> tuple[EditionUse, ...]:
        """What is looked into: the book, the official editions it carries for the day, the imported ones."""
        carried = (
            EditionUse(
                series, SERIES[series].setting(self.setting), source.edition, source.first, source.last
            )
            for series, source in sorted(self.bundled.sources.items())
            if series not in self.editions
        )
        imported = (edition.use() for _, edition in sorted(self.editions.items()))
        ended = ((name, self.carried.newest(name)) for name in _CARRIED if self.layer(name) is None)
        past = (
            EditionUse(name, SERIES[name].setting(self.setting), source.edition, source.first, source.last)
            for name, source in ended
            if source
        )
        return (self.book.edition.use(), *carried, *past, *imported)

    def _about(self, code: str) -> About:
        add_ons, add_ons_in = self.known(AddOnPair, code)
        units, units_in = self.known(UnitsLimit, code)
        fees, fees_in = self.known(FeeRow, code)
        read_in = (add_ons_in, units_in, fees_in)
        return About(
            facts=self.code(code),
            add_ons=add_ons.rows,
            add_on_places=places_by_primary(add_ons.rows),
            primaries=self.primaries(code),
            inclusions=self.in_force(self.book.inclusions(code)) if self.by_book else (),
            alternatives=self.in_force(self.book.alternatives(code)) if self.by_book else (),
            without_imaging=self._without_imaging(code) if self.by_book else (),
            units=next(iter(units.rows), None),
            fees={row.modifier: row for row in fees.rows},
            carried={name: each for name, each in zip(_ABOUT_CODE, read_in, strict=True) if each},
        )

    def _without_imaging(self, code: str) -> tuple[Alternative, ...]:
        """The codes that with guidance are this one, a row for each; of guidance itself none."""
        if code in self.book.guidance().codes:
            return ()
        others = dict.fromkeys(row.code for row in self.book.alternatives_by_use().get(code, ()))
        found = (
            next((row for row in self.in_force(self.book.alternatives(other)) if row.use == code), None)
            for other in others
        )
        return tuple(row for row in found if row is not None)

    def in_force(self, rows: Iterable[DatedRow]) -> tuple[DatedRow, ...]:
        """The rows of the book in force on the day, as far as PTP edits imported for it confirm them."""
        dated = tuple(row for row in rows if covers(row.first, row.last, self.on))
        if "pairs" in self.missing and self.carried.newest("ncci-ptp") is None:
            return before_every_table(dated, self.book)
        whole = "ncci-ptp" in self.editions and "pairs" not in self.partial
        return confirmed(dated, self.book, self._has_edit, self.sources["ncci-ptp"]) if whole else dated

    def _has_edit(self, code: str, guidance: str) -> bool:
        return bool(self.pair(code, guidance) or self.pair(guidance, code))

    def known(self, kind: type[R], code: str) -> tuple[CitedRows[R], Source | None]:
        """The rows of a code: of the day, else the newest read before it.

        With the edition that they were read in if that has ended, None if it has not or there is no row.
        """
        series = SERIES_OF[kind]
        layer = self.layer(series)
        found = self.rows(kind, code)
        if layer and (found.rows or layer.whole):
            return found, self.past(series) if found.rows else None
        carried, source = self.carried.rows(kind, code)
        return carried, source if carried.rows else None

    def _code(self, code: str) -> CodeFacts | None:
        entry = self.book.code(code)
        listed = [row for row in self.add_on_pairs(code) if row.in_force(self.on)]
        kind = listed[0].kind if listed else None
        if entry is None:
            return self._code_of_shelf(code, kind)
        since = entry.facts.add_on_since
        add_on = since is not None and since <= self.on
        if not kind and not add_on:
            return entry.facts
        return msgspec.structs.replace(entry.facts, add_on_type=kind, add_on=True)

    def _code_of_shelf(self, code: str, kind: AddOnType | None) -> CodeFacts | None:
        """A code that the book does not hold but an official list on the shelf does."""
        paid = self.imported.rows(FeeRow, code)
        add_on = True if kind or any(row.global_days == "ZZZ" for row in paid.rows) else None
        listed = self.imported.rows(HcpcsCode, code).first()
        if listed:
            row, cited = listed
            facts = CodeFacts(code=code, label=row.label, kind="other", first=row.first, last=row.last)
            return msgspec.structs.replace(facts, citations=cited, add_on_type=kind, add_on=add_on)
        if paid.rows:
            facts = CodeFacts(code=code, label="", kind="other", add_on_type=kind, add_on=add_on)
            cited = (self.imported.sources["pfs-rvu"].cite(code),)
            return msgspec.structs.replace(facts, citations=cited)
        return None

    def layer(self, series: SeriesName) -> Layer | None:
        """The first layer that has the table of a series for the day, or None."""
        return self._layer_of.get(series)

    def has_whole(self, series: SeriesName) -> bool:
        """Whether the whole table of a series is on the shelf for the day."""
        layer = self.layer(series)
        return layer is not None and layer.whole

    def rows(self, kind: type[R], code: str) -> CitedRows[R]:
        """The rows of a code in the table of the day, ended ones too, with where they were read."""
        known = self._rows.get((kind, code))
        if known is None:
            if len(self._rows) > _CODES * len(SERIES_OF):
                self._rows.clear()
            layer = self.layer(SERIES_OF[kind])
            known = self._rows[kind, code] = layer.rows(kind, code) if layer else cited_rows(())
        return known

    def add_on_pairs(self, add_on: str) -> tuple[AddOnPair, ...]:
        """The rows of an add-on code, ended ones too, of the day or carried."""
        return self.known(AddOnPair, add_on)[0].rows

    def _primaries(self, add_on: str) -> frozenset[str] | None:
        """The primaries listed on the day: none where the list is not held, None for what is no add-on."""
        every = self.add_on_pairs(add_on)
        if not every and "add-ons" in self.partial:
            known = self.code(add_on)
            return frozenset() if known is not None and known.add_on else None
        rows = [row for row in every if row.in_force(self.on)]
        return frozenset(row.primary for row in rows if row.primary != CONTRACTOR) if rows else None

    def pair(self, column1: str, column2: str) -> PairEdit | None:
        """The PTP edit with these codes in these columns in force on the day, or None."""
        for edit in self.edits(column1, column2):  # mostly none
            if edit.column1 == column1 and edit.column2 == column2:
                return edit
        return None

    def edits(self, code: str, other: str) -> tuple[PairEdit, ...]:
        """The PTP edits of two codes in force on the day, in both directions."""
        return self._edits(code, other) if code <= other else self._edits(other, code)

    def _edits_of(self, code: str, other: str) -> tuple[PairEdit, ...]:
        """The PTP edits of two codes in force on the day: looked up once for both directions."""
        layer = self.layer("ncci-ptp")
        edits = layer.pairs(code, (other,)).rows if layer else ()
        return tuple(edit for edit in edits if edit.in_force(self.on))

    def _partners(self, column1: str) -> dict[str, PairEdit]:
        """Every PTP edit of a column 1 code in force on the day, by its column 2 code."""
        layer = self.layer("ncci-ptp")
        edits = layer.partners(column1) if layer else ()
        return {edit.column2: edit for edit in edits if edit.in_force(self.on)}

    def _diagnosis(self, code: str) -> Diagnosis | None:
        """The ICD-10-CM row; `code` with or without dot."""
        return next(iter(self.rows(Diagnosis, code.replace(".", "").upper()).rows), None)


@functools.lru_cache(maxsize=64)
def _named(sources: tuple[Source, ...], series: tuple[tuple[str, Source], ...]) -> Mapping[str, Source]:
    """Sources by id and by series: one and the same table for all days with the same editions."""
    return {source.id: source for source in sources} | dict(series)
