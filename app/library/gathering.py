"""Facts for a claim: every look-up that rules may need, as they stand on its date of service."""

import functools
from datetime import date
from typing import TypeVar

from app.coding.claim import Claim
from app.coding.editions import Setting
from app.coding.facts import Alternative, Facts, Inclusion, ModifierFacts
from app.coding.official import Diagnosis
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
        known = {code: facts for code in codes if (facts := day.code(code))}
        add_ons = {code: rows for code in codes if (rows := day.add_on_pairs(code))}
        primaries = {code: listed for code in add_ons if (listed := day.primaries(code)) is not None}
        return Facts(
            on=day.on,
            sources=day.sources,
            missing=day.missing,
            partial=day.partial,
            editions=day.uses,
            codes=known,
            codes_complete=day.codes_complete,
            add_ons=add_ons,
            primaries=primaries,
            inclusions={code: inside for code in codes if (inside := _beside(day.inclusions(code), codes))},
            alternatives={code: other for code in codes if (other := _beside(day.alternatives(code), codes))},
            pairs=day.pairs_among(codes),
            units={code: limit for code in codes if (limit := day.units(code))},
            fees={code: fees for code in codes if (fees := day.fees(code))},
            modifiers=_modifiers(self._book, claim),
            place=self._book.place(claim.place_of_service, claim.payer) if claim.place_of_service else None,
            payer=day.payer(claim.payer) if claim.payer else None,
            diagnoses=_diagnoses(day, claim),
            candidates=find_candidates(day, claim, known),
            conflicts=self._book.conflicts(),
        )


_Beside = TypeVar("_Beside", Inclusion, Alternative)


def _beside(rows: tuple[_Beside, ...], codes: list[str]) -> tuple[_Beside, ...]:
    return tuple(row for row in rows if row.guidance in codes) if rows else ()


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
