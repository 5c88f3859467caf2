"""Facts for a claim: every look-up that rules may need, as they stand on its date of service.

What follows from the codes of a claim is looked up once for a period (`app.library.facts.periods`) and shared
by its days; what names the day is made for the day, and shared by its claims. Each cache is bounded.
"""

import functools
from collections.abc import Mapping, Set
from datetime import date
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.coding.claim import Claim, coded_lines
from app.coding.dates import covers
from app.coding.facts import Alternative, CodeFacts, Facts, FittingGuidance, Inclusion, PlaceFacts, pair_key
from app.coding.official import AddOnPair, Diagnosis, FeeRow, HcpcsCode, UnitsLimit
from app.coding.payers import unknown_payer
from app.coding.reasons import Gap
from app.coding.series import Need, SeriesName, Setting
from app.coding.sources import Citation, Source
from app.library.book.book import Book
from app.library.facts.among import carried_among, pairs_among
from app.library.facts.candidates import find_candidates
from app.library.facts.day import About, Day
from app.library.facts.fitting import find_fitting_guidance
from app.library.facts.periods import Periods
from app.library.shelf.shelf import Shelf

_OF_EVERY_CODE: tuple[Need, ...] = ("pairs", "units")
_SETTINGS: dict[str | None, Setting] = {"institutional": "hospital"}
_GROUPS = 4096
"""So many groups of codes are cached, some kilobytes each: those of a year's claims come again and again."""
_NO_PLACES: Mapping[str, PlaceFacts] = {}
_NO_DIAGNOSES: Mapping[str, Diagnosis] = {}
_NO_MODIFIERS: frozenset[str] = frozenset()


class _OfCodes(Struct, frozen=True, gc=False, eq=False):
    """What follows from the codes of a claim, on every day of a period.

    `facts` name the first day of the period. `carried`: the needs among its `gaps_carried`. `has_guidance`: a
    code among them is guidance; `add_on`: the first that is guidance and an add-on; `has_arthrogram`: one is
    the reading of a full arthrogram.
    """

    facts: Facts
    carried: tuple[Need, ...]
    has_guidance: bool
    add_on: CodeFacts | None
    has_arthrogram: bool


class _OfDay(Struct, frozen=True, gc=False, eq=False):
    """What names the day: the gaps of its date."""

    missing: Mapping[Need, Gap]
    partial: Mapping[Need, Gap]
    carried: Mapping[Need, Gap]


class Gatherer:
    """Gathers facts, keeping what it looked up: claims of one batch share periods and groups of codes."""

    def __init__(self, book: Book, shelf: Shelf) -> None:
        self._book = book
        self._shelf = shelf
        self._periods = Periods(book, shelf)
        self.day = functools.lru_cache(maxsize=512)(self._day)
        self._period = functools.lru_cache(maxsize=1024)(self._first_day)
        self._look_up = functools.lru_cache(maxsize=_GROUPS)(_look_up_codes)
        self._gaps = functools.lru_cache(maxsize=512)(_gaps_on)
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
        of_codes = self._look_up(day, tuple([line.code for line in claim.lines if line.code]))
        gaps = self._gaps(day, of_codes.carried, on)
        return msgspec.structs.replace(
            of_codes.facts,
            on=on,
            missing=gaps.missing,
            partial=gaps.partial,
            gaps_carried=gaps.carried,
            place=self._book.place(claim.place_of_service, claim.payer) if claim.place_of_service else None,
            line_places=self._line_places(claim),
            payer=(day.payers.get(claim.payer) or unknown_payer(claim.payer)) if claim.payer else None,
            diagnoses=_diagnoses(day, claim) if "icd10cm" in day.editions else _NO_DIAGNOSES,
            listed_modifiers=_listed_modifiers(day, claim) if "hcpcs" in day.editions else None,
            candidates=self._candidates(day, claim, of_codes),
            fitting_guidance=self._fitting_guidance(day, claim, of_codes),
            local=self._shelf.local,
        )

    def _line_places(self, claim: Claim) -> Mapping[str, PlaceFacts]:
        """The places that lines have of their own, as the payer sees them."""
        for line in claim.lines:
            if line.place_of_service is not None:
                break
        else:
            return _NO_PLACES  # as mostly
        own = {line.place_of_service for line in claim.lines if line.place_of_service is not None}
        found = {code: self._book.place(code, claim.payer) for code in sorted(own)}
        return {code: place for code, place in found.items() if place is not None}

    def _fitting_guidance(self, day: Day, claim: Claim, of_codes: _OfCodes) -> tuple[FittingGuidance, ...]:
        """What guidance the record and the procedures call for, where the claim has no guidance code."""
        modality = claim.documentation.modality
        if of_codes.has_guidance or not claim.documentation.needle_guided or modality is None:
            return ()
        return self._find_fitting(day, tuple(line.code for line in coded_lines(claim)), modality)

    def _candidates(self, day: Day, claim: Claim, of_codes: _OfCodes) -> tuple[CodeFacts, ...]:
        """The primaries that fit what is documented, for the first guidance code that is an add-on.

        None beside the reading of a full conventional arthrogram, which contains the fluoroscopy, and none
        where another kind of imaging is documented than that of the code.
        """
        asked, guidance = claim.documentation, of_codes.add_on
        if guidance is None or asked.technique is None or not asked.target:
            return ()
        if asked.modality not in (None, guidance.modality) or of_codes.has_arthrogram:
            return ()
        return self._find_candidates(day, guidance.code, asked.technique, asked.target)


def _look_up_codes(day: Day, codes: tuple[str, ...]) -> _OfCodes:
    """The facts of codes on the days of a period; see `_OfCodes`."""
    facts = _facts_of_codes(day, tuple(dict.fromkeys(codes)))
    known = facts.codes.values()
    return _OfCodes(
        facts=facts,
        carried=tuple(facts.gaps_carried),
        has_guidance=any(each.kind == "guidance" for each in known),
        add_on=next((each for each in known if each.kind == "guidance" and each.add_on_type), None),
        has_arthrogram=any(each.radiographic_arthrogram for each in known),
    )


def _gaps_on(day: Day, carried: tuple[Need, ...], on: date) -> _OfDay:
    """The gaps of a period on one of its days; of those that are carried the needs given."""
    return _OfDay(
        missing=_dated({need: gap for need, gap in day.missing.items() if need not in day.gaps_carried}, on),
        partial=_dated(day.partial, on),
        carried=_dated({need: day.gaps_carried[need] for need in carried}, on),
    )


def _dated(gaps: Mapping[Need, Gap], on: date) -> Mapping[Need, Gap]:
    return {need: msgspec.structs.replace(gap, on=on) for need, gap in gaps.items()}


def _facts_of_codes(day: Day, codes: tuple[str, ...]) -> Facts:
    """The facts that follow from the day and the codes on the claim alone."""
    found = _AboutCodes()
    for code in codes:
        found.add(code, day.about(code), codes)
    carried_pairs = carried_among(day, codes)
    carried = found.carried | {
        ("ncci-ptp", pair_key(*pair)): source for pair, (_, source) in carried_pairs.items()
    }
    return Facts(
        on=day.on,
        sources=day.sources,
        missing={need: gap for need, gap in day.missing.items() if need not in day.gaps_carried},
        partial=day.partial,
        editions=day.uses,
        codes=found.codes,
        codes_complete=day.codes_complete,
        add_ons=found.add_ons,
        primaries=found.primaries,
        inclusions=found.inclusions,
        alternatives=found.alternatives,
        imaging_inside=found.imaging_inside,
        pairs=pairs_among(day, codes) | {pair: edit for pair, (edit, _) in carried_pairs.items()},
        units=found.units,
        fees=found.fees,
        carried=carried,
        gaps_carried=_gaps_carried(day, {series for series, _ in carried}) if day.gaps_carried else {},
        modifiers=day.book.modifiers_by_code(),
        payers=day.payers,
        guidance=day.book.guidance(),
        anatomy=day.book.anatomy(),
        conflicts=day.book.conflicts(),
    )


class _AboutCodes:
    """What was looked up of the codes of a claim, put together by kind, in one pass: groups are many."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeFacts] = {}
        self.add_ons: dict[str, tuple[AddOnPair, ...]] = {}
        self.primaries: dict[str, frozenset[str]] = {}
        self.inclusions: dict[str, tuple[Inclusion, ...]] = {}
        self.alternatives: dict[str, tuple[Alternative, ...]] = {}
        self.imaging_inside: dict[str, tuple[Citation, ...]] = {}
        self.units: dict[str, UnitsLimit] = {}
        self.fees: dict[str, Mapping[str, FeeRow]] = {}
        self.carried: dict[tuple[SeriesName, str], Source] = {}

    def add(self, code: str, about: About, codes: tuple[str, ...]) -> None:
        """Add what is known of a code that stands beside all `codes`."""
        if about.facts is not None:
            self.codes[code] = about.facts
        if about.add_ons:
            self.add_ons[code] = about.with_primaries(codes)
        if about.primaries is not None:
            self.primaries[code] = about.primaries
        if about.inclusions:
            self._add_inclusions(code, about, codes)
        if about.alternatives and (rows := _beside(about.alternatives, codes)):
            self.alternatives[code] = rows
        if about.units is not None:
            self.units[code] = about.units
        if about.fees:
            self.fees[code] = about.fees
        for series, source in about.carried.items():
            self.carried[series, code] = source

    def _add_inclusions(self, code: str, about: About, codes: tuple[str, ...]) -> None:
        if rows := _beside(about.inclusions, codes):
            self.inclusions[code] = rows
        if cited := _imaging_inside(about):
            self.imaging_inside[code] = cited


def _gaps_carried(day: Day, read: Set[SeriesName]) -> Mapping[Need, Gap]:
    """The carried needs that bear on the claim: add-on and fee rows only where one was read for it."""
    return {
        need: gap
        for need, gap in day.gaps_carried.items()
        if need in _OF_EVERY_CODE or any(each.series in read for each in gap.causes)
    }


_Beside = TypeVar("_Beside", Inclusion, Alternative)


def _beside(rows: tuple[_Beside, ...], codes: tuple[str, ...]) -> tuple[_Beside, ...]:
    return tuple(row for row in rows if row.guidance in codes)


def _imaging_inside(about: About) -> tuple[Citation, ...]:
    """Who says that the wording of a code contains imaging guidance; undisputed sources first."""
    rows = [row for row in about.inclusions if row.ground == "wording"]
    return min(rows, key=lambda row: row.conflict is not None).citations if rows else ()


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
