"""What a team laid down for itself: signed rules and notes beside those of the authorities."""

from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.dates import covers
from app.coding.sources import Source

LocalSeverity = Literal["warning", "info"]


class LocalItem(Struct, frozen=True, kw_only=True):
    """One rule or note of a team, in its own words; it bears where all that it states holds.

    `pairs`: both codes are on the claim. `first`, `last`: dates of service, None when open. `source`: the
    signed file that it stands in.
    """

    id: str
    text: str
    source: Source
    severity: LocalSeverity
    remedy: str = ""
    codes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    payers: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether it applies to a date of service."""
        return covers(self.first, self.last, on)

    def names(self, code: str) -> bool:
        """Whether it names a code or a modifier."""
        return code in self.codes or code in self.modifiers or any(code in pair for pair in self.pairs)


class LocalPolicy(Struct, frozen=True):
    """All that a shared shelf holds of them. `faults`: one sentence for each file that is not used."""

    items: tuple[LocalItem, ...] = ()
    faults: tuple[str, ...] = ()

    def sources(self) -> tuple[Source, ...]:
        """The files, each as a source."""
        return tuple({item.source.id: item.source for item in self.items}.values())
