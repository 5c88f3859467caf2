"""The rows of a worklist that are shown, and in which order: worst first, of those that the filter leaves."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from msgspec import Struct, structs

from app.claims.worklist.row import RANKS, Row
from app.coding.words import Severity

Found = Severity | Literal["none", "not-checked"]
"""A severity, claims in which nothing was found, or those that no rule looked at."""
Standing = Literal["open", "done", "none", "waiting", "outside", "left", "file"]
"""A flag is open, all are decided, there is none; or the claim has no review, as its stage says; no claim."""
Column = Literal["worst", "rule", "reference", "day", "codes", "payer", "place", "flags", "state"]


_Key = tuple[Any, int, int, int, int]
"""The column's own, worst flag, whether a review is waited for, how many flags, and the row's number."""


class Group(Struct, frozen=True):
    """Rows shown that follow each other and whose worst flag is of one rule; `rule` None: they have no flag.

    `first` is the place of the first one, from 0. `standing` says of those without a flag how far they are.
    """

    rule: str | None
    standing: Standing
    first: int
    count: int


class Choice(Struct, frozen=True):
    """What a claim must have to be shown; "" and None leave it open. `text`: words that it must hold, all.

    `sample`: the numbers of the claims of an audit sample, of which it must be one.
    """

    rule: str | None = None
    found: Found | None = None
    payer: str | None = None
    place: str | None = None
    practitioner: str | None = None
    text: str = ""
    sample: frozenset[int] | None = None

    def takes(self, row: Row) -> bool:
        """Whether a row is shown."""
        return (
            (self.sample is None or row.number in self.sample)
            and (self.rule is None or any(flag.rule == self.rule for flag in row.flags))
            and (self.found is None or _is_found(row, self.found))
            and (self.payer is None or (row.payer or "") == self.payer)
            and (self.place is None or self.place in (row.places or ("",)))
            and (self.practitioner is None or self.practitioner in (row.practitioners or ("",)))
            and all(word in row.text for word in self.text.lower().split())
        )


class Listing:
    """Rows by their number from 1, and those that are shown in order.

    What is shown is a sorted list of keys that end in the number of their row, so that a few rows among
    100,000 find their place at once. A decision moves no row: what was found orders them, not what is still
    open. `standing` counts all rows by how far they are, `partly` those without flags in which a rule could
    not look; `payers`, `places` and `practitioners` are those that they name, "" where one names none.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.standing: Counter[Standing] = Counter()
        self.partly = 0
        self.payers: set[str] = set()
        self.places: set[str] = set()
        self.practitioners: set[str] = set()
        self.choice = Choice()
        self.column: Column = "worst"
        self.descending = False
        self._of_file: list[int] = []
        self._keys: list[_Key] = []
        self._counts: Counter[str] = Counter()

    def __len__(self) -> int:
        """How many rows are shown."""
        return len(self._keys)

    def row(self, number: int) -> Row:
        """The row of a number."""
        return self.rows[number - 1]

    def number_at(self, place: int) -> int:
        """The number of the row at a place of those shown, from 0."""
        return self._keys[-1 - place if self.descending else place][-1]

    def place_of(self, number: int) -> int:
        """Where a row is shown, from 0; -1 where the filter hides it."""
        key = self._key(self.row(number))
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return -1
        return len(self._keys) - 1 - place if self.descending else place

    def claims(self) -> int:
        """How many rows are claims."""
        return len(self.rows) - len(self._of_file)

    def claims_shown(self) -> int:
        """How many claims are shown."""
        return len(self) - sum(self.place_of(number) >= 0 for number in self._of_file)

    def claim_place(self, number: int) -> int:
        """Where a claim stands among the claims that are shown, from 0; -1 where the filter hides it."""
        place = self.place_of(number)
        return place - sum(0 <= self.place_of(each) < place for each in self._of_file)

    def shown(self) -> list[int]:
        """The numbers of the rows that are shown, in order."""
        numbers = [key[-1] for key in self._keys]
        return numbers[::-1] if self.descending else numbers

    def add(self, rows: Sequence[Row]) -> None:
        """Take new rows, whose numbers follow those that are there."""
        self.rows += rows
        self.standing.update(map(standing_of, rows))
        self.partly += sum(map(_is_partly, rows))
        self._of_file += [row.number for row in rows if row.of_file]
        for row in rows:
            self.payers.add(row.payer or "")
            self.places.update(row.places or ("",))
            self.practitioners.update(row.practitioners or ("",))
        if len(rows) > len(self._keys) // _FEW:
            self._arrange()
            return
        for row in rows:
            self._show(row)

    def replace(self, rows: Iterable[Row]) -> None:
        """Take rows in place of those of the same number."""
        for row in rows:
            before = self.row(row.number)
            self._hide(before)
            self.standing[standing_of(before)] -= 1
            self.standing[standing_of(row)] += 1
            self.partly += _is_partly(row) - _is_partly(before)
            self.rows[row.number - 1] = row
            self._show(row)

    def choose(self, choice: Choice) -> None:
        """Show what another filter leaves."""
        self.choice = choice
        self._arrange()

    def sort(self, column: Column, *, descending: bool = False) -> None:
        """Order by another column; rows that are equal there stay worst first."""
        self.column, self.descending = column, descending
        self._arrange()

    def next_open(self, after: int | None, step: int = 1) -> int | None:
        """The number of the next (1) or previous (-1) shown claim with an open flag, around the end.

        `after` None, or one that is not shown: the search begins at the end of the list.
        """
        count = len(self)
        here = self.place_of(after) if after is not None else -1
        first = here + step if here >= 0 else (0 if step > 0 else count - 1)
        places = ((first + step * far) % count for far in range(count))
        return next((n for n in map(self.number_at, places) if n != after and self.row(n).is_open), None)

    def groups(self) -> list[Group]:
        """The rows in groups by the rule of their worst flag, in the order shown; none in any other order."""
        if self.column != "rule":
            return []
        found: list[Group] = []
        start = 0
        while start < len(self._keys):
            end = bisect_left(self._keys, (self._keys[start][0], _PAST, 0, 0, 0))
            row = self.row(self._keys[start][-1])
            first = len(self._keys) - end if self.descending else start
            rule = row.ranking[0].rule if row.ranking else None
            found.append(Group(rule, standing_of(row), first, end - start))
            start = end
        return found[::-1] if self.descending else found

    def totals(self) -> list[tuple[str, int]]:
        """Rules with how many claims they flag, most first, as the rest of the filter leaves them."""
        return sorted(((rule, count) for rule, count in self._counts.items() if count), key=_most_first)

    def _show(self, row: Row) -> None:
        if self.choice.takes(row):
            insort(self._keys, self._key(row))
        if self._without_rule.takes(row):
            self._counts.update(_rules_of(row))

    def _hide(self, row: Row) -> None:
        key = self._key(row)
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            del self._keys[place]
        if self._without_rule.takes(row):
            self._counts.subtract(_rules_of(row))

    @property
    def _without_rule(self) -> Choice:
        return self.choice if self.choice.rule is None else structs.replace(self.choice, rule=None)

    def _key(self, row: Row) -> _Key:
        by = _KEYS[self.column](row) if self.column in _KEYS else ()
        worst = row.ranking[0].severity if row.ranking else None
        return (by, RANKS[worst], _STAGES[row.stage], -len(row.ranking), row.number)

    def _arrange(self) -> None:
        takes, others = self.choice.takes, self._without_rule
        self._keys = sorted(self._key(row) for row in self.rows if takes(row))
        self._counts = Counter(rule for row in self.rows if others.takes(row) for rule in _rules_of(row))


def standing_of(row: Row) -> Standing:
    """Where the work on a claim stands."""
    if row.flags or row.gone:
        return "open" if row.is_open else "done"
    if row.of_file:
        return "file"
    return "none" if row.stage == "reviewed" else row.stage


def _is_partly(row: Row) -> bool:
    return bool(row.not_checked) and standing_of(row) == "none"


def _rules_of(row: Row) -> set[str]:
    return {flag.rule for flag in row.flags}


def _most_first(total: tuple[str, int]) -> tuple[int, str]:
    return -total[1], total[0]


def _is_found(row: Row, found: Found) -> bool:
    if found == "none":
        return row.stage == "reviewed" and not row.flags
    if found == "not-checked":
        return row.stage != "reviewed"
    return any(flag.severity == found for flag in row.flags)


def _worst_rule(row: Row) -> tuple[int, str, int]:
    """The rank and rule of the worst flag; behind them rows without a flag, by how far they are."""
    found = row.ranking
    return (RANKS[found[0].severity], found[0].rule, 0) if found else (_PAST, "", _STAGES[row.stage])


_FEW = 20
"""Rows that are more than one in so many of those shown are sorted in with all others at once."""
_STAGES = {"waiting": 0, "left": 1, "reviewed": 2, "outside": 3}
_PAST = 99
"""Behind every rank."""
_KEYS: dict[str, Callable[[Row], Any]] = {
    "rule": _worst_rule,
    "reference": lambda row: _natural(row.reference),
    "day": lambda row: str(row.day or ""),
    "codes": lambda row: row.codes,
    "payer": lambda row: row.payer or "",
    "place": lambda row: row.places,
    "flags": lambda row: -len(row.flags),
    "state": lambda row: (not row.is_open, -len(row.open)),
}


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """A name with its numbers as numbers, so that claim 9 comes before claim 10."""
    parts: list[tuple[int, str]] = []
    word = ""
    for sign in f"{name}\0":
        if sign.isdecimal() != word.isdecimal() and word:
            parts.append((int(word), "") if word.isdecimal() else (-1, word))
            word = ""
        word += sign
    return tuple(parts)
