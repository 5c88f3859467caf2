"""The PTP edits between the codes of one claim: those of the day, and those of ended editions."""

from collections.abc import Sequence
from typing import TypeVar

from app.coding.carried import has_ended
from app.coding.official import PairEdit
from app.coding.sources import Source
from app.library.facts.day import Day

_FEW = 16
"""Up to so many codes each pair is looked up; beyond, the partners of each code are read at once."""
Pair = tuple[str, str]
_Found = TypeVar("_Found")


def pairs_among(day: Day, codes: Sequence[str]) -> dict[Pair, PairEdit]:
    """The PTP edits in force between any two of the codes, in the order of column 1, then of column 2."""
    if day.layer("ncci-ptp") is None:
        return {}
    if len(codes) <= _FEW:
        return _pairs_of_few(day, codes)
    return {
        (first, second): edit
        for first in codes
        for second in codes
        if first != second and (edit := day.partners(first).get(second))
    }


def _pairs_of_few(day: Day, codes: Sequence[str]) -> dict[Pair, PairEdit]:
    found: dict[Pair, PairEdit] = {}
    for at, one in enumerate(codes):
        for other in codes[at + 1 :]:
            for edit in day.edits(one, other):  # mostly none
                found.setdefault((edit.column1, edit.column2), edit)
    return _in_order(found, codes)


def _in_order(found: dict[Pair, _Found], codes: Sequence[str]) -> dict[Pair, _Found]:
    """What was found, in the order of column 1, then of column 2."""
    if len(found) < 2:
        return found
    places = {code: place for place, code in enumerate(codes)}
    return dict(sorted(found.items(), key=lambda item: (places[item[0][0]], places[item[0][1]])))


def is_carried(day: Day, code: str, other: str) -> bool:
    """Whether an ended table answers for the PTP edits of two codes, as no table of the day has any of them.

    The table of the book is of the day for some quarters, and holds the edits of guidance codes alone, of
    some of which it was read for an earlier quarter.
    """
    if day.layer("ncci-ptp") is None:
        return True
    if day.has_whole("ncci-ptp") or any(_is_read_for_day(day, each) for each in (code, other)):
        return False
    return not day.edits(code, other)


def _is_read_for_day(day: Day, code: str) -> bool:
    """Whether a code is for guidance, and no table that the book has its edits from ended before the day."""
    if code not in day.book.guidance().codes:
        return False
    read = (day.book.source(each) for each in day.book.pairs.sources_of(day.setting, code))
    return not any(each is not None and has_ended(each, day.on) for each in read)


def carried_among(day: Day, codes: Sequence[str]) -> dict[Pair, tuple[PairEdit, Source]]:
    """The carried PTP edits between any two of the codes, where no table of the day has them."""
    if day.has_whole("ncci-ptp") or day.carried.newest("ncci-ptp") is None:
        return {}
    found = _carried_of_few(day, codes) if len(codes) <= _FEW else _carried_of_many(day, codes)
    return {pair: each for pair, each in found.items() if is_carried(day, *pair)} if found else found


def _carried_of_many(day: Day, codes: Sequence[str]) -> dict[Pair, tuple[PairEdit, Source]]:
    return {
        (first, second): (found[0][0], found[1])
        for first in codes
        for second in filter(day.carried_partners(first).__contains__, codes)
        if first != second and (found := day.carried_pair(first, second))
    }


def _carried_of_few(day: Day, codes: Sequence[str]) -> dict[Pair, tuple[PairEdit, Source]]:
    found: dict[Pair, tuple[PairEdit, Source]] = {}
    for at, one in enumerate(codes):
        for other in codes[at + 1 :]:
            pair = (one, other) if one <= other else (other, one)  # looked up once for both orders
            for (edit, _), source in day.carried_edits(*pair):  # mostly none
                found[edit.column1, edit.column2] = edit, source
    return _in_order(found, codes)
