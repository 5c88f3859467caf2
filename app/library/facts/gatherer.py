"""Facts for a claim: every look-up that rules may need, as they stand on its date of service.

What follows from the codes of a claim is looked up once for a period (`app.library.facts.periods`) and shared
by its days; what names the day is made for the day, and shared by its claims. Each cache is bounded.
"""

import functools
from collections.abc import Mapping, Set
from datetime import date

import msgspec
from msgspec import Struct

from app.coding.carried import has_ended
from app.coding.claim import Claim, coded_lines
from app.coding.dates import covers
from app.coding.editions import EditionUse
from app.coding.facts import CodeFacts, Facts, FittingGuidance, PlaceFacts, pair_key
from app.coding.official import Diagnosis, HcpcsCode
from app.coding.payers import unknown_payer
from app.coding.reasons import Gap
from app.coding.series import Need, SeriesName, Setting
from app.coding.sources import Source
from app.library.book.book import Book
from app.library.facts.among import carried_among, pairs_among
from app.library.facts.candidates import find_candidates
from app.library.facts.day import Day
from app.library.facts.fitting import find_fitting_guidance
from app.library.facts.of_codes import GROUPS, KnownCodes, OfCodes
from app.library.facts.periods import Periods
from app.library.shelf.shelf import Shelf

_OF_EVERY_CODE: tuple[Need, ...] = ("pairs", "units")
_SETTINGS: dict[str | None, Setting] = {"institutional": "hospital"}
_NO_PLACES: Mapping[str, PlaceFacts] = {}
_NO_DIAGNOSES: Mapping[str, Diagnosis] = {}
_NO_MODIFIERS: frozenset[str] = frozenset()


class _Looked(Struct, frozen=True, gc=False, eq=False):
    """What follows from the codes of a claim, on every day of a period.

    `facts` name the first day of the period. `carried`: the needs among its `gaps_carried`.
    """

    facts: Facts
    carried: tuple[Need, ...]
    of_codes: OfCodes


class _OfDay(Struct, frozen=True, gc=False, eq=False):
    """What names the day: the gaps of its date."""

    missing: Mapping[Need, Gap]
    partial: Mapping[Need, Gap]
    carried: Mapping[Need, Gap]
    later: Mapping[Need, Gap]


class Gatherer:
    """Gathers facts, keeping what it looked up: claims of one batch share periods and groups of codes."""

    def __init__(self, book: Book, shelf: Shelf) -> None:
        self._book = book
        self._shelf = shelf
        self._periods = Periods(book, shelf)
        self.day = functools.lru_cache(maxsize=512)(self._day)
        self._period = functools.lru_cache(maxsize=1024)(self._first_day)
        self._look_up = functools.lru_cache(maxsize=GROUPS)(functools.partial(_look_up_codes, KnownCodes()))
        self._gaps = functools.lru_cache(maxsize=256)(_gaps_of)
        self._gaps_on = functools.lru_cache(maxsize=1024)(self._gaps_of_date)
        self._find_candidates = functools.lru_cache(maxsize=256)(find_candidates)
        self._find_fitting = functools.lru_cache(maxsize=256)(find_fitting_guidance)

    def _day(self, on: date, setting: Setting) -> Day:
        return Day(self._book, self._shelf, on, setting)

    def _first_day(self, on: date, setting: Setting) -> Day:
        """The first day of the period of a date: it answers for all of them."""
        return self.day(self._periods.start(on, setting), setting)

    def facts_for(self, claim: Claim) -> Facts:
        """Every look-up that rules may need for a claim."""
        on = claim.date_of_service
        day = self._period(on, _SETTINGS.get(claim.claim_form, "practitioner"))
        looked = self._look_up(day, tuple([line.code for line in claim.lines if line.code]))
        gaps = self._gaps_on(day, looked.carried, on)
        return msgspec.structs.replace(
            looked.facts,
            on=on,
            missing=gaps.missing,
            partial=gaps.partial,
            gaps_carried=gaps.carried,
            gaps_later=gaps.later,
            place=self._book.place(claim.place_of_service, claim.payer) if claim.place_of_service else None,
            line_places=self._line_places(claim) if _has_line_places(claim) else _NO_PLACES,
            payer=(day.payers.get(claim.payer) or unknown_payer(claim.payer)) if claim.payer else None,
            diagnoses=_diagnoses(day, claim) if "icd10cm" in day.editions else _NO_DIAGNOSES,
            listed_modifiers=_listed_modifiers(day, claim) if "hcpcs" in day.editions else None,
            candidates=self._candidates(day, claim, looked.of_codes) if looked.of_codes.add_on else (),
            fitting_guidance=() if looked.of_codes.has_guidance else self._fitting_guidance(day, claim),
            local=self._shelf.local,
        )

    def _gaps_of_date(self, day: Day, carried: tuple[Need, ...], on: date) -> _OfDay:
        """The gaps on a date of the period of a day; of those that are carried the needs given."""
        return _gaps_on(self._gaps(day, carried), on)

    def _line_places(self, claim: Claim) -> Mapping[str, PlaceFacts]:
        """The places that lines have of their own, as the payer sees them."""
        own = {line.place_of_service for line in claim.lines if line.place_of_service is not None}
        found = {code: self._book.place(code, claim.payer) for code in sorted(own)}
        return {code: place for code, place in found.items() if place is not None}

    def _fitting_guidance(self, day: Day, claim: Claim) -> tuple[FittingGuidance, ...]:
        """What guidance the record and the procedures of a claim without guidance call for."""
        modality = claim.documentation.modality
        if not claim.documentation.needle_guided or modality is None:
            return ()
        return self._find_fitting(day, tuple(line.code for line in coded_lines(claim)), modality)

    def _candidates(self, day: Day, claim: Claim, of_codes: OfCodes) -> tuple[CodeFacts, ...]:
        """The primaries that fit what is documented, for the first guidance code that is an add-on.

        None beside the reading of a full conventional arthrogram, which contains the fluoroscopy, and none
        where another kind of imaging is documented than that of the code.
        """
        asked, guidance = claim.documentation, of_codes.add_on
        if asked.technique is None or not asked.target or guidance is None:
            return ()
        if asked.modality not in (None, guidance.modality) or of_codes.has_arthrogram:
            return ()
        return self._find_candidates(day, guidance.code, asked.technique, asked.target)


def _has_line_places(claim: Claim) -> bool:
    """Whether lines have places of their own: mostly none has."""
    for line in claim.lines:  # noqa: SIM110 - every claim that is reviewed comes by here
        if line.place_of_service is not None:
            return True
    return False


def _look_up_codes(known: KnownCodes, day: Day, codes: tuple[str, ...]) -> _Looked:
    """The facts of codes on the days of a period; see `_Looked`."""
    distinct = tuple(dict.fromkeys(codes))
    of_codes = known.of(day, distinct)
    facts = _facts_of_codes(day, distinct, of_codes)
    return _Looked(facts, tuple(facts.gaps_carried), of_codes)


def _gaps_on(gaps: _OfDay, on: date) -> _OfDay:
    """The gaps of the first day of a period on another one.

    Gaps that name no day are one table for all days of the period: what follows from them is shared.
    """
    return _OfDay(*(_dated(each, on) for each in (gaps.missing, gaps.partial, gaps.carried, gaps.later)))


def _gaps_of(day: Day, carried: tuple[Need, ...]) -> _OfDay:
    """The gaps on the first day of a period; of those that are carried the needs given."""
    missing = {need: gap for need, gap in day.missing.items() if need not in day.gaps_carried}
    return _OfDay(missing, day.partial, {need: day.gaps_carried[need] for need in carried}, day.gaps_later)


def _dated(gaps: Mapping[Need, Gap], on: date) -> Mapping[Need, Gap]:
    """Gaps on another day of their period: the same table where none of them names the day."""
    if all(gap.on is None for gap in gaps.values()):
        return gaps
    return {
        need: gap if gap.on is None else msgspec.structs.replace(gap, on=on) for need, gap in gaps.items()
    }


def _facts_of_codes(day: Day, codes: tuple[str, ...], found: OfCodes) -> Facts:
    """The facts that follow from the day and the codes on the claim alone."""
    pairs = pairs_among(day, codes)
    carried: Mapping[tuple[SeriesName, str], Source] = found.carried
    if carried_pairs := carried_among(day, codes):
        pairs |= {pair: edit for pair, (edit, _) in carried_pairs.items()}
        carried = found.carried | {
            ("ncci-ptp", pair_key(*pair)): source for pair, (_, source) in carried_pairs.items()
        }
    return Facts(
        on=day.on,
        sources=day.sources,
        missing={need: gap for need, gap in day.missing.items() if need not in day.gaps_carried},
        partial=day.partial,
        editions=(*day.uses, *_also_read(day, found, carried)),
        codes=found.codes,
        codes_complete=day.codes_complete,
        add_ons=found.add_ons,
        primaries=found.primaries,
        inclusions=found.inclusions,
        alternatives=found.alternatives,
        imaging_inside=found.imaging_inside,
        without_imaging=found.without_imaging,
        pairs=pairs,
        units=found.units,
        fees=found.fees,
        carried=carried,
        gaps_carried=_gaps_carried(day, {series for series, _ in carried}) if day.gaps_carried else {},
        gaps_later=day.gaps_later,
        modifiers=day.book.modifiers_by_code(),
        payers=day.payers,
        guidance=day.book.guidance(),
        anatomy=day.book.anatomy(),
        conflicts=day.book.conflicts(),
    )


def _also_read(
    day: Day, found: OfCodes, carried: Mapping[tuple[SeriesName, str], Source]
) -> tuple[EditionUse, ...]:
    """The ended editions behind rows of the codes that the day does not name by itself."""
    rows = (row for rows in found.inclusions.values() for row in rows)
    cited = (day.sources.get(each.source) for row in rows for each in row.citations)
    edits = (each for each in cited if each and each.series == "ncci-ptp" and has_ended(each, day.on))
    read = dict.fromkeys(
        EditionUse(str(each.series), each.setting, each.edition, each.first, each.last)
        for each in (*carried.values(), *edits)
    )
    return tuple(use for use in read if use not in day.uses)


def _gaps_carried(day: Day, read: Set[SeriesName]) -> Mapping[Need, Gap]:
    """The carried needs that bear on the claim: add-on and fee rows only where one was read for it."""
    return {
        need: gap
        for need, gap in day.gaps_carried.items()
        if need in _OF_EVERY_CODE or any(each.series in read for each in gap.causes)
    }


def _diagnoses(day: Day, claim: Claim) -> dict[str, Diagnosis]:
    found: dict[str, Diagnosis] = {}
    for line in claim.lines:
        for code in line.diagnoses:
            if code not in found and (known := day.diagnosis(code)):
                found[code] = known
    return found


def _listed_modifiers(day: Day, claim: Claim) -> frozenset[str]:
    """The modifiers on the claim that the book does not hold but the HCPCS list of the day does."""
    known = day.book.modifiers_by_code()
    others = {modifier for line in claim.lines for modifier in line.modifiers if modifier not in known}
    if not others:
        return _NO_MODIFIERS
    return frozenset(each for each in others if _is_listed(day, each, claim.date_of_service))


def _is_listed(day: Day, modifier: str, on: date) -> bool:
    """Whether the HCPCS list has a modifier, in force on a date."""
    return any(covers(row.first, row.last, on) for row in day.rows(HcpcsCode, modifier).rows[:1])
