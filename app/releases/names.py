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


def month_quarter(names: tuple[str, ...]) -> Term | None:
    """The quarter in names that hold a month and a year, like "july-2026-…" or "HCPC2026_OCT_ANWEB"."""
    match = find(rf"(?<![a-z]){_MONTH}[-_ .]*(?:\d\d?[-_ .,]+)?(20\d\d)", names)
    if match:
        return quarter(int(match[2]), (MONTHS[match[1].lower()] + 2) // 3)
    match = find(rf"(20\d\d)[-_ ]*{_MONTH}", names)
    return quarter(int(match[1]), (MONTHS[match[2].lower()] + 2) // 3) if match else None
