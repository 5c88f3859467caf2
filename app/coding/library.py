"""What the program asks of its library, each question once, from the little that a review needs upwards.

`app.library.Library` answers them all. Who asks less names the smaller protocol, so that a test or another
reader of the same records can stand behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.decisions import Decision
from app.coding.editions import Edition
from app.coding.facts import Facts, PlaceFacts
from app.coding.pages import Answer, HitGroup, Page, Results, Section
from app.coding.payers import PayerFacts
from app.coding.rates import Rates
from app.coding.sources import Citation, Source

if TYPE_CHECKING:
    from app.coding.held_articles import HeldArticles


class Example(Struct, frozen=True):
    """A bundled claim to try things on: its title, what it shows in a sentence, and the claim."""

    title: str
    note: str
    claim: Claim


class FactSource(Protocol):
    """What a review needs."""

    def facts_for(self, claim: Claim) -> Facts:
        """Every look-up that rules may need, pinned to the date of service."""


class DecisionSource(FactSource, Protocol):
    """What codes that fit a note need."""

    def decision_rows(self) -> Sequence[Decision]:
        """The rows of the decision table."""


class RateSource(Protocol):
    """What an amount needs."""

    def rates_on(self, on: date) -> Rates:
        """What Medicare pays by on a date of service."""


class Names(Protocol):
    """What a printed review needs: the names of what it mentions."""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition on the shelf, the book first."""

    def label(self, code: str) -> str:
        """Our own words for a code, "" when it is not known."""

    def source(self, citation: Citation) -> Source | None:
        """The source that a citation names, or None."""

    def places(self) -> tuple[PlaceFacts, ...]:
        """The places of service."""

    def payers(self) -> tuple[PayerFacts, ...]:
        """The payers, in the order of the claim form."""


class ArticleSource(RateSource, Names, Protocol):
    """What a question about coverage needs: articles, where a ZIP code lies, and the names of sources."""

    def articles(self, code: str) -> HeldArticles:
        """The coverage articles that print a code, of the newest download on the shelf."""


class PricedLibrary(RateSource, Names, Protocol):
    """What the payment of a code's page needs: amounts, and the names of editions and codes."""


class ClaimLibrary(DecisionSource, Names, Protocol):
    """What checking a claim in the window needs."""

    def examples(self) -> Sequence[Example]:
        """The bundled example claims."""

    def find_codes(self, text: str) -> Sequence[str]:
        """The procedure and guidance codes that typed text means, best first."""


class ReferenceLibrary(ClaimLibrary, ArticleSource, Protocol):
    """The bundled book and the shelf of imported editions, as one."""

    @property
    def book(self) -> Edition:
        """The edition of the bundled book."""

    @property
    def covered_codes(self) -> frozenset[str] | None:
        """The codes of which a claim must hold one to be reviewed among many; None: every claim is."""

    def sources(self) -> tuple[Source, ...]:
        """Every source of the book, then of the shelf."""

    def reopening(self) -> Callable[[], ReferenceLibrary]:
        """How another process opens the same library; it can be pickled, and raises InstallationError."""

    def search(
        self, text: str, limit: int = 50, group: HitGroup | None = None, on: date | None = None
    ) -> Results:
        """The answer to typed text as of the date in it, else `on`; never raises."""

    def page(self, key: str, on: date) -> Page | None:
        """The page of a key as of a date, or None when there is no such page."""

    def answer(self, code: str, guidance: str, on: date) -> Answer:
        """Whether a guidance code may be reported beside a code."""

    def pairs(self, code: str, other: str, on: date) -> Section:
        """Every PTP edit of two codes, with its history."""
