"""Comparing two pair tables: rows become numbers common to both, and only what differs is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from app.coding.official import PairEdit
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.pair_table import Ending, PairTable, to_places
from app.releases.change import Change

Row = tuple[int, int]  # the place of the column 2 code and of the ending, in lists common to both editions


class Numbers:
    """Gives codes and endings the same numbers in every edition and part."""

    def __init__(self) -> None:
        """Start with none."""
        self.codes: dict[str, int] = {}
        self.endings: dict[Ending, int] = {}

    def of(self, table: PairTable) -> dict[int, tuple[list[int], list[int]]]:
        """For each part of a table the common number of each of its codes and endings."""
        return {
            number: (
                [self.codes.setdefault(code, len(self.codes)) for code in part.codes],
                [self.endings.setdefault(item, len(self.endings)) for item in part.every_ending()],
            )
            for number, part in table.parts.items()
        }


def pair_changes(one: EditionFile, two: EditionFile, codes: frozenset[str] | None) -> Iterator[Change]:
    """Each pair whose rows differ, by the standing of the pair on the first day of its edition."""
    days = (one.meta.edition.first or date.max, two.meta.edition.first or date.max)
    if codes is not None:
        yield from _few(one.pairs, two.pairs, codes, days)
        return
    numbers = Numbers()
    maps = (numbers.of(one.pairs), numbers.of(two.pairs))
    names, endings = list(numbers.codes), list(numbers.endings)
    old = {code: (part, blob) for code, part, blob in one.pairs.blobs()}
    for code, part, blob in two.pairs.blobs():
        before = _common(maps[0], *old.pop(code)) if code in old else ()
        yield from _differing(code, before, _common(maps[1], part, blob), names, endings, days)
    for code, (part, blob) in old.items():
        yield from _differing(code, _common(maps[0], part, blob), (), names, endings, days)


def _common(maps: dict[int, tuple[list[int], list[int]]], part: int, blob: bytes) -> Sequence[Row]:
    codes, endings = maps[part]
    places = to_places(blob)
    half = len(places) // 2
    return list(zip([codes[at] for at in places[:half]], [endings[at] for at in places[half:]], strict=True))


def _differing(
    code: str,
    before: Sequence[Row],
    after: Sequence[Row],
    names: list[str],
    endings: list[Ending],
    days: tuple[date, date],
) -> Iterator[Change]:
    if before == after:
        return
    others = {other for other, _ in set(before) ^ set(after)}
    if not others:
        return
    rows: tuple[defaultdict[int, list[Ending]], defaultdict[int, list[Ending]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for side, table in zip(rows, (before, after), strict=True):
        for other, ending in table:
            if other in others:
                side[other].append(endings[ending])
    for other in sorted(others, key=names.__getitem__):
        yield _change(code, names[other], rows[0][other], rows[1][other], days)


def _few(one: PairTable, two: PairTable, codes: frozenset[str], days: tuple[date, date]) -> Iterator[Change]:
    """The same for some codes, found by look-ups in place of a walk over the table."""
    sides = (_rows_of(one, codes), _rows_of(two, codes))
    for pair in sorted(sides[0].keys() | sides[1].keys()):
        before, after = sides[0].get(pair, []), sides[1].get(pair, [])
        if sorted(before, key=repr) != sorted(after, key=repr):
            yield _change(*pair, before, after, days)


def _rows_of(table: PairTable, codes: frozenset[str]) -> dict[tuple[str, str], list[Ending]]:
    found: defaultdict[tuple[str, str], set[PairEdit]] = defaultdict(set)
    for code in codes:
        for row in (*table.of_column1(code), *table.of_column2(code)):
            found[row.column1, row.column2].add(row)
    return {
        pair: [(row.indicator, row.first, row.last, row.rationale) for row in rows]
        for pair, rows in found.items()
    }


def _change(
    column1: str, column2: str, before: list[Ending], after: list[Ending], days: tuple[date, date]
) -> Change:
    """How a pair with differing rows changed: its indicator in force, or else its dates or rationale."""
    was, now = _standing(before, days[0]), _standing(after, days[1])
    if was is None and now is not None:
        return Change(column1, column2, "added", "pair", "", _say(now))
    if was is not None and now is None:
        ended = next((row for row in after if row[1] == was[1]), None)
        last = f"ended {ended[2]}" if ended and ended[2] else "no edit"
        return Change(column1, column2, "ended", "pair", _say(was), last)
    if was and now and was[0] != now[0]:
        return Change(column1, column2, "changed", "modifier indicator", was[0], now[0])
    return Change(column1, column2, "changed", "dates or rationale", _history(before), _history(after))


def _standing(rows: list[Ending], on: date) -> Ending | None:
    """The row in force on a day, if any."""
    return next((row for row in rows if PairEdit("", "", *row).in_force(on)), None)


def _say(row: Ending) -> str:
    return f"modifier indicator {row[0]}, from {row[1]}"


def _history(rows: list[Ending]) -> str:
    return "; ".join(f"{row[0]}: {row[1]} to {row[2] or 'open'}, {row[3]}" for row in rows) or "none"
