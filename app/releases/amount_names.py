"""What the names of payment amount files say: the release, whose amounts they are, and the dates.

Source: CMS, documentation of the Physician Fee Schedule Payment Amount File (2025, 2026). It names the files
of the whole country PFALL and PFREV, with the year and A to D for the quarters, and gives each contractor an
acronym: a state, a part of one as NY2 and CA1, or PRV for Puerto Rico with the Virgin Islands. As they are
shipped some lack the letter or the year (PFALL25, PFREV4), and R marks a correction (PFALL24R). The ZIP with
the files of all contractors is named in words, in 2024 with the dates for which its amounts were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from app.coding.editions import QUALIFYING
from app.releases.names import MONTHS, Term, find, quarter

_NAME = re.compile(
    r"(?<![a-z])PF(?:ALL|REV|(?P<of>[A-Z]{2,3}\d?))(?P<year>\d\d)(?P<letter>[A-D])?(?P<again>R)?(?![a-z0-9])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<![a-z])PFREV([1-4])(?![a-z0-9])", re.IGNORECASE)
"""A revision by the number of its quarter, without the year."""
_CONTRACTORS = re.compile(r"carrier[-_ ](?:specific[-_ ])?files?", re.IGNORECASE)
_QUALIFYING = re.compile(r"(?<![a-z])(?<!non[-_ ])QPP?(?![a-z])", re.IGNORECASE)
_DAY = r"([a-z]{3})[a-z]*[-_ ](\d{1,2})[-_ ](20\d\d)"
_DATES = rf"effective[-_ ]dates?[-_ ]{_DAY}[-_ ](?:through[-_ ]|to[-_ ])?{_DAY}"
_LETTERS = "ABCD"


def of_file(names: tuple[str, ...], year: int) -> Term | None:
    """The edition of a file by its names, innermost first: "PF25C" of PFREV25C, "PF25A-AK" of PFAK25A.

    `year` is that of its rows. None where the names are of another year, or tell no release.

    >>> of_file(("PFNY225R.txt",), 2025).edition
    'PF25AR-NY2'
    >>> of_file(("PFREV4.txt",), 2025).edition
    'PF25D'
    """
    for name in names:
        if named := _NAME.search(name):
            return _named(named, names, year)
        if numbered := _NUMBERED.search(name):
            return _term(names, year, _LETTERS[int(numbered[1]) - 1])
    if any(map(_CONTRACTORS.search, names)):
        return _term(names, year, "A", of=_stem(names[0]))
    return None


def of_download(names: tuple[str, ...], members: tuple[str, ...], year: int) -> Term | None:
    """The edition of the files of many contractors, which together are those of the whole country."""
    named = _NAME.search(members[0])
    if named:
        return _named(named, names, year, alone=False)
    return _term(names, year, "A")


def is_of_contractors(name: str, members: Iterable[str]) -> bool:
    """Whether a ZIP may hold the files of several contractors, by its name and those of its members."""
    named = (match for member in members if (match := _NAME.search(member)))
    return bool(_CONTRACTORS.search(name)) or len({match["of"].upper() for match in named if match["of"]}) > 1


def _named(named: re.Match[str], names: tuple[str, ...], year: int, *, alone: bool = True) -> Term | None:
    """The edition that a name of CMS tells, None where it is of another year than the rows."""
    if int(named["year"]) != year % 100:
        return None
    letter, again = (named["letter"] or "A").upper(), "R" if named["again"] else ""
    return _term(names, year, letter, again, (named["of"] or "").upper() if alone else "")


def _term(names: tuple[str, ...], year: int, letter: str, again: str = "", of: str = "") -> Term:
    """A release in force for its quarter, or for the dates that a name spells out."""
    _, first, last = quarter(year, _LETTERS.index(letter) + 1)
    edition = f"PF{year % 100:02d}{letter}{again}"
    if dates := _spelled(names):
        first, last = dates
        edition = f"PF{first:%y.%m%d}"
    set_of = QUALIFYING if any(map(_QUALIFYING.search, names)) else ""
    return Term(f"{edition}{'-' if of else ''}{of}{set_of}", first, last)


def _spelled(names: tuple[str, ...]) -> tuple[date, date] | None:
    """The first and last day in "…effective-date-march-9-2024-december-31-2024…"."""
    match = find(_DATES, names)
    if match is None or not {match[1].lower(), match[4].lower()} <= MONTHS.keys():
        return None
    try:
        days = (date(int(match[at + 2]), MONTHS[match[at].lower()], int(match[at + 1])) for at in (1, 4))
        first, last = days
    except ValueError:
        return None
    return first, last


def _stem(name: str) -> str:
    """What tells a file of one contractor from the others where CMS's name for it is not known."""
    return re.sub(r"[^0-9A-Z]+", "", PurePath(name).stem.upper())[:12]
