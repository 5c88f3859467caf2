"""What the person who exports may choose."""

from typing import Literal

from msgspec import Struct

Paper = Literal["us-letter", "a4"]
ReviewType = Literal["pre-bill", "post-bill"]
REVIEW_TYPES: dict[ReviewType, str] = {"pre-bill": "Pre-bill", "post-bill": "Post-bill"}


class Options(Struct, frozen=True, kw_only=True):
    """Choices of one export.

    `quarter_only` prints the quarter and not the date of service, and so leaves the claim out as well.
    `review_type` None prints a line to write on. `quotes`: the words of a note behind elements of the
    documentation, as (path, words); they stand beside the value, and in the file where the claim does.
    """

    paper: Paper = "us-letter"
    attach_claim: bool = True
    quarter_only: bool = False
    review_type: ReviewType | None = None
    quotes: tuple[tuple[str, str], ...] = ()

    @property
    def attaches(self) -> bool:
        """Whether the claim goes into the file."""
        return self.attach_claim and not self.quarter_only
