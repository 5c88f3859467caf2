"""What the person who exports may choose, and what the checklist asks of the library."""

from typing import Literal, Protocol

from msgspec import Struct

from app.claims.dispositions import Disposition
from app.coding.editions import Edition
from app.coding.facts import PlaceFacts
from app.coding.sources import Citation, Source

Paper = Literal["us-letter", "a4"]
ReviewType = Literal["pre-bill", "post-bill"]
REVIEW_TYPES: dict[ReviewType, str] = {"pre-bill": "Pre-bill", "post-bill": "Post-bill"}


class Options(Struct, frozen=True, kw_only=True):
    """Choices of one export.

    `quarter_only` prints the quarter and not the date of service, and so leaves the claim out as well.
    `review_type` None prints a line to write on.
    """

    paper: Paper = "us-letter"
    attach_claim: bool = True
    quarter_only: bool = False
    review_type: ReviewType | None = None
    dispositions: tuple[Disposition, ...] = ()

    @property
    def attaches(self) -> bool:
        """Whether the claim goes into the file."""
        return self.attach_claim and not self.quarter_only


class Reference(Protocol):
    """The part of the library that a checklist needs."""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition on the shelf, the book first."""

    def label(self, code: str) -> str:
        """Our own words for a code, "" when it is not in the book."""

    def source(self, citation: Citation) -> Source | None:
        """The source that a citation names."""

    def places(self) -> tuple[PlaceFacts, ...]:
        """The places of service."""
