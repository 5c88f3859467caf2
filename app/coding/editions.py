"""Editions: which official file, of which quarter or year, answered."""

from datetime import date

from msgspec import Struct

from app.coding.series import SeriesName, Setting

QUALIFYING = "-QPP"
"""Ends the name of a fee schedule for qualifying participants: those of the Quality Payment Program."""

_IN_PORTIONS = ("pfs-rvu", "pfs-amounts")


class EditionUse(Struct, frozen=True):
    """An edition as a review names it. `first` and `last` are dates of service it covers, both inclusive."""

    source: str
    setting: str | None
    edition: str
    first: date | None
    last: date | None


class Edition(Struct, frozen=True, kw_only=True, cache_hash=True):
    """An edition on the shelf (imported) or the bundled book.

    `rows` counts data rows, `sha256` is the digest of the rows as installed (one table gives one digest,
    on any day and machine), `files` are the names of the official files it was read from, `imported` the
    day of import (None for the book).
    """

    source: SeriesName
    edition: str
    rows: int
    sha256: str
    setting: Setting | None = None
    first: date | None = None
    last: date | None = None
    files: tuple[str, ...] = ()
    imported: date | None = None
    title: str = ""

    @property
    def is_qualifying(self) -> bool:
        """Whether it is the fee schedule for qualifying participants, which has a table of its own."""
        return self.edition.endswith(QUALIFYING)

    @property
    def portion(self) -> str:
        """Which part of a table of the fee schedule it is: "" for the whole table of most.

        "QPP" for qualifying participants; of printed amounts also the contractor whose file it is, as "AK".
        """
        return self.edition.partition("-")[2] if self.source in _IN_PORTIONS else ""

    def use(self) -> EditionUse:
        """The short form that reviews and checklists print."""
        return EditionUse(self.source, self.setting, self.edition, self.first, self.last)
