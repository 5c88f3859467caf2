"""What a dropped file turned out to be."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.coding.series import SeriesName, Setting
from app.library.shelf.edition_format import Mark
from app.library.shelf.marks import mark_of
from app.releases.archive import Entry
from app.releases.names import Term
from app.releases.tables import Row

Form = Literal["text", "csv", "xlsx", "xml", "zip"]
Unread = Literal["not-read", "unknown"]
"""Of no kind that Needlepoint reads: an official file that is known by its name, or no table at all."""


class Sample(Struct, frozen=True, kw_only=True):
    """The start of a file: its first lines as text and, for CSV files and workbooks, as cells.

    Of the form "zip" it is a download of many tables as a whole, without lines. `text` is the start of a file
    of text as it stands.
    """

    entry: Entry
    form: Form
    lines: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    names: tuple[str, ...] = ()
    separator: str = ","
    text: str = ""


class Found(Struct, frozen=True, kw_only=True):
    """A file and what it holds. `problem` is a sentence when it cannot be installed.

    `source` None: of no kind that Needlepoint reads, and `unread` says which; `passed_over` when it only lay
    beside such files in a folder. `part` counts from 1. `title` is for people: "PTP edits, practitioner, part
    1". `mark` tells it from an earlier or later file of the same edition. `separator` is that of a CSV file.
    """

    entry: Entry
    title: str
    form: Form = "text"
    source: SeriesName | None = None
    setting: Setting | None = None
    edition: str = ""
    first: date | None = None
    last: date | None = None
    part: int = 1
    mark: Mark = Mark()
    separator: str = ","
    problem: str = ""
    unread: Unread | None = None
    passed_over: bool = False

    @property
    def group(self) -> tuple[str, str, str]:
        """Files of one group make one edition."""
        return (self.source or "", self.setting or "", self.edition)


def recognized(
    sample: Sample,
    source: SeriesName,
    title: str,
    term: Term | None,
    setting: Setting | None = None,
    *,
    flat: bool = False,
) -> Found:
    """A `Found` for `sample`; without a term it is named and refused, because it does not say its edition.

    `flat`: the text is read by position and not as CSV.
    """
    form: Form = "text" if flat else sample.form
    found = Found(
        entry=sample.entry,
        title=title,
        form=form,
        source=source,
        setting=setting,
        separator=sample.separator,
    )
    if term is None:
        return replace(found, problem=NO_EDITION.format(name=sample.entry.name))
    mark = mark_of(sample.entry.own_names, sample.lines, tabular=sample.form != "xml")
    return replace(found, edition=term.edition, first=term.first, last=term.last, mark=mark)


def refused(sample: Sample, title: str, problem: str, unread: Unread | None = None) -> Found:
    """A `Found` that is named and not installed."""
    return Found(entry=sample.entry, title=title, form=sample.form, problem=problem, unread=unread)


def refused_medicaid(sample: Sample, title: str) -> Found:
    """A table of Medicaid, whose edits are not those that claims are checked by."""
    name = sample.entry.name
    problem = f"{name} is a Medicaid table; Needlepoint uses the Medicare tables. Import the Medicare file."
    return refused(sample, f"{title}, Medicaid", problem)


NO_EDITION = (
    "{name} does not show its quarter or release. Give the file the name that CMS gave it and import it "
    "again."
)
