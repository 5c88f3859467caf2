"""Facts for a claim: every look-up that rules may need, as they stand on its date of service."""

import functools
from datetime import date
from typing import TypeVar

from app.coding.claim import Claim
from app.coding.editions import Setting
from app.coding.facts import Alternative, CodeFacts, Facts, Inclusion, ModifierFacts
from app.coding.official import AddOnPair, Diagnosis, FeeRow, UnitsLimit
from app.library.book import Book
from app.library.candidates import find_candidates
from app.library.day import Day
from app.library.shelf import Shelf

_SETTINGS: dict[str | None, Setting] = {"institutional": "hospital"}


class Gatherer:
    """Gathers facts, keeping what it looked up for a date: claims of one batch share dates and codes."""

    def __init__(self, book: Book, shelf: Shelf) -> None:
        self._book = book
        self._shelf = shelf
        self.day = functools.lru_cache(maxsize=512)(self._day)

    def _day(self, on: date, setting: Setting) -> Day:
        return Day(self._book, self._shelf, on, setting)

    def facts_for(self, claim: Claim) -> Facts:
        """Every look-up that rules may need for a claim."""
        day = self.day(claim.date_of_service, _SETTINGS.get(claim.claim_form, "practitioner"))
        codes = list(dict.fromkeys([line.code for line in claim.lines]))
        by_code = _by_code(day, codes)
        return Facts(
            on=day.on,
            sources=day.sources,
            missing=day.missing,
            partial=day.partial,
            editions=day.uses,
            codes=by_code.codes,
            codes_complete=day.codes_complete,
            add_ons=by_code.add_ons,
            primaries=by_code.primaries,
            inclusions=by_code.inclusions,
            alternatives=by_code.alternatives,
            pairs=day.pairs_among(codes),
            units=by_code.units,
            fees=by_code.fees,
            modifiers=_modifiers(self._book, claim),
            place=self._book.place(claim.place_of_service, claim.payer) if claim.place_of_service else None,
            payer=day.payer(claim.payer) if claim.payer else None,
            diagnoses=_diagnoses(day, claim),
            candidates=find_candidates(day, claim, by_code.codes),
            conflicts=self._book.conflicts(),
        )


class _ByCode:
    """The facts of a claim that are kept by its codes: one pass over them."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeFacts] = {}
        self.add_ons: dict[str, tuple[AddOnPair, ...]] = {}
        self.primaries: dict[str, frozenset[str]] = {}
        self.inclusions: dict[str, tuple[Inclusion, ...]] = {}
        self.alternatives: dict[str, tuple[Alternative, ...]] = {}
        self.units: dict[str, UnitsLimit] = {}
        self.fees: dict[str, dict[str, FeeRow]] = {}


def _by_code(day: Day, codes: list[str]) -> _ByCode:
    found = _ByCode()
    for code in codes:
        about = day.about(code)
        if about.facts is not None:
            found.codes[code] = about.facts
        if about.add_ons:
            found.add_ons[code] = about.add_ons
        if about.primaries is not None:
            found.primaries[code] = about.primaries
        if about.inclusions and (inside := _beside(about.inclusions, codes)):
            found.inclusions[code] = inside
        if about.alternatives and (other := _beside(about.alternatives, codes)):
            found.alternatives[code] = other
        if about.units is not None:
            found.units[code] = about.units
        if about.fees:
            found.fees[code] = about.fees
    return found


_Beside = TypeVar("_Beside", Inclusion, Alternative)


def _beside(rows: tuple[_Beside, ...], codes: list[str]) -> tuple[_Beside, ...]:
    return tuple([row for row in rows if row.guidance in codes])


def _modifiers(book: Book, claim: Claim) -> dict[str, ModifierFacts]:
    found: dict[str, ModifierFacts] = {}
    for line in claim.lines:
        for modifier in line.modifiers:
            facts = book.modifier(modifier)
            if facts:
                found[modifier] = facts
    return found


def _diagnoses(day: Day, claim: Claim) -> dict[str, Diagnosis]:
    if "icd10cm" not in day.editions:
        return {}
    typed = {code for line in claim.lines for code in line.diagnoses}
    return {code: found for code in sorted(typed) if (found := day.diagnosis(code))}
