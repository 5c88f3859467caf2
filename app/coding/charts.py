"""Drawings of amounts on a page, as records: what is drawn, and the same in words for who reads.

Amounts are US dollars. A table with the same rows stands beside each drawing.
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct


class Strip(Struct, frozen=True, tag="strip"):
    """What one thing pays in every payment locality, lowest first.

    `quartiles`: the first, the median and the third. `marked`: the amount in the chosen locality, None where
    none is chosen. `words` says it in a sentence.
    """

    title: str
    amounts: tuple[Decimal, ...]
    quartiles: tuple[Decimal, Decimal, Decimal]
    marked: Decimal | None
    words: str


class Span(Struct, frozen=True):
    """An amount from its first day to its last, both inclusive."""

    first: date
    last: date
    amount: Decimal


class Course(Struct, frozen=True, tag="course"):
    """Amounts over the years, a line for each name; where no edition is on the shelf there is a gap."""

    title: str
    lines: tuple[tuple[str, tuple[Span, ...]], ...]
    words: str


class Bar(Struct, frozen=True):
    """One of several things side by side; `part` is how much of the amount is for 26.

    None: no amount, and no bar. `marked` is the one that the page is about.
    """

    name: str
    amount: Decimal | None
    part: Decimal | None = None
    marked: bool = False


class Bars(Struct, frozen=True, tag="bars"):
    """Amounts side by side."""

    title: str
    bars: tuple[Bar, ...]
    words: str


Chart = Strip | Course | Bars
