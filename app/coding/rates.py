"""What is asked of the tables by which Medicare pays on one date of service; `app.library.rates` answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, TypeVar

from msgspec import Struct

from app.coding.editions import Edition
from app.coding.facts import PlaceFacts
from app.coding.official import FeeRow
from app.coding.payment_rows import Gpci, PrintedAmounts
from app.coding.series import SeriesName
from app.coding.sources import Citation

R = TypeVar("R", bound=Struct)
ShareRule = Literal[
    "multiple-procedures",
    "further-technical",
    "further-professional",
    "both-sides",
    "assistant",
    "assistant-not-physician",
    "co-surgeon",
    "further-hospital",
    "further-center",
]
"""The rules by which a part of an amount is paid, or more than it: column `rule` of payment_shares.csv."""


class SupersededFactor(Struct, frozen=True):
    """A conversion factor as releases print it, and the dates of service for which a law replaced it."""

    conversion: float
    first: date
    last: date | None = None


class State(Struct, frozen=True):
    """A state by its postal letters, with the parts that the Medicare Coverage Database cuts it into."""

    state: str
    parts: tuple[str, ...] = ()


class PaymentShare(Struct, frozen=True):
    """What one rule leaves of an amount, in percent, for services with an indicator of the fee schedule.

    `percents`: of services that are ranked the first has the first, and so on; for one beyond the last the
    rule has no share. A rule that ranks none has one.
    """

    rule: ShareRule
    percents: tuple[Decimal, ...]
    indicator: str = ""
    first: date | None = None
    last: date | None = None


class Shares(Struct, frozen=True):
    """The shares of one rule on a date by indicator ("" where the rule asks for none), and who says so."""

    percents: Mapping[str, tuple[Decimal, ...]]
    citation: Citation

    def percent(self, indicator: str = "", rank: int = 1) -> Decimal | None:
        """The share, None for an indicator that the rule does not name and for a rank beyond its last."""
        ranked = self.percents.get(indicator, ())
        return ranked[rank - 1] if rank <= len(ranked) else None


class Rates(Protocol):
    """The rows of the editions in force on a date, and of no other date."""

    @property
    def on(self) -> date:
        """The date of service."""

    @property
    def localities(self) -> Mapping[str, Gpci]:
        """Every payment locality by its key, "10112-00"; none where no edition has them."""

    @property
    def states(self) -> Mapping[str, tuple[str, ...]]:
        """States, the District and territories by their letters, each with the parts that count apart."""

    @property
    def has_qualifying(self) -> bool:
        """Whether the relative values of qualifying participants in an APM are on the shelf."""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions in force."""

    def has(self, series: SeriesName) -> bool:
        """Whether an edition of a series covers the date."""

    def rows(self, kind: type[R], key: str) -> tuple[R, ...]:
        """The rows with a key in the edition in force; none where there is none."""

    def row(self, kind: type[R], key: str) -> R | None:
        """The first of them, or None."""

    def fees(self, code: str, *, qualifying: bool = False) -> Mapping[str, FeeRow]:
        """The relative values of a code by modifier, of one of the two sets."""

    def printed(
        self, code: str, locality: str, *, qualifying: bool = False
    ) -> tuple[tuple[PrintedAmounts, Citation], ...]:
        """What the payment amount files in force print of a code, each with its place for a locality.

        A file is of the whole country or of one contractor; `qualifying`: those of qualifying participants.
        """

    def superseded(self, conversion: float) -> tuple[SupersededFactor, Citation] | None:
        """Whether a law had replaced a conversion factor by the date, and who says so."""

    def shares(self, rule: ShareRule) -> Shares:
        """The shares of a rule. Raises KeyError for one that the book does not have on the date."""

    def cite(self, series: SeriesName, locator: str, *, qualifying: bool = False) -> Citation:
        """A place in the edition in force. Raises KeyError where there is none."""

    def authority(self, source: str, locator: str = "") -> Citation:
        """A place in a source of the book. Raises KeyError for one that it does not have."""

    def place(self, code: str) -> PlaceFacts | None:
        """A place of service as Medicare sees it."""

    def missing(self, series: SeriesName) -> str:
        """Why nothing is known of a series on the date, and what to import, as a sentence."""
