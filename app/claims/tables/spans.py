"""Days of service as cells have them: dates as people, databases and Excel write them, and ranges of them.

Errors never repeat what stands in the cell. Months are English words; no locale is asked.
"""

import functools
import re
from datetime import date, timedelta

from app.claims.plain_text import plain
from app.coding.dates import parse_date
from app.coding.errors import InputError

_LOST_ZERO = re.compile(r"[1-9][0-3][0-9](?:19|20)[0-9]{2}")  # 9152026 was 09152026
_DAY_ZERO = date(1899, 12, 30)  # Excel counts days from here
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?")
_TIME = re.compile(
    r"(?<=[0-9])[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)? ?(?:[AP]M)?(?:Z|[+-][0-9:]{5})?$",
    re.IGNORECASE,
)
_YEAR = r"([0-9]{4}|[0-9]{2})"
_DAY_MONTH = re.compile(rf"([0-9]{{1,2}})[\s-]*([A-Za-z]{{3,9}})\.?,?[\s-]*{_YEAR}", re.ASCII)
_MONTH_DAY = re.compile(rf"([A-Za-z]{{3,9}})\.?[\s-]*([0-9]{{1,2}})(?:,\s*|[\s-]+){_YEAR}", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_TO = re.compile(
    r"\s+(?:-|to|thru|through)\s+|(?:(?<=/[0-9]{2})|(?<=/[0-9]{4}))-(?=[0-9]{1,2}/)|(?<=[0-9]{8})-(?=[0-9]{8}$)"
    r"|(?<=-[0-9]{2})/(?=[0-9]{4}-)",
    re.IGNORECASE | re.ASCII,
)
_NO_DATE = "this is not a date. Give it as 09/15/2026 or 2026-09-15"


@functools.lru_cache(maxsize=4096)
def span(cell: str) -> tuple[date, date | None]:
    """The first day of a cell and, where it holds a range, the last. Raises InputError.

    >>> span("01/05/2026 - 01/07/2026")
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 7))
    """
    first, *last = _TO.split(plain(cell).strip())
    if len(last) > 1:
        raise InputError(_NO_DATE)
    return _day(first), _day(last[0]) if last else None


def day(cell: str) -> date:
    """A date with or without a time. Raises InputError, also for a range.

    >>> day("5-Jan-26"), day("Jan 5, 2026 08:00 AM") == day("46027.3") == day("1052026")
    (datetime.date(2026, 1, 5), True)
    """
    first, last = span(cell)
    if last is not None:
        raise InputError(_NO_DATE)
    return first


def _day(written: str) -> date:
    text = written.strip()
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _DAY_ZERO + timedelta(days=int(serial[1]))
    text = re.sub(r"\.0+$", "", _TIME.sub("", text))
    text = text.zfill(8) if _LOST_ZERO.fullmatch(text) else text
    try:
        if text.lower() == "t":
            raise InputError("")
        return _by_name(text) or parse_date(text, date.min)
    except (InputError, ValueError):
        raise InputError(_NO_DATE) from None


def _by_name(text: str) -> date | None:
    """The date of a text that has its month as a word, None for any other. Raises ValueError."""
    if found := _DAY_MONTH.fullmatch(text):
        number, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        name, number, year = found.groups()
    else:
        return None
    months = [place for place, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    return date(int(year) if len(year) == 4 else 2000 + int(year), months[0] if months else 0, int(number))
