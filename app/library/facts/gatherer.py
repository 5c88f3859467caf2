"""Facts for a claim: every look-up that rules may need, as they stand on its date of service."""

import functools
from collections.abc import Mapping, Set
from datetime import date
from typing import TypeVar

import msgspec

from app.coding.claim import Claim, coded_lines
from app.coding.facts import (
    Alternative,
    CodeFacts,
    Facts,
    FittingGuidance,
    Inclusion,
    PlaceFacts,
    pair_key,
    unknown_payer,
)
from app.coding.official import AddOnPair, Diagnosis
from app.coding.reasons import Gap
from app.coding.series import Need, SeriesName, Setting
from app.library.book.book import Book
from app.library.facts.candidates import find_candidates
from app.library.facts.day import Day
from app.library.facts.fitting import find_fitting_guidance
from app.library.shelf.shelf import Shelf

_OF_CODES = (
    *("codes", "add_ons", "primaries", "inclusions", "alternatives", "pairs", "units", "fees", "carried"),
)
_OF_EVERY_CODE: tuple[Need, ...] = ("pairs", "units")
_KEPT_AT_MOST = 4096
_SETTINGS: dict[str | None, Setting] = {"institutional": "hospital"}


class Gatherer:
    """Gathers facts, keeping what it looked up: claims of one batch share dates and combinations of codes."""

    def __init__(self, book: Book, shelf: Shelf) -> None:
        self._book = book
        self._shelf = shelf
        self.day = functools.lru_cache(maxsize=512)(self._day)
        self._facts_of_codes = functools.lru_cache(maxsize=8192)(self._of_codes)
        self._find_candidates = functools.lru_cache(maxsize=1024)(find_candidates)
        self._find_fitting = functools.lru_cache(maxsize=1024)(find_fitting_guidance)
        self._latest: dict[tuple[str, ...], Facts] = {}

    def _day(self, on: date, setting: Setting) -> Day:
        return Day(self._book, self._shelf, on, setting)

    def _of_codes(self, day: Day, codes: tuple[str, ...]) -> Facts:
        """The facts of codes on a day. Tables that are the same on another day are shared with it.

        A batch goes through many days on which nothing changes: shared tables keep it small and fast.
        """
        facts = _facts_of_codes(day, tuple(dict.fromkeys(codes)))
        latest = self._latest.get(codes, facts)
        tables = ((name, getattr(latest, name)) for name in _OF_CODES)
        shared = {name: table for name, table in tables if table == getattr(facts, name)}
        if len(self._latest) > _KEPT_AT_MOST:
            self._latest.clear()
        self._latest[codes] = facts = msgspec.structs.replace(facts, **shared)
        return facts

    def facts_for(self, claim: Claim) -> Facts:
        """Every look-up that rules may need for a claim."""
        day = self.day(claim.date_of_service, _SETTINGS.get(claim.claim_form, "practitioner"))
        of_codes = self._facts_of_codes(day, tuple([line.code for line in claim.lines if line.code]))
        return msgspec.structs.replace(
            of_codes,
            place=self._book.place(claim.place_of_service, claim.payer) if claim.place_of_service else None,
            line_places=self._line_places(claim),
            payer=(day.payers.get(claim.payer) or unknown_payer(claim.payer)) if claim.payer else None,
            diagnoses=_diagnoses(day, claim),
            listed_modifiers=_listed_modifiers(day, claim) if "hcpcs" in day.editions else None,
            candidates=self._candidates(day, claim, of_codes.codes),
            fitting_guidance=self._fitting_guidance(day, claim, of_codes.codes),
            local=self._shelf.local,
        )

    def _line_places(self, claim: Claim) -> dict[str, PlaceFacts]:
        """The places that lines have of their own, as the payer sees them."""
        own = {line.place_of_service for line in claim.lines if line.place_of_service is not None}
        found = {code: self._book.place(code, claim.payer) for code in sorted(own)} if own else {}
        return {code: place for code, place in found.items() if place is not None}

    def _fitting_guidance(
        self, day: Day, claim: Claim, known: Mapping[str, CodeFacts]
    ) -> tuple[FittingGuidance, ...]:
        """What guidance the record and the procedures call for, where the claim has no guidance code."""
        modality = claim.documentation.modality
        if not claim.documentation.needle_guided or modality is None:
            return ()
        if any(facts.kind == "guidance" for facts in known.values()):
            return ()
        return self._find_fitting(day, tuple(line.code for line in coded_lines(claim)), modality)

    def _candidates(self, day: Day, claim: Claim, known: Mapping[str, CodeFacts]) -> tuple[CodeFacts, ...]:
        """The primaries that fit what is documented, for the first guidance code that is an add-on.

        None beside the reading of a full conventional arthrogram, which contains the fluoroscopy, and none
        where another kind of imaging is documented than that of the code.
        """
        asked = claim.documentation
        guidance = next(
            (code for code, facts in known.items() if facts.kind == "guidance" and facts.add_on_type), None
        )
        if guidance is None or asked.technique is None or not asked.target:
            return ()
        if asked.modality not in (None, known[guidance].modality):
            return ()
        if any(facts.radiographic_arthrogram for facts in known.values()):
            return ()
        return self._find_candidates(day, guidance, asked.technique, asked.target)


def _facts_of_codes(day: Day, codes: tuple[str, ...]) -> Facts:
    """The facts that follow from the day and the codes on the claim alone."""
    about = {code: day.about(code) for code in codes}
    carried_pairs = day.carried_among(codes)
    carried = {
        (series, code): source for code, each in about.items() for series, source in each.carried.items()
    }
    carried |= {("ncci-ptp", pair_key(*pair)): source for pair, (_, source) in carried_pairs.items()}
    inclusions = {code: _beside(each.inclusions, codes) for code, each in about.items() if each.inclusions}
    alternatives = {
        code: _beside(each.alternatives, codes) for code, each in about.items() if each.alternatives
    }
    return Facts(
        on=day.on,
        sources=day.sources,
        missing={need: gap for need, gap in day.missing.items() if need not in day.gaps_carried},
        partial=day.partial,
        editions=day.uses,
        codes={code: each.facts for code, each in about.items() if each.facts is not None},
        codes_complete=day.codes_complete,
        add_ons={code: _with(codes, each.add_ons) for code, each in about.items() if each.add_ons},
        primaries={code: each.primaries for code, each in about.items() if each.primaries is not None},
        inclusions={code: rows for code, rows in inclusions.items() if rows},
        alternatives={code: rows for code, rows in alternatives.items() if rows},
        pairs=day.pairs_among(codes) | {pair: edit for pair, (edit, _) in carried_pairs.items()},
        units={code: each.units for code, each in about.items() if each.units is not None},
        fees={code: each.fees for code, each in about.items() if each.fees},
        carried=carried,
        gaps_carried=_gaps_carried(day, {series for series, _ in carried}),
        modifiers=day.book.modifiers_by_code(),
        payers=day.payers,
        guidance=day.book.guidance(),
        anatomy=day.book.anatomy(),
        conflicts=day.book.conflicts(),
    )


def _gaps_carried(day: Day, read: Set[SeriesName]) -> Mapping[Need, Gap]:
    """The carried needs that bear on the claim: add-on and fee rows only where one was read for it."""
    return {
        need: gap
        for need, gap in day.gaps_carried.items()
        if need in _OF_EVERY_CODE or any(each.series in read for each in gap.causes)
    }


def _with(primaries: tuple[str, ...], rows: tuple[AddOnPair, ...]) -> tuple[AddOnPair, ...]:
    return tuple(row for row in rows if row.primary in primaries)


_Beside = TypeVar("_Beside", Inclusion, Alternative)


def _beside(rows: tuple[_Beside, ...], codes: tuple[str, ...]) -> tuple[_Beside, ...]:
    return tuple(row for row in rows if row.guidance in codes)


def _diagnoses(day: Day, claim: Claim) -> dict[str, Diagnosis]:
    if "icd10cm" not in day.editions:
        return {}
    typed = {code for line in claim.lines for code in line.diagnoses}
    return {code: found for code in sorted(typed) if (found := day.diagnosis(code))}


def _listed_modifiers(day: Day, claim: Claim) -> frozenset[str]:
    """The modifiers on the claim that the book does not hold but the HCPCS list of the day does."""
    known = day.book.modifiers_by_code()
    others = {modifier for line in claim.lines for modifier in line.modifiers if modifier not in known}
    return frozenset(modifier for modifier in others if day.has_modifier(modifier)) if others else frozenset()
