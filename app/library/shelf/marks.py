"""Which of two files of one table and quarter is the newer: by what names and first lines say of a release.

CMS posts a correction beside its original under almost the same name: "Addendum B.11142022.csv",
"rvu26ar_1.zip", "ccipra-v322r1-f1", "Corrected_…". The order is: a table before the tabular list in XML
(which has less); then the revision; then the last date of release; failing these the file with more rows, and
at the very last the higher checksum of the rows. Each is said where it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.coding.dates import show_date
from app.library.shelf.edition_format import Mark, Meta

_RELEASED = re.compile(
    r"(?:released|revised|updated|corrected)\D{0,12}(\d{1,2})/(\d{1,2})/(20\d\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"(?<!\d)(\d\d)[-_./]?(\d\d)[-_./]?((?:20)?\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-_./]?(\d\d)[-_./]?(\d\d)(?!\d)")
_NUMBERED = re.compile(
    r"cci(?:pra|oph)-v\d{3}r(\d+)|(?:rvu\d\d[a-d]|(?<![a-z])pf[a-z]{2,3}\d{2,3}[a-d]?)(r)(?![a-z])"
    r"|(?<![a-z])rev(?:ision)?[-_ ]?(\d+)",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"correct(?:ed|ion)|revis(?:ed|ion)", re.IGNORECASE)


def mark_of(names: Iterable[str], lines: Iterable[str] = (), *, tabular: bool = True) -> Mark:
    """What the names of a file and of what it came in, and its first lines, say of its release."""
    names = tuple(names)
    stated = (_to_day(*match.groups()) for line in lines for match in _RELEASED.finditer(line))
    days = [day for day in (*stated, *(day for name in names for day in _days_in(name))) if day]
    return Mark(
        tabular=tabular, revision=max(map(_revision, names), default=0), released=max(days, default=None)
    )


def mark_of_edition(meta: Meta) -> Mark:
    """The mark of an installed edition; one that was written before there were marks is told by its files."""
    return meta.mark or mark_of(item.name for item in meta.sources)


def rank(meta: Meta) -> tuple[object, ...]:
    """The place of an edition among those of its table and quarter: the highest is the newest."""
    mark = mark_of_edition(meta)
    edition = meta.edition
    return (mark.tabular, mark.revision, mark.released or date.min, edition.rows, edition.sha256)


def why_newer(newer: Meta, older: Meta) -> str:
    """What decided between two editions, as the end of a sentence."""
    one, two = mark_of_edition(newer), mark_of_edition(older)
    if one.tabular != two.tabular:
        return "it is the table and not the tabular list"
    if one.revision != two.revision:
        return "it is the correction by its name"
    if one.released != two.released and one.released:
        before = f", not {show_date(two.released)}" if two.released else ""
        return f"it was released {show_date(one.released)}{before}"
    if newer.edition.rows != older.edition.rows:
        return "no release mark tells them apart and it has more rows"
    return "no release mark tells them apart and its checksum is the higher"


def shown_files(names: Sequence[str]) -> str:
    """The official files of an edition for a sentence: the first, and how many more."""
    first = names[0] if len(names[0]) <= 60 else f"{names[0][:28]}…{names[0][-28:]}"
    return first if len(names) == 1 else f"{first} and {len(names) - 1} more"


def _revision(name: str) -> int:
    numbers = [int(match[1] or match[3] or 1) for match in _NUMBERED.finditer(name)]
    return max((*numbers, 1 if _CORRECTED.search(name) else 0))


def _days_in(name: str) -> Iterator[date | None]:
    for match in _MONTH_FIRST.finditer(name):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        yield _to_day(match[1], match[2], year)
    for match in _YEAR_FIRST.finditer(name):
        yield _to_day(match[2], match[3], match[1])


def _to_day(month: str, day: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
