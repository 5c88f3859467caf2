"""Drawings of amounts on a page, as records: what is drawn, and the same in words for who reads.

Amounts are US dollars. A table with the same rows stands beside each drawing; its `citations` are those of
all rows, none where each row has its own.
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from app.coding.sources import Citation


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
    citations: tuple[Citation, ...] = ()


class Span(Struct, frozen=True):
    """An amount from its first day to its last, both inclusive."""

    first: date
    last: date
    amount: Decimal


class Timeline(Struct, frozen=True, tag="timeline"):
    """Amounts over the years, a line for each name; where no edition is on the shelf there is a gap."""

    title: str
    lines: tuple[tuple[str, tuple[Span, ...]], ...]
    words: str
    citations: tuple[Citation, ...] = ()


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
    citations: tuple[Citation, ...] = ()


Chart = Strip | Timeline | Bars
