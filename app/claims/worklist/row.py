"""A claim of a worklist as its table shows it: what it is, what was found, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from app.claims.decisions import codes_of, find_gone, stand
from app.claims.identifiers import looks_like_identifier
from app.claims.worklist.item import Item
from app.coding.claim import Claim
from app.coding.editions import EditionUse
from app.coding.findings import Flag, Review
from app.coding.words import SEVERITIES, Severity

Stage = Literal["waiting", "reviewed", "outside", "left"]
"""Not reviewed yet, reviewed, without a code that Needlepoint is for, or not for checking."""
OF_FILE = "The file itself"
"""What a row is called that says what is wrong with the file."""
RANKS: dict[Severity | None, int] = {**{name: rank for rank, name in enumerate(SEVERITIES)}, None: 9}
_T = TypeVar("_T")


class Row(Struct, frozen=True, gc=False, kw_only=True):
    """A row. `codes` are those of the lines with modifiers; places and practitioners are each named once.

    `flags` are those of the review without sources and reasons; `open` of them wait for a decision, and
    `fixed` counts those that were decided to be fixed, though they still stand. Of a claim that was changed
    `first` are the flags that it had as it was read, and `gone` those of them that the change fixed.
    `not_checked` counts the rules that could not look,
    `beside` says what other claims bear on it. `of_file`: it is no claim and says what is wrong with the
    file. `text` is what the filter looks in.
    """

    number: int
    reference: str
    day: date | None
    codes: tuple[str, ...]
    payer: str | None
    places: tuple[str, ...]
    practitioners: tuple[str, ...]
    stage: Stage
    of_file: bool = False
    left: str = ""
    changed: bool = False
    flags: tuple[Flag, ...] = ()
    open: tuple[Flag, ...] = ()
    fixed: int = 0
    first: tuple[Flag, ...] = ()
    gone: tuple[Flag, ...] = ()
    not_checked: int = 0
    beside: tuple[str, ...] = ()
    editions: tuple[EditionUse, ...] = ()
    text: str = ""

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst flag, decided or not."""
        return self.flags[0].severity if self.flags else None

    @property
    def ranking(self) -> tuple[Flag, ...]:
        """The flags by which it is ordered: those found first, so that no fix moves it."""
        return self.first or self.flags

    @property
    def is_open(self) -> bool:
        """Whether a flag of it waits for a decision."""
        return bool(self.open)

    def count(self, severity: Severity) -> int:
        """How many open flags have this severity."""
        return sum(flag.severity == severity for flag in self.open)


class Reviewed(Struct, frozen=True, gc=False):
    """A review, whether the claim is outside of what is reviewed, and what other claims bear on it.

    `first`: the flags of a changed claim as it was read.
    """

    review: Review
    outside: bool = False
    beside: tuple[str, ...] = ()
    first: tuple[Flag, ...] = ()


class Brief(Struct, frozen=True, gc=False):
    """As much of a review as a row takes: flags without sources, and how many rules could not look."""

    flags: tuple[Flag, ...]
    missed: int
    editions: tuple[EditionUse, ...]
    outside: bool = False
    beside: tuple[str, ...] = ()
    first: tuple[Flag, ...] = ()


def brief(found: Reviewed) -> Brief:
    """A review without what only its claim's own page shows."""
    review = found.review
    flags = tuple(map(_slim, review.flags))
    first = tuple(map(_slim, found.first))
    return Brief(flags, len(review.not_checked), review.editions, found.outside, found.beside, first)


class Shared:
    """Equal values as one object: the rows of 100,000 claims hold few flags and words that differ."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def of(self, value: _T) -> _T:
        """The first value that was equal to this one."""
        return self._known.setdefault((type(value), value), value)  # type: ignore[return-value]  # of its type


def make_row(item: Item, shared: Shared) -> Row:
    """The row of an item that is not reviewed yet."""
    claim = item.claim
    if claim is None:
        text = f"{item.name} {item.left}".lower()
        return Row(
            number=item.number, reference=item.name or OF_FILE, day=None, codes=(), payer=None, places=(),
            practitioners=(), stage="left", of_file=not item.name, left=item.left, text=text,
        )  # fmt: skip
    codes = tuple("-".join((line.code, *line.modifiers)) for line in claim.lines if line.code)
    reference = _reference(item, claim)
    return Row(
        number=item.number,
        reference=reference,
        day=claim.date_of_service,
        codes=shared.of(codes),
        payer=shared.of(claim.payer),
        places=shared.of(_named(claim.place_of_service, (line.place_of_service for line in claim.lines))),
        practitioners=shared.of(_named(claim.practitioner, (line.practitioner for line in claim.lines))),
        stage="left" if item.left else "waiting",
        left=item.left,
        changed=item.changed,
        text=f"{reference} {' '.join(codes)}".lower(),
    )


def with_review(row: Row, item: Item, found: Brief, shared: Shared) -> Row:
    """The row with what a review found, as far as the decisions on the claim leave it open."""
    flags = shared.of(tuple(map(shared.of, found.flags)))
    reviewed = msgspec.structs.replace(
        row,
        stage="left" if item.left else "outside" if found.outside else "reviewed",
        flags=flags,
        open=(),
        fixed=0,
        first=shared.of(tuple(map(shared.of, found.first))),
        gone=gone_of(item, found.first, flags),
        not_checked=found.missed,
        beside=shared.of(found.beside),
        editions=shared.of(found.editions),
    )
    return with_decisions(reviewed, item)


def gone_of(item: Item, first: Sequence[Flag], now: Sequence[Flag]) -> tuple[Flag, ...]:
    """The first flags of an item that its claim, changed since, has no more."""
    if item.claim is None or item.original is None:
        return ()
    return find_gone(first, codes_of(item.original), now, codes_of(item.claim))


def with_decisions(row: Row, item: Item) -> Row:
    """The row after a decision on the flags that it has."""
    if item.claim is None or not row.flags:
        return row
    if not item.claim.dispositions:
        return msgspec.structs.replace(row, open=row.flags, fixed=0)
    standing = stand(row.flags, item.claim.dispositions, codes_of(item.claim))
    fixed = sum(given.state == "fixed" for _, given in standing.decided)
    return msgspec.structs.replace(row, open=standing.open, fixed=fixed)


def _slim(flag: Flag) -> Flag:
    """A flag without what only its claim's own page shows."""
    return msgspec.structs.replace(flag, why="", remedy="", citations=(), edit=None)


def _reference(item: Item, claim: Claim) -> str:
    """What the claim is called, with its file where there are several; never what looks like a person."""
    reference, name = claim.reference or "", item.name or f"claim {item.number}"
    file, _, own = name.rpartition(", ")
    if file and reference == f"claim {own}":  # of several files, in which it is called by its place
        return f"{file}, {reference}"
    if not reference or looks_like_identifier(reference) or name.endswith(f", {reference}"):
        return name
    return reference


def _named(of_claim: str | None, of_lines: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (of_claim, *of_lines) if name))
