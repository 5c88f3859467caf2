"""Sources and citations: the word on which a fact stands."""

import re
from datetime import date

from msgspec import Struct

from app.coding.series_record import Setting
from app.coding.words import Basis, Confidence

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Citation(Struct, frozen=True):
    """A place in a source: the five keys of the review record. `locator` is a row, chapter or page."""

    source: str
    edition: str
    locator: str
    title: str
    url: str


class Publication(Struct, frozen=True, kw_only=True):
    """A document or edition. `short` is the tag text; `first`/`last` its dates in force.

    `series` is set where it belongs to an official series of editions, `setting` where that has a table for
    each.
    """

    id: str
    basis: Basis
    publisher: str
    title: str
    edition: str
    short: str
    url: str
    license: str
    confidence: Confidence
    read: date
    series: str | None = None
    setting: Setting | None = None
    published: date | None = None
    first: date | None = None
    last: date | None = None
    note: str = ""


class Source(Publication, frozen=True, kw_only=True):
    """A publication that facts cite. `imported`: the day on which it came to the shelf, None in the book."""

    imported: date | None = None

    def cite(self, locator: str = "") -> Citation:
        """A citation of this source at `locator` (for example a code or a section number)."""
        return Citation(self.id, self.edition, locator, self.title, self.url)


Ended = tuple[tuple[str, Source], ...]
"""By series the ended editions that hold the rows behind a finding, where those in force do not."""


def name_source(title: str, edition: str) -> str:
    """A title with its edition, unless the title tells it: "NCCI add-on code edits, 2026 Q2" is of 2026Q2.

    An edition that is a day reads as other dates do, MM/DD/YYYY.
    """
    named = "".join(edition.split()).lower() in "".join(title.split()).lower()
    return title if named else ", ".join((title, _DAY.sub(r"\2/\3/\1", edition)))
