"""What a file name says: the quarter, the release, the part. CMS prints none of it in most files."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MONTH = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?(?![a-z])"
)


_RELEASES = "ABCD"


class Term(NamedTuple):
    """An edition's name and the days on which it is in force, both inclusive; None is open."""

    edition: str
    first: date | None
    last: date | None


def quarter(year: int, number: int) -> Term:
    """A calendar quarter, number 1 to 4: "2026Q3", July 1 to September 30."""
    first = date(year, number * 3 - 2, 1)
    after = date(year + number // 4, number % 4 * 3 + 1, 1)
    return Term(f"{year}Q{number}", first, after - timedelta(days=1))


def find(pattern: str, names: tuple[str, ...]) -> re.Match[str] | None:
    """The first match of a pattern in any of the names, innermost name first; case does not count."""
    for name in names:
        match = re.search(pattern, name, re.IGNORECASE)
        if match:
            return match
    return None


def spelled_quarter(names: tuple[str, ...]) -> Term | None:
    """The quarter in names like "2026Q2", "2026-q4" or "v2026q2"."""
    match = find(r"(20\d\d)[-_ ]?q([1-4])(?!\d)", names)
    return quarter(int(match[1]), int(match[2])) if match else None


def effective_quarter(names: tuple[str, ...]) -> Term | None:
    """The quarter of an effective date in names like "Eff_04-01-2026" or "effective-07-01-2026"."""
    match = find(r"eff(?:ective)?[-_ ]*(\d\d)[-_](\d\d)[-_](20\d\d)", names)
    if not match or not 1 <= int(match[1]) <= 12:
        return None
    return quarter(int(match[3]), (int(match[1]) + 2) // 3)


def fee_release(names: tuple[str, ...], year: int = 0, month: str = "") -> Term | None:
    """A release of the physician fee schedule: "RVU25D", in force from October 1 to December 31, 2025.

    A to D are the quarters, AR corrects A. `year` (its last two digits) and `month`, as a file states them
    inside, go before the name of what the file came in.
    """
    release = find(r"rvu(\d\d)([a-d])(r?)(?![a-z])", names)
    number = MONTHS.get(month[:3].lower(), 0)
    if number:
        letter = _RELEASES[(number - 1) // 3]
    elif release:
        year, letter = int(release[1]), release[2].upper()
    else:
        return None
    again = "R" if release and release[3] and release[2].upper() == letter else ""
    _, first, last = quarter(2000 + year, _RELEASES.index(letter) + 1)
    return Term(f"RVU{year:02d}{letter}{again}", first, last)


def month_quarter(names: tuple[str, ...]) -> Term | None:
    """The quarter in names that hold a month and a year, like "july-2026-…" or "HCPC2026_OCT_ANWEB"."""
    match = find(rf"(?<![a-z]){_MONTH}[-_ .]*(?:\d\d?[-_ .,]+)?(20\d\d)", names)
    if match:
        return quarter(int(match[2]), (MONTHS[match[1].lower()] + 2) // 3)
    match = find(rf"(20\d\d)[-_ ]*{_MONTH}", names)
    return quarter(int(match[1]), (MONTHS[match[2].lower()] + 2) // 3) if match else None
