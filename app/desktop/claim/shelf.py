"""What the claim side asks of the library."""

from collections.abc import Sequence
from typing import Protocol

from app.coding.claim import Claim
from app.coding.editions import Edition
from app.coding.facts import Facts, PlaceFacts
from app.coding.sources import Citation, Source


class Example(Protocol):
    """A bundled claim to try things on."""

    @property
    def title(self) -> str:
        """Its name in the menu."""

    @property
    def note(self) -> str:
        """What it shows, in a sentence."""

    @property
    def claim(self) -> Claim:
        """The claim itself."""


class Shelf(Protocol):
    """What the claim side asks of the library."""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition on the shelf, the book first."""

    def label(self, code: str) -> str:
        """Our own words for a code, "" when it is not known."""

    def source(self, citation: Citation) -> Source | None:
        """The source that a citation names."""

    def places(self) -> tuple[PlaceFacts, ...]:
        """The places of service."""

    def examples(self) -> Sequence[Example]:
        """The bundled example claims."""

    def facts_for(self, claim: Claim) -> Facts:
        """Every look-up that rules may need."""
