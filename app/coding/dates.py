"""Dates as coders type and read them, and spans of them. Files keep ISO; people see MM/DD/YYYY."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from app.coding.errors import InputError

_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2}|\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})", re.ASCII)
_PACKED_ISO = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)  # no month is 19 or 20
_AMONG_WORDS = re.compile(
    r"(?<![\w./-])(?:(?:dos|on|as of|date of service|date)[:\s]+)?"
    r"(\d{1,2}([/-])\d{1,2}\2(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}([/-])\d{1,2}\3\d{1,2})(?![\w/-])",
    re.ASCII | re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"(?<=\d)[t ](?:0{1,2}:00|12:00(?::00)? am)(?::00)?(?:\.0+)?z?$", re.ASCII)
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})", re.ASCII)


def parse_date(text: str, today: date) -> date:
    """Read a typed date: 9/15/26, 09152026, 091526, 2026-09-15, 20260915, or t for `today`.

    Midnight behind a date, as databases write it, is left out. Two-digit years mean 2000 to 2099.
    Raises InputError with a sentence that shows an example.
    """
    typed = text.strip().lower()
    if typed == "t":
        return today
    typed = _MIDNIGHT.sub("", typed)
    iso = _ISO.fullmatch(typed) or _PACKED_ISO.fullmatch(typed)
    if iso:
        return _make_date(iso[1], iso[2], iso[3], typed=text)
    match = _SLASHED.fullmatch(typed) or _PACKED.fullmatch(typed)
    if not match:
        raise InputError(f"“{text.strip()}” is not a date. Type it as 09/15/2026 or 091526, or t for today.")
    month, day, year = match.groups()
    return _make_date(year if len(year) == 4 else f"20{year}", month, day, typed=text)


def split_date(text: str) -> tuple[str, date | None]:
    """Words without the date among them, and that date: 11/03/2025, 11-3-25, 2025-11-03, "DOS 11/03/2025".

    Of several dates the first counts. Raises InputError for a date that no calendar has.

    >>> split_date("20610 77002 11/03/2025")
    ('20610 77002', datetime.date(2025, 11, 3))
    >>> split_date("20610-50 M16.11")
    ('20610-50 M16.11', None)
    """
    found = _AMONG_WORDS.search(text)
    if found is None:
        return text, None
    day = parse_date(found[1], date.min)
    return " ".join(_AMONG_WORDS.sub(" ", text).split()), day


def show_date(day: date) -> str:
    """The date for people, MM/DD/YYYY."""
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def covers(first: date | None, last: date | None, day: date) -> bool:
    """Whether a day lies from `first` to `last`, both inclusive; None is open."""
    return (first is None or first <= day) and (last is None or day <= last)


def days_of_change(spans: Iterable[tuple[date | None, date | None]]) -> set[date]:
    """The days on which one of some spans begins, or is over for the first time.

    >>> sorted(days_of_change([(date(2026, 1, 1), date(2026, 3, 31)), (None, None)]))
    [datetime.date(2026, 1, 1), datetime.date(2026, 4, 1)]
    """
    days: set[date] = set()
    for first, last in spans:
        if first is not None:
            days.add(first)
        if last is not None and last < date.max:
            days.add(last + timedelta(1))
    return days


def _make_date(year: str, month: str, day: str, typed: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise InputError(f"“{typed.strip()}” is not a calendar date. Check the month and day.") from None
