"""What is known of the codes of a claim beside each other, apart from what names a period.

Quarter after quarter most codes are known as before. What is known of one is then the same record, and claims
of the same codes share what is put together of them, whatever their day. Each cache is bounded.
"""

import functools
from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import astuple

from app.coding.facts import Alternative, CodeFacts, Inclusion
from app.coding.official import AddOnPair, FeeRow, UnitsLimit
from app.coding.series import SeriesName
from app.coding.sources import Citation, Source
from app.library.facts.day import About, Day

GROUPS = 512
"""So many groups of codes are cached, some kilobytes each: those of a year's claims come again and again."""
_CODES = 4096


class OfCodes:
    """What was looked up of the codes of a claim, put together by kind, in one pass: groups are many.

    Made once, then only read. `has_guidance`: a code among them is guidance; `add_on`: the first that is
    guidance and an add-on; `has_arthrogram`: one is the reading of a full arthrogram.
    """

    def __init__(self, codes: tuple[str, ...], abouts: tuple[About, ...]) -> None:
        """`abouts`: what is known of each code."""
        self.codes: dict[str, CodeFacts] = {}
        self.add_ons: dict[str, tuple[AddOnPair, ...]] = {}
        self.primaries: dict[str, frozenset[str]] = {}
        self.inclusions: dict[str, tuple[Inclusion, ...]] = {}
        self.alternatives: dict[str, tuple[Alternative, ...]] = {}
        self.imaging_inside: dict[str, tuple[Citation, ...]] = {}
        self.without_imaging: dict[str, tuple[Alternative, ...]] = {}
        self.units: dict[str, UnitsLimit] = {}
        self.fees: dict[str, Mapping[str, FeeRow]] = {}
        self.carried: dict[tuple[SeriesName, str], Source] = {}
        for code, about in zip(codes, abouts, strict=True):
            self._add(code, about, codes)
        guidance = [each for each in self.codes.values() if each.kind == "guidance"]
        self.has_guidance = bool(guidance)
        self.add_on = next((each for each in guidance if each.add_on_type), None)
        self.has_arthrogram = any(each.radiographic_arthrogram for each in self.codes.values())

    def _add(self, code: str, about: About, codes: tuple[str, ...]) -> None:
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
        if about.without_imaging:
            self.without_imaging[code] = about.without_imaging
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


class KnownCodes:
    """What is known of codes on the days of periods: where nothing differs, one record for all of them."""

    def __init__(self) -> None:
        self._on = functools.lru_cache(maxsize=_CODES)(self._find)
        self._together = functools.lru_cache(maxsize=GROUPS)(OfCodes)
        self._known: dict[str, list[About]] = {}

    def of(self, day: Day, codes: tuple[str, ...]) -> OfCodes:
        """What is known of codes, each once, in the period that begins with a day."""
        return self._together(codes, tuple([self._on(day, code) for code in codes]))

    def _find(self, day: Day, code: str) -> About:
        about = day.about(code)
        if len(self._known) >= _CODES:
            self._known.clear()
        known = self._known.setdefault(code, [])
        values = astuple(about)
        for each in known:
            if astuple(each) == values:
                return each
        known.append(about)
        return about


_Beside = TypeVar("_Beside", Inclusion, Alternative)


def _beside(rows: tuple[_Beside, ...], codes: tuple[str, ...]) -> tuple[_Beside, ...]:
    return tuple(row for row in rows if row.guidance in codes)


def _imaging_inside(about: About) -> tuple[Citation, ...]:
    """Who says that the wording of a code contains imaging guidance; undisputed sources first."""
    rows = [row for row in about.inclusions if row.ground == "wording"]
    return min(rows, key=lambda row: row.conflict is not None).citations if rows else ()
